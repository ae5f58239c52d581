/* Takes numbers off the front of a text, as the kernel writes them. */
#ifndef SAMPLE_SCAN_H
#define SAMPLE_SCAN_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Skip blanks (not newlines), take a decimal number and move *text behind
 * it.  What does not fit is UINT64_MAX.  False, and nothing is moved, where
 * no digit stands.
 */
bool scan_number(const char **text, uint64_t *ret_value);

/* Skip blanks and `count` words.  False where the line has fewer. */
bool scan_skip(const char **text, unsigned count);

/* a + b, at most UINT64_MAX */
uint64_t scan_sum(uint64_t a, uint64_t b);

#endif
