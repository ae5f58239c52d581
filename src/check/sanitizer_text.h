/* The text of ThreadSanitizer, in addresses: of gcc's and of clang's. */
#ifndef CHECK_SANITIZER_TEXT_H
#define CHECK_SANITIZER_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "check/race.h"

#define SANITIZER_MUTEXES 16    /* of one report */
#define SANITIZER_STEPS 6

struct raw_stack {
    uint64_t frames[RACE_FRAMES]; /* in the program's file; others are left
                                   * out */
    size_t count;
};

struct raw_mutex {
    unsigned number;
    uint64_t address;           /* of the process */
    struct raw_stack made;
};

struct raw_order {
    char worker[24];
    unsigned holds, wants;      /* numbers */
    struct raw_stack held, wanted;
};

struct raw_access {
    struct race_raw_access access; /* but for frames and locks: */
    struct raw_stack stack;
    unsigned locks[RACE_LOCKS]; /* numbers */
    size_t nlocks;
};

struct raw_report {
    char title[80];
    long pid;
    enum race_place place;
    uint64_t touched;           /* address in the process */
    uint64_t global;            /* in the program's file; 0: not said */
    size_t size, block, offset;
    char owner[24];
    struct raw_access accesses[2];
    size_t naccesses;
    struct raw_stack where;     /* of reports without an access, and of a
                                 * thread nobody joined */
    struct raw_stack other;     /* "and:" */
    struct raw_stack made;      /* its block */
    struct raw_mutex mutexes[SANITIZER_MUTEXES];
    size_t nmutexes;
    struct raw_order order[SANITIZER_STEPS];
    size_t norder;
    uint64_t bias;              /* what the program was moved by, where ... */
    bool has_bias;
};

struct raw_text {
    struct raw_report *reports;
    size_t nreports;
    size_t unkept;
    bool crashed;               /* a signal of the program's own doing */
    struct raw_stack crash;
    bool gave_up;               /* the sanitizer did */
    bool layout;                /* ... for it cannot use these addresses */
    bool memory;                /* ... for there was not enough of them */
    char last_words[160];       /* ... as it said it */
};

/* Read all of it.  `program` is the path of the file that ran. */
void sanitizer_parse(const char *text, const char *program, size_t max,
                     struct raw_text *ret_text);
void sanitizer_text_release(struct raw_text *text);

#endif
