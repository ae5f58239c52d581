/*
 * History is numbers and nothing else: who reads it may copy it, keep it
 * after the run, or make it up for a test.
 */
#include "sample/history.h"

#include <stdio.h>
#include <stdlib.h>

void
history_release(struct history *history)
{
    free(history->cores);
    free(history->workers);
    *history = (struct history)HISTORY_INIT;
}

void
history_label(const struct history *history, size_t index, char *buf,
              size_t size)
{
    const struct worker *worker = &history->workers[index];
    unsigned number = 0;

    if (index == 0) {
        snprintf(buf, size, "main");
        return;
    }
    for (size_t i = 1; i <= index; i++)
        number += history->workers[i].kind == worker->kind;
    snprintf(buf, size, "%s %u",
             worker->kind == WORKER_PROCESS ? "process" : "thread", number);
}
