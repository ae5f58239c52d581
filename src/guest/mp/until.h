/*
 * How long to wait, as everything here is told: seconds, less than 0 for as
 * long as it takes; and as a time at which that ends.
 */
#ifndef MP_UNTIL_H
#define MP_UNTIL_H

#include <stdbool.h>
#include <time.h>

/* When a wait is to end. */
struct mp_until {
    bool never;
    bool now;                   /* it only tries */
    struct timespec time;       /* of the monotonic clock */
};
struct mp_until mp_until(double seconds);
/* What is left of it; of never an hour, since who waits looks again.
 * False: nothing is. */
bool mp_until_left(const struct mp_until *until, struct timespec *ret_left);
/* No longer than where one has to ask again and again: 5 ms. */
void mp_until_soon(struct timespec *time);

#endif
