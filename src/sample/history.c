/*
 * History is numbers and nothing else: who reads it may copy it, keep it
 * after the run, or make it up for a test.
 */
#include "sample/history.h"

#include <stdlib.h>

void
history_release(struct history *history)
{
    free(history->cores);
    free(history->workers);
    *history = (struct history)HISTORY_INIT;
}
