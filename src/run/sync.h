/*
 * What a thread waits for, from the word that it told the kernel and what
 * stands around it: a lock of libc, and who holds it, or a bell of libmp.
 * Knows the layout of libc's objects, from its own headers, and reads no
 * memory itself.
 *
 * What the bytes do not tell beyond doubt is SYNC_UNKNOWN.
 */
#ifndef RUN_SYNC_H
#define RUN_SYNC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "run/blocked.h"

#define SYNC_BEFORE 64
#define SYNC_AFTER 64

/* The bytes around the word; those that could be read. */
struct sync_bytes {
    unsigned char at[SYNC_BEFORE + SYNC_AFTER]; /* the word at SYNC_BEFORE */
    size_t first;               /* valid from here */
    size_t end;                 /* ... to before here */
    bool shared;                /* it is memory that processes share */
};

enum sync_kind {
    SYNC_UNKNOWN,
    SYNC_MUTEX,
    SYNC_RWLOCK,
    SYNC_CONDITION,
    SYNC_SEMAPHORE,
    SYNC_BARRIER,
    SYNC_EVENT,                 /* libmp's, as the next two */
    SYNC_QUEUE_EMPTY,
    SYNC_QUEUE_FULL,
    SYNC_JOIN,                  /* the end of a thread: `owner` */
};

struct sync {
    enum sync_kind kind;
    uint64_t address;           /* of the object */
    pid_t owner;                /* as the program numbers it; 0: not known,
                                 * or nobody */
    bool whole;                 /* it may be all of its mapping, and is, if
                                 * it is a mutex and stands at the start */
    bool free;                  /* a mutex that nobody holds */
    unsigned readers;           /* that hold a lock for readers */
    unsigned arrived;           /* at a barrier */
    unsigned needed;
};

/* `blocked` is BLOCKED_FUTEX. */
void sync_decode(const struct blocked *blocked,
                 const struct sync_bytes *bytes, struct sync *ret_sync);

#endif
