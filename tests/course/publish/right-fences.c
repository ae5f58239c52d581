/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/publish/right-fences.c \
       -o publish -lm */
/*
 * Relaxed steps, and the orders as fences, which ThreadSanitizer does
 * not know and takes for races.
 */
#include "race.h"

struct box {
    long width;
    long height;
    atomic_int full;
};

static struct box *boxes;
static long readers;
static long nboxes;
static atomic_long stale;

static void
fill(struct box *box, long n)
{
    box->width = n;
    box->height = 2 * n;
    atomic_thread_fence(memory_order_release);
    atomic_store_explicit(&box->full, 1, memory_order_relaxed);
}

static void
look(struct box *box, long n)
{
    while (!atomic_load_explicit(&box->full, memory_order_relaxed))
        sched_yield();
    atomic_thread_fence(memory_order_acquire);
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
