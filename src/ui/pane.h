/*
 * The live pane: an exercise, its knobs, the machine while it runs, and
 * what came of it.  Written to a sheet, top to bottom.
 */
#ifndef UI_PANE_H
#define UI_PANE_H

#include "base/clock.h"
#include "ui/app.h"
#include "ui/calm.h"

/* How often a pane that nothing happens in is to be drawn while it builds. */
#define PANE_TICK (200 * CLOCK_MS)

/* Write all of the pane for that width. */
void pane_write(const struct app *app, const struct live *live,
                struct sheet *sheet);

/* Parts of it, each in a file of its own: */

/* Cores and workers over time, and a sentence about them. */
void pane_add_watch(const struct run *run, const struct calm *calm,
                    struct sheet *sheet);
/* ... the workers of it. */
void pane_add_lanes(const struct run *run, const struct calm *calm,
                    struct sheet *sheet);
/* How often which result came in a series of runs, each of which was one of
 * live's exercise. */
void pane_add_series(const struct app *app, const struct live *live,
                     struct sheet *sheet);
/* The solution's run beside live's. */
void pane_add_beside(const struct app *app, const struct live *live,
                     struct sheet *sheet);
/* The run of the twin in Python beside live's. */
void pane_add_twin(const struct app *app, const struct live *live,
                   struct sheet *sheet);
/* What it printed, under a word; nothing where that is nothing. */
void pane_add_output(const struct live *live, const char *word,
                     struct sheet *sheet);
/* What keeps it from running: that it is built, or what came of that. */
void pane_add_state(const struct live *live, struct sheet *sheet);
/* A check: the ladder, and the verdict once there is one. */
void pane_add_check(const struct app *app, const struct live *live,
                    struct sheet *sheet);
/* What speaks for its verdict. */
void pane_add_evidence(const struct findings *findings, struct sheet *sheet);
/* Milliseconds until a check that is over reads otherwise, or -1. */
int pane_check_tick(const struct checking *checking);
/* What the run's results draw, and a sentence about it.  Returns whether
 * there was something to draw, and room for it. */
bool pane_add_picture(const struct app *app, const struct live *live,
                      struct sheet *sheet);
/* All results of a run of that exercise, a line each, but those that stand
 * in that picture, which may be NULL. */
void pane_add_values(const struct run *run, const struct exercise *exercise,
                     const struct picture *picture, struct sheet *sheet);
/* Results beside what was expected, and the difference in words. */
void pane_add_results(const struct app *app, const struct live *live,
                      struct sheet *sheet);

#endif
