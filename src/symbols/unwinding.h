/* What the files that unwind share. */
#ifndef SYMBOLS_UNWINDING_H
#define SYMBOLS_UNWINDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "symbols/unwind.h"

/* By their numbers in DWARF: the callee's own, the frame and the stack
 * pointer, and where a call comes back to. */
#define NREGISTERS 17
#define REGISTER_BP 6
#define REGISTER_SP 7

struct registers {
    uint64_t values[NREGISTERS];
    uint32_t known;             /* a bit for each that is */
    uint64_t pc;
    bool is_call;               /* pc is where a call comes back to */
};

/* A mapping of a process. */
struct map {
    uint64_t start;
    uint64_t end;
    uint64_t offset;            /* in its file */
    bool is_code;
    char *path;                 /* "" where there is none */
    struct module *module;      /* borrowed; NULL: not looked for yet */
};

struct maps {
    struct map *items;          /* by address */
    size_t count;
    size_t cap;
};

/* Read the text of /proc/PID/maps; lines that are none are left out. */
void maps_parse(struct maps *maps, const char *text);
void maps_release(struct maps *maps);
struct map *maps_find(const struct maps *maps, uint64_t address);

/* A file that is mapped, opened when it is met first. */
struct module {
    char *path;
    struct symbols *symbols;    /* NULL: it cannot be read */
    uint64_t bias;              /* what it was moved by */
    struct module *next;
};

/* The file of a mapping; NULL where it cannot be read. */
struct module *unwinder_module(struct unwinder *unwinder, struct map *map);

/* The same of an address, and the mapping; both may be NULL. */
struct module *unwinder_at(struct unwinder *unwinder, uint64_t address,
                           struct map **ret_map);

/*
 * From a frame to its caller.  Returns 0; 1 when there is no caller;
 * -ENOENT where the file says nothing of this code; -ENODATA where it takes
 * a register that is not known; -errno where memory cannot be read.
 */
int registers_step(const struct module *module,
                   const struct unwind_thread *thread,
                   struct registers *registers);

/* Where the frame's function was left: of a call, inside it. */
uint64_t registers_place(const struct registers *registers);

/*
 * Find out the frame pointer of a frame, by looking through the stack above
 * its stack pointer for the call that it came by.  Returns 0 or -ENOENT.
 */
int scan_frame_pointer(struct unwinder *unwinder,
                       const struct unwind_thread *thread,
                       struct registers *registers);

/* The same for code that nothing is said of: go on at the first place on
 * the stack that a call comes back to. */
int scan_caller(struct unwinder *unwinder, const struct unwind_thread *thread,
                struct registers *registers);

#endif
