/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       exercises/05_the_gil/native_release.c -o native_release -lm */

/*
 * One thread calls a function of a library in C that computes for a
 * while and touches no Python object.  Another one runs Python: it
 * wakes each millisecond, and ticks.  release=1: the function gives the
 * GIL back while it computes.  In a library for Python that reads
 *
 *   Py_BEGIN_ALLOW_THREADS
 *   ...
 *   Py_END_ALLOW_THREADS
 */
#include "clock.h"
#include "toy_gil.h"

static long ms;
static long give_back;
static atomic_bool calling, over;
static long ticks;              /* the ticker's alone */
static double call_ms;          /* the caller's */

/* It has no loop of Python's, so it looks for no request. */
static void
compute(void)
{
    double end = clock_ms() + (double)ms;

    while (clock_ms() < end)
        piece_of_work();
}

static void
native_function(long me)
{
    if (give_back)
        drop_gil(me);
    compute();
    if (give_back)
        take_gil(me);
}

static void
caller(long me)
{
    double begin = clock_ms();

    take_gil(me);
    atomic_store(&calling, true);
    native_function(me);
    atomic_store(&calling, false);
    drop_gil(me);
    call_ms = clock_ms() - begin;
    atomic_store(&over, true);
}

static void
ticker(long me)
{
    while (!atomic_load(&over)) {
        pause_us(1000);
        take_gil(me);
        ticks += atomic_load(&calling);
        drop_gil(me);
    }
}

static void
call_or_tick(long me)
{
    if (me == 0)
        caller(me);
    else
        ticker(me);
}

int
main(int argc, char **argv)
{
    race_begin(argc, argv);
    ms = knob("ms", 1000);
    give_back = knob_from("release", 0, 0);
    knobs_done();

    start_all(2, call_or_tick);
    join_all();

    result("ticks", ticks);
    result_real("call_ms", (double)(long)(call_ms * 10) / 10);
    return 0;
}
