/* Finds the results, lines `name = value`, among the bytes of stdout. */
#ifndef RUN_RESULTS_H
#define RUN_RESULTS_H

#include "run/output.h"

void results_add(struct output *output, const char *bytes, size_t len);

/* An unfinished line is a line. */
void results_end(struct output *output);

/*
 * Parse one line, without its newline.  Returns true and fills *ret_result
 * where it is `name = value`; any other line, also one with a control
 * character or broken UTF-8 in its value, is no result.
 */
bool result_parse(const char *line, size_t len, struct result *ret_result);

#endif
