/* A descriptor that is readable when a time has come. */
#ifndef BASE_TIMER_H
#define BASE_TIMER_H

#include <stdbool.h>
#include <stdint.h>

/* One that is not set yet, or -errno. */
int timer_open(void);

/* In `first` ns, 0 for never, and then every `every` ns, 0 for once. */
void timer_set(int fd, int64_t first, int64_t every);

/* Whether its time has come since it was asked last. */
bool timer_take(int fd);

#endif
