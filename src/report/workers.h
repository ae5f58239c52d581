/* Workers in words: what became of all of them. */
#ifndef REPORT_WORKERS_H
#define REPORT_WORKERS_H

#include <stddef.h>

#include "base/str.h"
#include "run/run.h"

/*
 * How the workers fared, in one sentence: whether they ran all the time,
 * waited for a core, or slept.  "" where there is nothing to say.  Appends
 * to ret_text.
 */
void workers_sentence(const struct run *run, struct str *ret_text);

#endif
