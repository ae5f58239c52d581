/*
 * Takes the readings: knows where the kernel keeps what (see proc(5)),
 * keeps the files open, and hands their text to the parsers.
 */
#ifndef SAMPLE_SAMPLER_H
#define SAMPLE_SAMPLER_H

#include <stdint.h>
#include <sys/types.h>

#include "sample/history.h"

#define SAMPLER_PERIOD 100000000LL /* ns between two readings */

struct sampler;

/*
 * Watch the cores of the machine and all descendants of process `root` (not
 * root itself).  `proc` is the folder to read, NULL for /proc.  Returns 0
 * or -errno; sampler_free() ends it.
 */
int sampler_new(const char *proc, pid_t root, struct sampler **ret_sampler);
void sampler_free(struct sampler *sampler);

/*
 * Take a reading at clock_now() `now` and add it to history (always the same
 * one).  Workers that are gone are marked done.  Returns 0, or -errno when
 * something could not be read: it keeps its last values, all else is new.
 */
int sampler_read(struct sampler *sampler, int64_t now,
                 struct history *history);

/*
 * Processor time that a reading of /proc may take, in ns, and twice as much
 * on the clock; of another folder, all that it wants.  What it leaves keeps
 * its values, and has its turn in the next.
 */
#define SAMPLER_BUDGET 30000000LL
void sampler_set_budget(struct sampler *sampler, int64_t budget);

/*
 * How long to wait until the next reading, in ns: SAMPLER_PERIOD, or longer
 * where there is so much to read that it would take a tenth of the time.
 */
int64_t sampler_pause(const struct sampler *sampler);

#endif
