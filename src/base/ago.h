/* How long ago something was, in the words of somebody who was there. */
#ifndef BASE_AGO_H
#define BASE_AGO_H

#include <stdint.h>

#include "base/str.h"

/*
 * "just now", "5 min ago", "3 h ago", "yesterday", "4 days ago", "on
 * 2026-11-03".  Both times are in seconds since 1970, days those of the local
 * calendar.
 */
void ago_add(struct str *str, int64_t then, int64_t now);

#endif
