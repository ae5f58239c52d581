/* Building an exercise for a command: waits, and says what the compiler
 * said. */
#ifndef CLI_COMPILE_H
#define CLI_COMPILE_H

#include "build/builder.h"

/*
 * Build it; waits_begin() came before.  Returns EXIT_FINE and a program in
 * build, or the exit status after the reason was said.  build_release() ends
 * what is in build in both cases.
 */
int compile(const struct builder_spec *spec, struct build *build);

#endif
