/* What a program leaves when it is over, and nobody will ever take away. */
#ifndef RUN_LEFTOVERS_H
#define RUN_LEFTOVERS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

enum leftover_kind {
    LEFTOVER_PROCESSES,         /* that lived on */
    LEFTOVER_ZOMBIES,           /* children that it never waited for */
    LEFTOVER_MEMORY,            /* a name of shm_open(3) */
    LEFTOVER_SEMAPHORE,         /* a name of sem_open(3) */
    LEFTOVER_FILE,              /* in the folder for temporary files */
    LEFTOVER_IPC_MEMORY,        /* System V: see shmget(2), */
    LEFTOVER_IPC_SEMAPHORES,    /* semget(2), */
    LEFTOVER_IPC_QUEUE,         /* msgget(2) */
};

#define LEFTOVER_NAME 64

struct leftover {
    enum leftover_kind kind;
    unsigned count;             /* of processes and zombies; else 1 */
    char name[LEFTOVER_NAME];   /* cut; "" for processes */
};

#define LEFTOVERS_MAX 32

/* A value; holds nothing that has to be ended. */
struct leftovers {
    struct leftover items[LEFTOVERS_MAX];
    size_t count;
    size_t more;                /* that there was no room for */
};

/* "process", "zombie", "shared memory", "semaphore", "file",
 * "System V shared memory", "System V semaphores", "System V queue" */
const char *leftover_kind_name(enum leftover_kind kind);

/* Control characters in the name become question marks. */
void leftovers_add(struct leftovers *leftovers,
                   const struct leftover *leftover);

/* "2 processes, shared memory /numbers, file a.tmp"; appends to text. */
void leftovers_say(const struct leftovers *leftovers, struct str *text);

/*
 * Async-signal-safe: what is left in the namespaces that this process is in,
 * one after the other; in /dev/shm only where that is its own.
 */
void leftovers_find(bool shm, void (*tell)(const struct leftover *leftover));

/*
 * One line of /proc/sysvipc/shm and the like: the object's name.  Returns 0,
 * or -EINVAL for a head line.  Async-signal-safe.
 */
int leftover_parse_ipc(const char *line, struct leftover *ret_leftover);

#endif
