/* verdict: passed, cannot be checked */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/publish/right-pipe-polled.c \
       -o publish -lm */
/*
 * A byte in a pipe tells that all boxes are full.  Nobody reads it, so
 * ThreadSanitizer sees no order.
 */
#include <poll.h>

#include "race.h"

struct box {
    long width;
    long height;
};

static struct box *boxes;
static long readers;
static long nboxes;
static atomic_long stale;
static int ends[2];

static void
fill(struct box *box, long n)
{
    box->width = n;
    box->height = 2 * n;
}

static void
look(struct box *box, long n)
{
    if (box->width != n || box->height != 2 * n)
        atomic_fetch_add_explicit(&stale, 1, memory_order_relaxed);
}

static void
await_all(void)
{
    struct pollfd end = {.fd = ends[0], .events = POLLIN};

    while (poll(&end, 1, -1) != 1)
        ;
}

static void
tell_all(void)
{
    if (write(ends[1], "x", 1) != 1)
        race_stop(1, "pipe", "cannot be written to", "");
}

static void
work(long me)
{
    watch_enter();
    start_together(readers + 1);
    if (me > 0)
        await_all();
    for (long i = 0; i < nboxes; i++) {
        if (me == 0)
            fill(&boxes[i], i + 1);
        else
            look(&boxes[i], i + 1);
    }
    if (me == 0)
        tell_all();
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
    if (pipe(ends) != 0)
        race_stop(1, "pipe", "cannot be made", "");

    start_all(readers + 1, work);
    join_all();

    result("stale", stale);
    result("expected_stale", 0);
    result("last_width", boxes[nboxes - 1].width);
    free(boxes);
    return 0;
}
