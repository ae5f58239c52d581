/* Why a run hung, as text and as JSON. */
#include <inttypes.h>
#include <stdio.h>

#include "base/str.h"
#include "report/json_parts.h"
#include "report/report.h"

/* Tasks that are listed; of a thousand that wait nobody reads all. */
#define TASKS_LISTED 64

void
report_hang(const struct run *run, struct str *ret_text)
{
    if (run->hang.kind == HANG_NONE)
        return;
    if (run->hang.kind == HANG_DEADLOCK)
        str_add(ret_text, "Deadlock. ");
    str_add_format(ret_text, "%s.",
                   run->hang.sentence ? run->hang.sentence : "It hangs");
}

static json_t *
address_or_null(uint64_t address)
{
    char text[32];

    snprintf(text, sizeof text, "%#" PRIx64, address);
    return address ? json_string(text) : json_null();
}

static json_t *
hung_task_of(const struct hang *hang, const struct hang_task *task)
{
    const struct hang_frame *place = hang_place(task);
    const char *holder = task->who == HANG_HOLDER_TASK
                             ? hang->tasks[task->holder].label
                             : NULL;
    json_t *json = json_object();

    json_object_set_new(json, "worker", json_text(task->label));
    json_object_set_new(json, "tid", json_integer(task->tid));
    json_object_set_new(json, "waits_for",
                        json_string(hang_wait_name(task->wait)));
    json_object_set_new(json, "object", json_text_or_null(task->object));
    json_object_set_new(json, "address", address_or_null(task->address));
    json_object_set_new(json, "held_by", json_text_or_null(holder));
    json_object_set_new(json, "for_ever", json_boolean(task->stuck));
    json_object_set_new(json, "function",
                        json_text_or_null(place ? place->function : NULL));
    json_object_set_new(json, "file",
                        json_text_or_null(place ? place->file : NULL));
    json_object_set_new(json, "line",
                        place && place->line ? json_integer(place->line)
                                             : json_null());
    return json;
}

json_t *
json_hang(const struct hang *hang)
{
    json_t *json, *cycle, *tasks;

    if (hang->kind == HANG_NONE)
        return json_null();
    json = json_object();
    cycle = json_array();
    tasks = json_array();
    for (size_t i = 0; i < hang->ncycle; i++)
        json_array_append_new(
            cycle, hung_task_of(hang, &hang->tasks[hang->cycle[i]]));
    for (size_t i = 0; i < hang->ntasks && i < TASKS_LISTED; i++)
        if (hang->tasks[i].wait != HANG_HELPER)
            json_array_append_new(tasks, hung_task_of(hang, &hang->tasks[i]));
    json_object_set_new(json, "kind",
                        json_string(hang_kind_name(hang->kind)));
    json_object_set_new(json, "sentence", json_text(hang->sentence));
    json_object_set_new(json, "cycle", cycle);
    json_object_set_new(json, "tasks", tasks);
    return json;
}
