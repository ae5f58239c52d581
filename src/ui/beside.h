/* The solution's run beside the learner's own. */
#ifndef UI_BESIDE_H
#define UI_BESIDE_H

#include "ui/app.h"

/* Run the learner's own program, then the solution. */
void beside_start(struct app *app, struct live *live);

/* `live` is over: run the solution where that was the plan. */
void beside_go_on(struct app *app, const struct live *live);

#endif
