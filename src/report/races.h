/* Races as text. */
#ifndef REPORT_RACES_H
#define REPORT_RACES_H

#include "base/str.h"
#include "check/race.h"

/* Narrower texts have one access under the other. */
#define RACES_BESIDE 60

/*
 * What one of the two does, line by line: who, what with which variable,
 * where, how it came there, holding which lock.  At place 0 comes the one
 * whose worker began first, at 1 the other.  Appends; each line is ended.
 */
void report_access(const struct race *race, size_t place,
                   struct str *ret_text);

/* Both, in two columns where there is room for them.  Appends. */
void report_accesses(const struct race *race, int columns,
                     struct str *ret_text);

/* Two texts of several lines, in columns or one under the other. */
void report_side_by_side(const char *left, const char *right, int columns,
                         struct str *ret_text);

#endif
