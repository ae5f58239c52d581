/* Races and what else a sanitizer found, as JSON. */
#include "report/races_json.h"

#include "base/str.h"
#include "check/race_sentence.h"
#include "report/json_parts.h"

static json_t *
frames_of(const struct race_stack *stack)
{
    json_t *frames = json_array();

    for (size_t i = 0; i < stack->count; i++) {
        json_t *frame = json_object();

        json_object_set_new(frame, "function",
                            json_text_or_null(stack->frames[i].function));
        json_object_set_new(frame, "file", json_text(stack->frames[i].file));
        json_object_set_new(frame, "line",
                            json_integer(stack->frames[i].line));
        json_object_set_new(frame, "blamed",
                            json_boolean(race_blamed(stack) ==
                                         &stack->frames[i]));
        json_array_append_new(frames, frame);
    }
    return frames;
}

static json_t *
access_of(const struct race_access *access)
{
    json_t *object = json_object();
    json_t *locks = json_array();

    for (size_t i = 0; i < access->nlocks; i++)
        json_array_append_new(locks, json_text(access->locks[i].name));
    json_object_set_new(object, "worker", json_text(access->worker));
    json_object_set_new(object, "writes", json_boolean(access->write));
    json_object_set_new(object, "atomic", json_boolean(access->atomic));
    json_object_set_new(object, "frames", frames_of(&access->stack));
    json_object_set_new(object, "locks", locks);
    return object;
}

static const char *
place_of(enum race_place place)
{
    static const char *const names[] = {
        [RACE_UNKNOWN] = "unknown", [RACE_GLOBAL] = "global",
        [RACE_HEAP] = "heap",       [RACE_STACK] = "stack",
        [RACE_SHARED] = "shared",
    };

    return names[place];
}

json_t *
json_race(const struct race *race)
{
    json_t *object = json_object();
    json_t *accesses = json_array();

    for (size_t i = 0; i < 2; i++)
        json_array_append_new(accesses, access_of(&race->accesses[i]));
    json_object_set_new(object, "variable", json_text_or_null(race->variable));
    json_object_set_new(object, "place", json_text(place_of(race->place)));
    json_object_set_new(object, "bytes",
                        json_integer((json_int_t)race->size));
    json_object_set_new(object, "block_bytes",
                        race->block ? json_integer((json_int_t)race->block)
                                    : json_null());
    json_object_set_new(object, "accesses", accesses);
    return object;
}

static json_t *
step_of(const struct sanitizer_order *order)
{
    json_t *object = json_object();

    json_object_set_new(object, "worker", json_text(order->worker));
    json_object_set_new(object, "holds", json_text(order->holds));
    json_object_set_new(object, "wants", json_text(order->wants));
    json_object_set_new(object, "held_frames", frames_of(&order->held));
    json_object_set_new(object, "wanted_frames", frames_of(&order->wanted));
    return object;
}

static const char *
kind_of(enum sanitizer_kind kind)
{
    static const char *const names[] = {
        [SANITIZER_RACE] = "data race",  [SANITIZER_ORDER] = "lock order",
        [SANITIZER_LOCK] = "lock misuse", [SANITIZER_LEAK] = "thread leak",
        [SANITIZER_SIGNAL] = "signal handler", [SANITIZER_OTHER] = "other",
    };

    return names[kind];
}

static json_t *
sentence_of(const struct sanitizer_report *report)
{
    struct str text = STR_INIT;
    json_t *sentence;

    finding_add_sentence(&text, report);
    str_add_char(&text, '.');
    sentence = json_text(str_text(&text));
    str_release(&text);
    return sentence;
}

json_t *
json_finding(const struct sanitizer_report *report)
{
    json_t *object = json_object();
    json_t *order = json_array();

    for (size_t i = 0; i < report->norder; i++)
        json_array_append_new(order, step_of(&report->order[i]));
    json_object_set_new(object, "kind", json_text(kind_of(report->kind)));
    json_object_set_new(object, "sentence", sentence_of(report));
    json_object_set_new(object, "race",
                        report->kind == SANITIZER_RACE
                            ? json_race(&report->race)
                            : json_null());
    json_object_set_new(object, "lock", json_text_or_null(report->lock));
    json_object_set_new(object, "frames",
                        frames_of(&report->race.accesses[0].stack));
    json_object_set_new(object, "order", order);
    return object;
}
