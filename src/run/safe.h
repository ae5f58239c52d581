/*
 * What libc has as well, but not async-signal-safe: numbers in texts, and the
 * names in a folder.
 */
#ifndef RUN_SAFE_H
#define RUN_SAFE_H

#include <stdint.h>

/* The number at `at`, behind blanks and tabs; 0 where there are no digits.
 * Returns what stands behind it. */
const char *safe_number(const char *at, uint64_t *ret_number);

/* The number behind "name:" at a line's start.  0: not there. */
uint64_t safe_number_of(const char *text, const char *name);

#define SAFE_DIGITS 24

/* The number in digits to that base, 8 to 16, somewhere in buf. */
const char *safe_digits(uint64_t number, unsigned base,
                        char buf[SAFE_DIGITS]);

typedef void safe_name_call(void *context, const char *name);

/* Call it with each name in a folder, "." and ".." too.  0 or -errno. */
int safe_each_name(const char *folder, safe_name_call *call, void *context);

#endif
