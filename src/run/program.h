/* From fork to exec: what becomes the program, and what it says until then. */
#ifndef RUN_PROGRAM_H
#define RUN_PROGRAM_H

#include <stdint.h>

#include "run/keeper.h"

/* Sent to a pipe that exec closes. */
struct step_message {
    enum keeper_step step;
    int error;                  /* 0: about to be executed */
    int64_t now;                /* clock_now() */
    int64_t cpu_ns;             /* that this process has used so far */
};

/*
 * Execute the program, with the standard streams as they are.  Where that
 * fails, the last message says why.
 */
_Noreturn void program_become(const struct keeper_spec *spec, int step_fd);

#endif
