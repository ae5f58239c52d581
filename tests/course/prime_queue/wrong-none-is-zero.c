/* verdict: stuck */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       tests/course/prime_queue/wrong-none-is-zero.c \
       build/src/guest/mp/libmp.a -o prime_queue -lm */
/*
 * The sentinel is a number that a task has as well: the first one
 * sends a worker home, and has no answer.
 */
#include "mp.h"
#include "race.h"

#define NONE 0                  /* Python's None: no more to do */

static const long list[] = {222377, 3334,   2212,   3345,
                            23441,  454577, 341737, 565633};

struct task {
    long place;                 /* 0, 1, 2, ... */
    long number;
};

struct answer {
    long place;
    int prime;
};

static struct mp_queue *tasks, *answers;
static long workers, numbers;

static int
is_prime(long number)
{
    for (volatile long by = 2; by < number; by++)
        if (number % by == 0)
            return 0;
    return number > 1;
}

/* answers.put((place, is_prime(number))) */
static void
answer(const struct task *task)
{
    struct answer answer = {task->place, is_prime(task->number)};

    mp_queue_put(answers, &answer, -1);
}

/* def work(): */
static int
work(void *arg)
{
    struct task task;

    (void)arg;
    watch_enter();
    start_together(workers);
    /* while (task := tasks.get()) is not None: */
    while (mp_queue_get(tasks, &task, -1) == 0 && task.place != NONE)
        answer(&task);
    watch_leave();
    return 0;
}

/* All tasks are in the queue before the first worker starts. */
static void
put_tasks(void)
{
    for (long i = 0; i < numbers; i++) {
        struct task task = {i, list[i % 8]};

        /* tasks.put((i, number)) */
        mp_queue_put(tasks, &task, -1);
    }
    for (long i = 0; i < workers; i++) {
        struct task none = {.place = NONE};

        /* tasks.put(None) */
        mp_queue_put(tasks, &none, -1);
    }
}

/* As many answers as there are tasks. */
static void
take_answers(void)
{
    long primes = 0, answered = 0;
    char *seen = calloc((size_t)numbers, 1);

    if (!seen)
        race_stop(1, "seen", "no memory", "");
    for (long i = 0; i < numbers; i++) {
        struct answer answer;

        /* place, prime = answers.get() */
        mp_queue_get(answers, &answer, -1);
        answered += !seen[answer.place];
        seen[answer.place] = 1;
        primes += answer.prime;
    }
    free(seen);
    result("answered", answered);
    result("expected_answered", numbers);
    result("primes", primes);
    fflush(stdout);
}

int
main(int argc, char **argv)
{
    struct mp_process *all[64];

    race_begin(argc, argv);
    workers = knob("workers", 5);
    numbers = knob("numbers", 8);
    knobs_done();
    if (workers > 64)
        race_stop(2, "workers", "64 at most", "");

    /* tasks, answers = Queue(), Queue() */
    if (mp_queue_new(sizeof(struct task), (size_t)(numbers + workers),
                     &tasks) < 0 ||
        mp_queue_new(sizeof(struct answer), (size_t)numbers,
                     &answers) < 0)
        race_stop(1, "queue", "no memory", "");

    put_tasks();
    for (long i = 0; i < workers; i++)
        if (mp_process_start(work, NULL, &all[i]) < 0)
            race_stop(1, "process", "no more of them", "");
    take_answers();
    for (long i = 0; i < workers; i++) {
        mp_process_join(all[i], -1);
        mp_process_free(all[i]);
    }
    result("left", (long)mp_queue_size(tasks));
    result("expected_left", 0);
    result("max_at_once", max_at_once());
    mp_queue_free(tasks);
    mp_queue_free(answers);
    return 0;
}
