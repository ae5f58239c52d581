/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       solutions/15_memory_order/publish.c -o publish -lm */

/*
 * One thread fills boxes and puts up a flag on each.  Others wait for
 * the flag and look into the box.  What is in there has to be complete
 * when the flag is seen.  With threading.Event, in Python:
 *
 *   box.width = n                   box.full.wait()
 *   box.height = 2 * n              print(box.width, box.height)
 *   box.full.set()
 */
#include "race.h"

/*
 * What a flag promises.  The orders that there are:
 *
 *   memory_order_relaxed    nothing about what else is in memory
 *   memory_order_release    of a store: all I did before comes first
 *   memory_order_acquire    of a load: all I do now comes after it
 *   memory_order_seq_cst    both, and one order of all such steps
 */
#define PUT_UP memory_order_release
#define LOOK memory_order_acquire

struct box {
    long width;
    long height;
    atomic_int full;            /* then nobody changes it any more */
};

static struct box *boxes;
static long readers;
static long nboxes;
static atomic_long stale;       /* found, and not complete */

static void
fill(struct box *box, long n)
{
    box->width = n;
    box->height = 2 * n;
    atomic_store_explicit(&box->full, 1, PUT_UP);
}

static void
look(struct box *box, long n)
{
    while (!atomic_load_explicit(&box->full, LOOK))
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
