/* The dependencies that a compiler writes for make. */
#ifndef BUILD_DEPS_H
#define BUILD_DEPS_H

#include "build/compiler.h"

/* Add the files that the first rule of `text` depends on. */
void deps_parse(const char *text, struct words *files);

#endif
