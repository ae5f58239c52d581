/* A thread whose beginning nobody saw: libc makes it for a timer. */
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

static int data;
static atomic_int done;

static void
on_time(union sigval value)
{
    data = value.sival_int;
    done = 1;
}

int
main(void)
{
    struct sigevent event = {.sigev_notify = SIGEV_THREAD,
                             .sigev_notify_function = on_time,
                             .sigev_value.sival_int = 6};
    struct itimerspec soon = {{0, 0}, {0, 100000}};
    timer_t timer;

    data = 5;
    if (timer_create(CLOCK_MONOTONIC, &event, &timer) < 0)
        return 2;
    data = 4;
    timer_settime(timer, 0, &soon, NULL);
    while (!done)
        usleep(50);
    return data != 6;
}
