#include "guest/mp/until.h"

#define LONGEST 1e9             /* seconds: as long as it takes */

/* Not a number is no time at all: who waits for it had better look again. */
struct mp_until
mp_until(double seconds)
{
    struct mp_until until = {.never = seconds < 0 || seconds >= LONGEST};
    time_t whole;

    if (until.never)
        return until;
    until.now = !(seconds > 0);
    clock_gettime(CLOCK_MONOTONIC, &until.time);
    if (until.now)
        return until;
    whole = (time_t)seconds;
    until.time.tv_sec += whole;
    until.time.tv_nsec += (long)((seconds - (double)whole) * 1e9);
    if (until.time.tv_nsec >= 1000000000) {
        until.time.tv_nsec -= 1000000000;
        until.time.tv_sec++;
    }
    return until;
}

bool
mp_until_left(const struct mp_until *until, struct timespec *ret_left)
{
    struct timespec now;

    *ret_left = (struct timespec){.tv_sec = 3600};
    if (until->never)
        return true;
    clock_gettime(CLOCK_MONOTONIC, &now);
    ret_left->tv_sec = until->time.tv_sec - now.tv_sec;
    ret_left->tv_nsec = until->time.tv_nsec - now.tv_nsec;
    if (ret_left->tv_nsec < 0) {
        ret_left->tv_nsec += 1000000000;
        ret_left->tv_sec--;
    }
    if (ret_left->tv_sec >= 0)
        return ret_left->tv_sec > 0 || ret_left->tv_nsec > 0;
    *ret_left = (struct timespec){0};
    return false;
}

void
mp_until_soon(struct timespec *time)
{
    if (time->tv_sec > 0 || time->tv_nsec > 5000000)
        *time = (struct timespec){.tv_nsec = 5000000};
}
