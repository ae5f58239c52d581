#include "guest/mp/until.h"

#define LONGEST 1e9             /* seconds: as long as it takes */

struct mp_until
mp_until(double seconds)
{
    struct mp_until until = {.now = seconds == 0};
    double whole;

    until.never = seconds < 0 || !(seconds < LONGEST);
    if (until.never)
        return until;
    clock_gettime(CLOCK_MONOTONIC, &until.time);
    whole = (double)(time_t)seconds;
    until.time.tv_sec += (time_t)seconds;
    until.time.tv_nsec += (long)((seconds - whole) * 1e9);
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
