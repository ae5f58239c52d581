/* How long to wait, as a time at which that ends. */
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
/* What is left of it, at least 0; false: nothing is. */
bool mp_until_left(const struct mp_until *until, struct timespec *ret_left);

#endif
