/* Where the archives are that exercises are linked with: libmp.a, and
 * libhooks.a with the linker's words in hooks.args. */
#ifndef BUILD_GUEST_H
#define BUILD_GUEST_H

#include "course/course.h"

/*
 * The folder in which `file` of that guest ("mp", "hooks") is: in the
 * course's own source tree, beside the running program, installed or not,
 * or where it was built.  The caller's to free; NULL where it is nowhere.
 */
char *guest_folder(const struct course *course, const char *guest,
                   const char *file);

#endif
