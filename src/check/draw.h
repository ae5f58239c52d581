/* The knobs of a trial, drawn from where [check] allows. */
#ifndef CHECK_DRAW_H
#define CHECK_DRAW_H

#include <stddef.h>
#include <stdint.h>

#include "course/exercise.h"
#include "run/run.h"

/*
 * Set the knobs of a run that launch_describe() described for trial number
 * `trial`.  The same seed and number give the same knobs.  The first trial
 * has the smallest, the second the largest; a knob that [check] does not
 * name keeps its default.
 */
void draw_knobs(const struct exercise *exercise, uint64_t seed, size_t trial,
                struct run *run);

/* The same for a program that is many times slower: the first trial the
 * smallest, the others from the lowest tenth of each range. */
void draw_small_knobs(const struct exercise *exercise, uint64_t seed,
                      size_t trial, struct run *run);

#endif
