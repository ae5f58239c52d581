/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/publish/right-mutex.c \
       -o publish -lm */
/* One lock for all flags. */
#include "race.h"

struct box {
    long width;
    long height;
    int full;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct box *boxes;
static long readers;
static long nboxes;
static atomic_long stale;

static void
fill(struct box *box, long n)
{
    pthread_mutex_lock(&lock);
    box->width = n;
    box->height = 2 * n;
    box->full = 1;
    pthread_mutex_unlock(&lock);
}

static int
is_full(struct box *box)
{
    int full;

    pthread_mutex_lock(&lock);
    full = box->full;
    pthread_mutex_unlock(&lock);
    return full;
}

static void
look(struct box *box, long n)
{
    while (!is_full(box))
        sched_yield();
    if (box->width != n || box->height != 2 * n)
        atomic_fetch_add_explicit(&stale, 1, memory_order_relaxed);
}

static void
work(long me)
{
    watch_enter();
    start_together(readers + 1);
    for (long i = 0; i < nboxes; i++) {
        if (me == 0)
            fill(&boxes[i], i + 1);
        else
            look(&boxes[i], i + 1);
    }
    watch_leave();
}

int
main(int argc, char **argv)
{
    race_begin(argc, argv);
    readers = knob("readers", 1);
    nboxes = knob("boxes", 1000000);
    knobs_done();
    boxes = calloc((size_t)nboxes, sizeof(*boxes));
    if (!boxes)
        race_stop(1, "boxes", "no memory", "");

    start_all(readers + 1, work);
    join_all();

    result("stale", stale);
    result("expected_stale", 0);
    result("last_width", boxes[nboxes - 1].width);
    free(boxes);
    return 0;
}
