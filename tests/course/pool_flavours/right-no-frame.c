/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       tests/course/pool_flavours/right-no-frame.c \
       build/src/guest/mp/libmp.a -o pool_flavours -lm */
/* Nothing of the frame is left but the knobs and the results. */
#include "mp.h"
#include "race.h"

static long tasks, step_ms;

struct answer {
    long square;
    long finished;              /* with this one */
};

static struct mp_value *finished;

static int
square(const void *arg, void *ret_answer)
{
    long number = *(const long *)arg;
    struct answer *answer = ret_answer;

    pause_us((tasks + 1 - number) * step_ms * 1000);
    mp_lock_acquire(mp_value_lock(finished), -1);
    answer->finished = mp_value_get(finished) + 1;
    mp_value_set(finished, answer->finished);
    mp_lock_release(mp_value_lock(finished));
    answer->square = number * number;
    return 0;
}

int
main(int argc, char **argv)
{
    long workers, right = 0, arrived = 0;
    struct mp_imap *imap;
    struct mp_pool *pool;
    struct answer answer;
    size_t place;

    race_begin(argc, argv);
    workers = knob("workers", 4);
    tasks = knob("tasks", 4);
    step_ms = knob("step_ms", 100);
    knob_from("chunk", 1, 0);
    knob_from("compare", 1, 0);
    knobs_done();

    long numbers[tasks];
    for (long i = 0; i < tasks; i++)
        numbers[i] = i + 1;
    mp_value_new(0, &finished);
    mp_pool_new((int)workers, &pool);
    mp_pool_imap_unordered(pool, square, numbers, struct answer, tasks,
                           &imap);
    while (mp_imap_next(imap, -1, &place, &answer) == 0) {
        long number = (long)place + 1;

        if (arrived++ == 0) {
            result("first", (long)place);
            result("finished_then", answer.finished);
        }
        right += answer.square == number * number;
    }
    mp_imap_free(imap);
    mp_pool_free(pool);
    result("right", right);
    return 0;
}
