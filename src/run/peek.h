/*
 * Where a thread is that runs: stops it for a moment.  Only for a program
 * that is about to be ended, since it may notice.
 *
 * It takes the right to trace one's own descendants, which most machines
 * give, and is known for x86-64 and AArch64 alone.
 */
#ifndef RUN_PEEK_H
#define RUN_PEEK_H

#include <stdint.h>
#include <sys/types.h>

struct peek {
    pid_t tid;
    uint64_t pc;
    uint64_t sp;
    uint64_t bp;                /* 0: not known */
};

/* 0, or -errno: then there is nothing to end. */
int peek_begin(pid_t tid, struct peek *ret_peek);

/* Stop it and fill in where it is.  It stands still until the next call.
 * 0, or -errno: -EAGAIN where it did not stop soon enough. */
int peek_look(struct peek *peek);

/* Let it go on. */
void peek_end(struct peek *peek);

/*
 * Let go those that did not stop soon enough, if they have by now.  As long
 * as one of them is held, nobody else learns that it has died: call it until
 * it returns 0.
 */
unsigned peek_forget(void);

#endif
