/* A data race as it is found: in addresses, without names. */
#ifndef CHECK_RACE_RAW_H
#define CHECK_RACE_RAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RACE_FRAMES 8
#define RACE_LOCKS 8

/* As it is found, in addresses of the program's file; 0: none.  Where a
 * frame is left by a call, its address lies inside the call. */
struct race_raw_lock {
    uint64_t id;                /* whatever tells it from others; 0: nothing */
    uint64_t address;           /* of a global variable */
    uint64_t made;              /* where it was made, or locked first */
    bool taken;                 /* ... or just where it was taken this time */
};

struct race_raw_access {
    char worker[24];            /* "thread 1", "main", "process 2" */
    bool write;
    bool atomic;
    uint64_t frames[RACE_FRAMES]; /* the innermost first */
    size_t nframes;
    struct race_raw_lock locks[RACE_LOCKS]; /* that it held */
    size_t nlocks;
};

enum race_place {
    RACE_UNKNOWN,
    RACE_GLOBAL,
    RACE_HEAP,
    RACE_STACK,
    RACE_SHARED,                /* a mapping that processes share */
};

struct race_raw {
    enum race_place place;
    uint64_t address;           /* of RACE_GLOBAL; of a variable that may
                                 * point to RACE_SHARED, or 0 */
    uint64_t pointed;           /* ... so many bytes before it */
    size_t size;                /* bytes touched */
    size_t block;               /* bytes of the block it lies in; 0: unknown */
    size_t offset;              /* in it */
    char owner[24];             /* who made the block, or whose stack; or "" */
    uint64_t made[RACE_FRAMES]; /* where the block was made */
    size_t nmade;
    struct race_raw_access accesses[2]; /* the later one first */
};

#endif
