/* How far an exercise is, as a sign with its colour and its words. */
#ifndef UI_MARK_H
#define UI_MARK_H

#include "ui/app.h"

struct mark {
    const char *sign;
    enum look look;
    const char *means;
};

#define MARKS 4

/* All of them, for a legend. */
extern const struct mark marks[MARKS];

const struct mark *mark_of(const struct app *app,
                           const struct exercise *exercise);

#endif
