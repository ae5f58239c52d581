/* verdict: skipped the work */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       tests/course/pool_flavours/wrong-main-squares.c \
       build/src/guest/mp/libmp.a -o pool_flavours -lm */
/* The pool only waits; which answer it is, main() knows by itself. */
#include "clock.h"
#include "mp.h"
#include "race.h"

#define TASKS_MAX 1000

struct task {
    long number;
    long wait_ms;
};

static long tasks, step_ms, chunk;
static struct mp_pool *pool;
static long numbers[TASKS_MAX]; /* 1, 2, 3 ... */
static long answers[TASKS_MAX];
static atomic_long *finished;   /* tasks, in all processes */

static double began;
static long used, first, finished_then, first_ms;

/* def wait_and_square(number, wait_ms): */
static int
wait_and_square(const void *arg, void *ret_square)
{
    const struct task *task = arg;

    watch_enter();
    pause_us(task->wait_ms * 1000);
    atomic_fetch_add_explicit(finished, 1, memory_order_relaxed);
    watch_leave();
    *(long *)ret_square = 0;
    return 0;
}

/* def square(number): the last waits one step, the one before two */
static int
square(const void *arg, void *ret_square)
{
    long number = *(const long *)arg;
    struct task task = {number, (tasks + 1 - number) * step_ms};

    return wait_and_square(&task, ret_square);
}

/* What answers are for.  When did the first come, and which was it? */
static void
use(size_t place, long answer)
{
    if (used++ == 0) {
        first = (long)place;
        first_ms = (long)(clock_ms() - began);
        finished_then =
            atomic_load_explicit(finished, memory_order_relaxed);
    }
    if (place < (size_t)tasks)
        answers[place] = answer;
    printf(" %ld", answer);
}

static void
use_all(const long *list)
{
    for (long place = 0; place < tasks; place++)
        use((size_t)place, list[place]);
}

static void
by_map(void)
{
    long list[tasks];

    /* list = pool.map(square, numbers, chunk) */
    mp_pool_map(pool, square, numbers, list, tasks, .chunk = chunk);
    use_all(list);
}

static void
by_starmap(void)
{
    struct task pairs[tasks];
    long list[tasks];

    for (long i = 0; i < tasks; i++)
        pairs[i] = (struct task){i + 1, (tasks - i) * step_ms};
    /* list = pool.starmap(wait_and_square, pairs, chunk) */
    mp_pool_starmap(pool, wait_and_square, pairs, list, tasks,
                    .chunk = chunk);
    use_all(list);
}

static void
by_map_async(void)
{
    struct mp_pending *pending;
    long list[tasks];

    /* pending = pool.map_async(square, numbers, chunk) */
    mp_pool_map_async(pool, square, numbers, list, tasks, &pending,
                      .chunk = chunk);
    while (!mp_pending_ready(pending))
        pause_us(1000);         /* or do something better */
    mp_pending_get(pending, -1);

    mp_pending_free(pending);
    use_all(list);
}

static void
by_imap(void)
{
    struct mp_imap *imap;
    size_t place;
    long answer;

    /* for answer in pool.imap(square, numbers, chunk): */
    mp_pool_imap(pool, square, numbers, long, tasks, &imap,
                 .chunk = chunk);
    while (mp_imap_next(imap, -1, &place, &answer) == 0)
        use(place, answer);

    mp_imap_free(imap);
}

static void
by_apply_async(void)
{
    struct mp_pending *pending[tasks];
    long list[tasks], left = tasks;

    /* pending = [pool.apply_async(square, (n,)) for n in numbers] */
    for (long i = 0; i < tasks; i++)
        mp_pool_apply_async(pool, square, &numbers[i], &list[i],
                            &pending[i]);
    for (long i = 0; left > 0; i = (i + 1) % tasks) {
        if (pending[i] && mp_pending_ready(pending[i])) {
            mp_pending_get(pending[i], -1);
            use((size_t)i, list[i]);
            mp_pending_free(pending[i]);
            pending[i] = NULL;
            left--;
        }
        if (i == 0)
            pause_us(1000);
    }
}

static void
by_yours(void)
{
    struct mp_imap *imap;
    size_t place;
    long answer;

    mp_pool_imap_unordered(pool, square, numbers, long, tasks, &imap);
    while (mp_imap_next(imap, -1, &place, &answer) == 0)
        use(place, numbers[place] * numbers[place]);
    mp_imap_free(imap);
}

/* How long after its start was there an answer to use? */
static void
try_way(const char *name, void (*way)(void))
{
    char words[64];

    printf("%s:", name);
    used = 0;
    atomic_store_explicit(finished, 0, memory_order_relaxed);
    began = clock_ms();
    way();
    printf("\n");
    snprintf(words, sizeof(words), "%s_ms", name);
    result(words, first_ms);
    fflush(stdout);
}

static void
compare_ways(void)
{
    try_way("map", by_map);
    try_way("starmap", by_starmap);
    try_way("map_async", by_map_async);
    try_way("imap", by_imap);
    try_way("apply_async", by_apply_async);
}

int
main(int argc, char **argv)
{
    long workers, compare, right = 0;

    race_begin(argc, argv);
    workers = knob("workers", 4);
    tasks = knob("tasks", 4);
    step_ms = knob("step_ms", 100);
    chunk = knob_from("chunk", 1, 0);
    compare = knob_from("compare", 1, 0);
    knobs_done();
    if (workers > 64 || tasks > TASKS_MAX)
        race_stop(2, "workers, tasks", "64 and 1000 at most", "");

    for (long i = 0; i < tasks; i++)
        numbers[i] = i + 1;
    /* pool = Pool(workers) */
    if (mp_array_new(1, sizeof(*finished), &finished) < 0 ||
        mp_pool_new((int)workers, &pool) < 0)
        race_stop(1, "pool", "no more processes or memory", "");

    if (compare)
        compare_ways();
    memset(answers, 0, sizeof(answers));
    try_way("yours", by_yours);
    for (long i = 0; i < tasks; i++)
        right += answers[i] == numbers[i] * numbers[i];
    result("first", first);
    result("finished_then", finished_then);
    result("right", right);
    result("expected_right", tasks);
    result("max_at_once", max_at_once());
    mp_pool_free(pool);
    return 0;
}
