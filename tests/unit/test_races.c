#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "check/race_sentence.h"
#include "report/races.h"
#include "report/races_json.h"

static void
push(struct race_stack *stack, const char *function, const char *file,
     int line)
{
    stack->frames[stack->count++] = (struct race_frame){
        .function = mem_copy(function),
        .file = mem_copy(file),
        .line = line,
    };
}

/* A race of one line of add() with itself. */
static struct race
make(void)
{
    struct race race = {
        .variable = mem_copy("counter"), .place = RACE_GLOBAL, .size = 4,
    };

    for (size_t i = 0; i < 2; i++) {
        struct race_access *access = &race.accesses[i];

        access->worker = mem_copy(i ? "thread 1" : "thread 2");
        access->write = i;
        push(&access->stack, "add", "exercises/03_races/counter_race.c", 17);
    }
    return race;
}

static void
hold(struct race_access *access, const char *lock)
{
    access->locks[access->nlocks++].name = mem_copy(lock);
}

static void
expect_sides(const struct race *race, int columns, const char *expected)
{
    struct str text = STR_INIT;

    report_accesses(race, columns, &text);
    assert_string_equal(str_text(&text), expected);
    str_release(&text);
}

static void
expect_sentence(const struct race *race, const char *expected)
{
    struct str text = STR_INIT;

    race_add_sentence(&text, race);
    assert_string_equal(str_text(&text), expected);
    str_release(&text);
}

static void
test_races__stand_in_two_columns_where_there_is_room(void **state)
{
    struct race race = make();

    (void)state;
    expect_sides(&race, 60,
                 "thread 1                       thread 2\n"
                 "writes counter                 reads counter\n"
                 "counter_race.c:17 add()        counter_race.c:17 add()\n"
                 "holds nothing                  holds nothing\n");
    expect_sides(&race, 59,
                 "thread 1\n"
                 "writes counter\n"
                 "counter_race.c:17 add()\n"
                 "holds nothing\n"
                 "\n"
                 "thread 2\n"
                 "reads counter\n"
                 "counter_race.c:17 add()\n"
                 "holds nothing\n");
    race_release(&race);
}

/* By their numbers, whichever of them the sanitizer told first. */
static void
test_races__begin_with_the_worker_that_began_first(void **state)
{
    struct race race = make();

    (void)state;
    free(race.accesses[1].worker);
    race.accesses[1].worker = mem_copy("thread 10");
    expect_sides(&race, 60,
                 "thread 2                       thread 10\n"
                 "reads counter                  writes counter\n"
                 "counter_race.c:17 add()        counter_race.c:17 add()\n"
                 "holds nothing                  holds nothing\n");
    race_release(&race);
}

static void
test_races__blame_the_learner_and_show_the_way(void **state)
{
    struct race race = make();
    struct race_stack *stack = &race.accesses[1].stack;

    (void)state;
    race_stack_release(stack);
    push(stack, "touch", "exercises/race.h", 88);
    push(stack, "add", "mine.c", 20);
    push(stack, "work", "mine.c", 31);
    push(stack, "race_thread_main", "exercises/race.h", 134);
    stack->own = 1;
    race.accesses[1].atomic = true;
    race_stack_release(&race.accesses[0].stack);
    expect_sides(&race, 80,
                 "thread 1                                 thread 2\n"
                 "writes counter, atomically               reads counter\n"
                 "mine.c:20 add()                          where, is not known"
                 " any more\n"
                 "by way of race.h:88 touch()              holds nothing\n"
                 "called at mine.c:31 work()\n"
                 "holds nothing\n");
    race_release(&race);
}

static void
test_races__long_lines_stay_in_their_column(void **state)
{
    struct race race = make();
    struct str text = STR_INIT;

    (void)state;
    free(race.variable);
    race.variable = NULL;
    race.place = RACE_HEAP;
    race.size = 8;
    race.block = 64;
    race.owner = mem_copy("main");
    push(&race.made, "main", "/some/where/mine.c", 9);
    hold(&race.accesses[0], "lock");
    report_accesses(&race, 60, &text);
    assert_string_equal(
        str_text(&text),
        "thread 1                       thread 2\n"
        "writes 8 bytes in a block of   reads 8 bytes in a block of\n"
        "64 that main allocated at      64 that main allocated at\n"
        "mine.c:9                       mine.c:9\n"
        "counter_race.c:17 add()        counter_race.c:17 add()\n"
        "holds nothing                  holds lock\n");
    str_release(&text);
    race_release(&race);
}

static void
test_races__sentence_says_which_locks_were_held(void **state)
{
    struct race race = make();

    (void)state;
    expect_sentence(&race, "two threads touch `counter`, with no lock"
                           " between them");
    hold(&race.accesses[1], "lock");
    expect_sentence(&race, "two threads touch `counter`, and only one of"
                           " them holds a lock");
    hold(&race.accesses[0], "other");
    hold(&race.accesses[0], "third");
    expect_sentence(&race, "two threads touch `counter`, each holding"
                           " another lock");
    hold(&race.accesses[0], "lock");
    expect_sentence(&race, "two threads touch `counter`, and `lock` does"
                           " not keep them apart");
    race.accesses[0].write = true;
    expect_sentence(&race, "two threads write `counter`, and `lock` does"
                           " not keep them apart");
    race_release(&race);
}

static void
expect_finding(const struct sanitizer_report *report, const char *expected)
{
    struct str text = STR_INIT;

    finding_add_sentence(&text, report);
    assert_string_equal(str_text(&text), expected);
    str_release(&text);
}

static void
test_races__what_else_is_found_has_its_sentence(void **state)
{
    struct race race = make();
    struct sanitizer_report report = {
        .kind = SANITIZER_LOCK, .title = "destroy of a locked mutex",
        .lock = "lock", .race = race,
    };

    (void)state;
    expect_finding(&report, "lock is destroyed at counter_race.c:17 while it"
                            " is locked at counter_race.c:17");
    report.title = "unlock of an unlocked mutex (or by a wrong thread)";
    expect_finding(&report, "lock is unlocked at counter_race.c:17 by one"
                            " that has not locked it");
    report.lock = NULL;
    report.title = "double lock of a mutex";
    expect_finding(&report, "a lock is locked at counter_race.c:17 by one"
                            " that has it locked already");
    report.kind = SANITIZER_RACE;
    report.title = "heap-use-after-free";
    expect_finding(&report, "thread 2 uses memory at counter_race.c:17 that"
                            " was freed at counter_race.c:17");
    report.kind = SANITIZER_SIGNAL;
    report.title = "signal-unsafe call inside of a signal";
    expect_finding(&report, "ThreadSanitizer reports a signal-unsafe call"
                            " inside of a signal at counter_race.c:17");
    race_release(&race);
}

static void
test_races__two_orders_of_locks_are_told(void **state)
{
    struct sanitizer_report report = {
        .kind = SANITIZER_ORDER, .norder = 2,
        .order = {{.worker = "thread 1", .holds = "a", .wants = "b"},
                  {.worker = "thread 2", .holds = "b", .wants = "a"}},
    };

    (void)state;
    push(&report.order[0].held, "one", "order.c", 7);
    push(&report.order[0].wanted, "one", "order.c", 8);
    push(&report.order[1].held, "two", "order.c", 15);
    expect_finding(&report, "thread 1 takes a and then b; thread 2 takes b"
                            " and then a: when it happens at the same time,"
                            " each waits for the other for ever");
    race_stack_release(&report.order[0].held);
    race_stack_release(&report.order[0].wanted);
    race_stack_release(&report.order[1].held);
}

static void
test_races__json_has_all_of_it(void **state)
{
    struct sanitizer_report report = {
        .kind = SANITIZER_RACE, .title = "data race", .race = make(),
    };
    json_t *json;
    char *text;

    (void)state;
    hold(&report.race.accesses[1], "lock");
    json = json_finding(&report);
    text = json_dumps(json_object_get(json, "race"), JSON_COMPACT);
    assert_string_equal(
        text,
        "{\"variable\":\"counter\",\"place\":\"global\",\"bytes\":4,"
        "\"block_bytes\":null,\"accesses\":["
        "{\"worker\":\"thread 2\",\"writes\":false,\"atomic\":false,"
        "\"frames\":[{\"function\":\"add\","
        "\"file\":\"exercises/03_races/counter_race.c\",\"line\":17,"
        "\"blamed\":true}],\"locks\":[]},"
        "{\"worker\":\"thread 1\",\"writes\":true,\"atomic\":false,"
        "\"frames\":[{\"function\":\"add\","
        "\"file\":\"exercises/03_races/counter_race.c\",\"line\":17,"
        "\"blamed\":true}],\"locks\":[\"lock\"]}]}");
    assert_string_equal(json_string_value(json_object_get(json, "kind")),
                        "data race");
    assert_non_null(
        strstr(json_string_value(json_object_get(json, "sentence")),
               "two threads touch `counter`"));
    free(text);
    json_decref(json);
    race_release(&report.race);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_races__stand_in_two_columns_where_there_is_room),
        cmocka_unit_test(test_races__begin_with_the_worker_that_began_first),
        cmocka_unit_test(test_races__blame_the_learner_and_show_the_way),
        cmocka_unit_test(test_races__long_lines_stay_in_their_column),
        cmocka_unit_test(test_races__sentence_says_which_locks_were_held),
        cmocka_unit_test(test_races__what_else_is_found_has_its_sentence),
        cmocka_unit_test(test_races__two_orders_of_locks_are_told),
        cmocka_unit_test(test_races__json_has_all_of_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
