/* The processors that this process may use. */
#ifndef BASE_CPUS_H
#define BASE_CPUS_H

/* How many they are, at least 1. */
int cpus_allowed(void);

#endif
