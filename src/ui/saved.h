/*
 * When a file was saved, in words that soon stand still: a screen that shows
 * them need not be drawn again for the rest of the day.
 */
#ifndef UI_SAVED_H
#define UI_SAVED_H

#include <stdint.h>

#include "base/str.h"

/* "saved 2 s ago", "saved at 14:32", "saved on 2026-11-03".  Both times are
 * in seconds since 1970; days are those of the local calendar. */
void saved_add(struct str *text, int64_t then, int64_t now);

/* Seconds until these words become others, while that is less than a
 * minute; else -1. */
int saved_lasts(int64_t then, int64_t now);

#endif
