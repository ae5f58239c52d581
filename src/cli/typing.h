/*
 * Keys, one by one, from a terminal that is otherwise as it was: what is
 * typed is not shown, and Ctrl-C and Ctrl-Z stay signals.
 */
#ifndef CLI_TYPING_H
#define CLI_TYPING_H

#include <stdbool.h>

/* Whether there are keys to be read from stdin now on; typing_end() gives
 * the terminal back. */
bool typing_begin(void);
void typing_end(void);

/* The next key, without waiting; 0: none, or stdin has ended. */
int typing_key(void);

#endif
