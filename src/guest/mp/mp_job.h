/*
 * What a pool is given to do.  mp.h tells what all have in common.
 */
#ifndef MP_MP_JOB_H
#define MP_MP_JOB_H

#include <stddef.h>

/*
 * Calls to make: one for each element of an array.  call() is given element
 * i of args and writes element i of results, whichever worker runs it and
 * whenever.  Both lie in memory that is copied to and from the workers:
 * pointers in them point nowhere there, unless to what existed, and was as
 * it should be, before the pool did.  call() returns 0 or an error, any
 * other number.  args may be NULL where no call looks at them, and results
 * where nobody wants them.
 */
struct mp_job {
    int (*call)(const void *arg, void *ret_result);
    const void *args;
    void *results;
    size_t count;
    size_t arg_size;            /* of one element, in bytes */
    size_t result_size;
    size_t chunk;               /* tasks handed out at a time; 0: Python's
                                   choice, a quarter of a worker's share, or
                                   for imap 1 */
};

/* Of arrays; the count, and perhaps more fields, stand last. */
#define MP_JOB(function, arg_array, result_array, ...) \
    ((struct mp_job){ \
        .call = (function), .args = (arg_array), \
        .results = (result_array), .arg_size = sizeof(*(arg_array)), \
        .result_size = sizeof(*(result_array)), \
        .count = (size_t)__VA_ARGS__})

#endif
