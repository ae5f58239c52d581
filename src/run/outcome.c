/* How a run came out. */
#include "run/outcome.h"

#include <signal.h>
#include <sys/wait.h>

#include "base/clock.h"
#include "base/mem.h"

static double
seconds(int64_t ns)
{
    return (double)ns / CLOCK_SECOND;
}

void
outcome_reset(struct run *run, const struct runner_spec *spec)
{
    hang_release(&run->hang);
    output_release(&run->output);
    history_release(&run->history);
    if (!run->program)
        run->program = mem_copy(spec->argv[0]);
    if (!run->exercise)
        run->exercise = mem_copy("");
    run->status = RUN_GOING;
    run->exit_code = run->signal = 0;
    run->seconds = run->cpu_seconds = 0;
    run->peak_rss_kib = 0;
    run->left = 0;
    run->leftovers = (struct leftovers){.count = 0};
    run->limit_seconds = spec->limit_seconds > 0 ? spec->limit_seconds
                                                 : RUNNER_LIMIT;
    run->limits = spec->limits;
    if (spec->flags & RUNNER_TOOL)
        run->limits = (struct limits){.processes = LIMITS_PROCESSES,
                                      .tasks = LIMITS_TASKS};
    else
        limits_fill(&run->limits, spec->cwd ? spec->cwd : ".");
}

static void
set_status(struct run *run, int status, enum run_status ended)
{
    run->status = WIFSIGNALED(status) ? RUN_SIGNALLED : RUN_EXITED;
    run->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    run->exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
    if (ended)
        run->status = ended;
}

static enum run_status
status_of_excess(enum limits_excess excess)
{
    static const enum run_status statuses[] = {
        [LIMITS_PROCESSES_EXCEEDED] = RUN_PROCESS_LIMIT,
        [LIMITS_MEMORY_EXCEEDED] = RUN_MEMORY_LIMIT,
        [LIMITS_FILES_EXCEEDED] = RUN_FILE_LIMIT,
    };

    return statuses[excess];
}

static void
add_processes(struct run *run, enum leftover_kind kind, unsigned count)
{
    if (count)
        leftovers_add(&run->leftovers,
                      &(struct leftover){.kind = kind, .count = count});
}

void
outcome_of_keeper(struct run *run, const struct keeper_message *over,
                  enum run_status wanted)
{
    enum run_status ended = RUN_GOING;

    if (over->excess)
        ended = status_of_excess(over->excess);
    else if (over->ended)
        ended = wanted ? wanted : RUN_STOPPED;
    else if (WIFSIGNALED(over->status) && WTERMSIG(over->status) == SIGXFSZ)
        ended = RUN_FILE_LIMIT;
    set_status(run, over->status, ended);
    run->seconds = seconds(over->over - over->began);
    run->cpu_seconds = seconds(over->cpu_ns);
    run->peak_rss_kib = over->peak_rss_kib;
    run->left = over->left;
    add_processes(run, LEFTOVER_PROCESSES, over->left);
    if (run->status == RUN_EXITED)
        add_processes(run, LEFTOVER_ZOMBIES, over->zombies);
}

void
outcome_of_orphans(struct run *run, const struct orphans *orphans,
                   enum run_status wanted)
{
    set_status(run, orphans->first_over ? orphans->status : SIGKILL, wanted);
    run->seconds = seconds(clock_now() - orphans->began);
    run->cpu_seconds = seconds(orphans->cpu_ns);
    run->peak_rss_kib = orphans->peak_rss_kib;
}
