/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       exercises/07_how_many_cores/cpu_count.c \
       build/src/guest/mp/libmp.a -o cpu_count -lm */

/*
 * How many processors are there?  There are three answers, and the
 * least of them counts.  With keep_to=1 this program first confines
 * itself to a single core, as `taskset -c 0` or a batch system would.
 * In Python:
 *
 *   os.cpu_count()                         of the machine
 *   len(os.sched_getaffinity(0))           where we may run
 *   open("/sys/fs/cgroup/cpu.max").read()  how much time we are granted
 */
#define _GNU_SOURCE 1
#include "mp.h"
#include "race.h"

/* os.sched_setaffinity(0, the first so many of those that we have) */
static void
keep_to_cores(long count)
{
    cpu_set_t all, few;

    CPU_ZERO(&few);
    if (sched_getaffinity(0, sizeof(all), &all) < 0)
        race_stop(1, "sched_getaffinity", "not told", "");
    for (int core = 0; core < CPU_SETSIZE && count > 0; core++) {
        if (!CPU_ISSET(core, &all))
            continue;
        CPU_SET(core, &few);
        count--;
    }
    if (sched_setaffinity(0, sizeof(few), &few) < 0)
        race_stop(1, "sched_setaffinity", "not allowed", "");
}

static void
tell(const struct mp_cpus *cpus)
{
    printf("The machine has %d.\n", cpus->machine);
    printf("This process may run on %d of them.\n", cpus->usable);
    if (cpus->quota > 0)
        printf("Its group is granted the time of %g.\n", cpus->quota);
    else
        printf("Its group may use as much time as there is.\n");
    printf("So %d can compute at the same time.\n", mp_cpu_count());
}

int
main(int argc, char **argv)
{
    struct mp_cpus before, cpus;
    long keep_to;

    race_begin(argc, argv);
    keep_to = knob_from("keep_to", 0, 0);
    knobs_done();

    if (mp_cpus(&before) < 0)
        race_stop(1, "mp_cpus", "the kernel does not tell", "");
    if (keep_to > 0)
        keep_to_cores(keep_to);
    if (mp_cpus(&cpus) < 0)
        race_stop(1, "mp_cpus", "the kernel does not tell", "");

    tell(&cpus);
    result("machine_before", before.machine);
    result("machine", cpus.machine);
    result("usable", cpus.usable);
    result_real("quota", cpus.quota);
    result("workers", mp_cpu_count());
    return 0;
}
