/* What reports as JSON are made of.  What is returned is the caller's. */
#ifndef REPORT_JSON_PARTS_H
#define REPORT_JSON_PARTS_H

#include <jansson.h>
#include <stddef.h>

#include "base/str.h"
#include "run/run.h"

#define FORMAT_VERSION 1

/* Any bytes as a JSON text; broken ones become U+FFFD. */
json_t *json_text_n(const char *text, size_t len);
/* NULL is "". */
json_t *json_text(const char *text);
/* null where there is none: NULL, or "". */
json_t *json_text_or_null(const char *text);

/* A time; beyond the microsecond there is only noise. */
json_t *json_seconds(double seconds);

/* A number where JSON can carry it exactly, else a text. */
json_t *json_value(const struct result *result);

/* A number for each knob, by name. */
json_t *json_knobs(const struct run *run);

/* Why a run hung, null where it did not. */
json_t *json_hang(const struct hang *hang);

#define JSON_DIGITS 15          /* without noise behind a number */

/* How many digits that number needs to be read again, at least `least`. */
size_t json_digits(double number, size_t least);

/* The report as a text, with that many digits at most for a real number.
 * Ends the report; appends to ret_text. */
void json_end(json_t *report, size_t digits, struct str *ret_text);

#endif
