/*
 * Who called whom in a thread that stands still: from where it stands, what
 * its memory holds and what is mapped where, to functions and lines.
 *
 * It knows no process.  Whoever calls reads the thread's registers (the last
 * two words of /proc/PID/task/TID/syscall are enough), /proc/PID/maps, and
 * its memory.  Nothing has to be stopped or traced: a thread that goes on
 * meanwhile gives frames that are wrong or few, never a crash.
 *
 * Known for x86-64 alone.
 */
#ifndef SYMBOLS_UNWIND_H
#define SYMBOLS_UNWIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "symbols/symbols.h"

struct unwinder;

/* A thread as it stands. */
struct unwind_thread {
    uint64_t pc;
    uint64_t sp;
    uint64_t bp;                /* 0: not known, as mostly */
    /* Fill buf from the thread's memory; 0, or -errno when any of it cannot
     * be read. */
    int (*read)(void *arg, uint64_t address, void *buf, size_t len);
    void *arg;
};

struct unwind_frame {
    uint64_t address;           /* of the process: where the thread stands,
                                 * or goes on when it comes back here */
    uint64_t link_address;      /* of the file; of a call it lies inside it */
    const char *module;         /* the file's path; borrowed; may be NULL */
    struct symbol symbol;       /* its texts are NULL where nothing is known */
    bool inlined;               /* into the frame behind it */
    bool guessed;               /* found by looking through the stack, since
                                 * a register was not known */
};

/*
 * For a process with these mappings, the text of /proc/PID/maps.  Files are
 * opened when they are met, and kept.  File names are freed of `root`, which
 * may be NULL.  Returns 0 or -ENOTSUP.
 */
int unwinder_new(const char *maps, const char *root,
                 struct unwinder **ret_unwinder);
void unwinder_free(struct unwinder *unwinder);

/*
 * The frames of a thread, the innermost first, at most `max`.  They borrow
 * from the unwinder.  Returns how many, at least one.
 */
size_t unwinder_frames(struct unwinder *unwinder,
                       const struct unwind_thread *thread, size_t max,
                       struct unwind_frame *ret_frames);

/* The same as symbols_find() and symbols_variable(), for an address of the
 * process. */
int unwinder_find(struct unwinder *unwinder, uint64_t address,
                  struct symbol *ret_symbol);
int unwinder_variable(struct unwinder *unwinder, uint64_t address,
                      size_t size, struct str *name);

/* The first frame that is not the system's, or NULL. */
const struct unwind_frame *unwind_own(const struct unwind_frame *frames,
                                      size_t count);

#endif
