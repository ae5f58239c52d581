/* What is known of one execution of a program. */
#include "run/run.h"

#include <stdlib.h>

void
run_release(struct run *run)
{
    for (size_t i = 0; i < run->nknobs; i++)
        free(run->knobs[i].name);
    free(run->knobs);
    free(run->exercise);
    free(run->program);
    hang_release(&run->hang);
    output_release(&run->output);
    history_release(&run->history);
    *run = (struct run)RUN_INIT;
}

const char *
run_status_name(enum run_status status)
{
    static const char *const names[] = {
        [RUN_GOING] = "going",
        [RUN_EXITED] = "exited",
        [RUN_SIGNALLED] = "signalled",
        [RUN_STOPPED] = "stopped",
        [RUN_TIME_LIMIT] = "time limit",
        [RUN_PROCESS_LIMIT] = "process limit",
        [RUN_MEMORY_LIMIT] = "memory limit",
        [RUN_OUTPUT_LIMIT] = "output limit",
        [RUN_FILE_LIMIT] = "file limit",
    };

    return names[status];
}

const char *
run_source_name(enum run_source source)
{
    static const char *const names[] = {
        [RUN_MINE] = "mine",
        [RUN_SOLUTION] = "solution",
        [RUN_TWIN] = "twin",
        [RUN_PROGRAM] = "program",
    };

    return names[source];
}

bool
run_is_fine(const struct run *run)
{
    return run->status == RUN_EXITED && run->exit_code == 0;
}

double
run_cores_busy(const struct run *run)
{
    return run->seconds > 0 ? run->cpu_seconds / run->seconds : 0;
}
