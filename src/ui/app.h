/*
 * What the screens share: the course, where the learner is in it, and the
 * programs being tried.  Each screen keeps what is its own in a struct of
 * its own; none knows another but by app_contents() and app_lesson().
 */
#ifndef UI_APP_H
#define UI_APP_H

#include <stdbool.h>
#include <stddef.h>

#include "course/course.h"
#include "course/journal.h"
#include "course/standing.h"
#include "course/talk.h"
#include "ui/checking.h"
#include "ui/live.h"
#include "ui/look.h"
#include "ui/outline_view.h"
#include "ui/prompt.h"
#include "ui/saves.h"
#include "ui/ui.h"
#include "ui/views.h"

enum screen_id {
    SCREEN_CONTENTS = 1 << 0,
    SCREEN_LESSON = 1 << 1,
    SCREEN_TALK = 1 << 2,
    SCREEN_NOTES = 1 << 3,
    SCREEN_OUTLINE = 1 << 4,    /* of the lesson; never in app->screen */
};

struct app {
    const struct ui_spec *spec;
    const struct course *course;
    struct journal *journal;
    struct standings *standings; /* of the two */
    struct live **lives;        /* one for each exercise of the course; NULL
                                 * until that is opened */
    struct live sides[SIDE_COUNT]; /* without exercise: never used */
    struct checking **checks;   /* one for each exercise, as lives */
    struct saves saves;         /* of the lessons that were opened */
    size_t *places;             /* where each lesson was left in its document */
    enum screen_id screen;
    struct contents_view contents;
    struct lesson_view lesson;
    struct talk_view *talk;     /* on SCREEN_TALK, else NULL */
    struct follow_view *follow; /* on SCREEN_NOTES, else NULL */
    struct outline_view outline;
    struct help_view help;
    struct prompt prompt;
    size_t repeats;             /* runs that R makes where nothing is typed */
    char message[320];          /* in place of the keys, until the next key */
    enum look message_look;
    bool interrupted;           /* Ctrl-C with nothing to stop, just now */
    bool quit;
};

void app_init(struct app *app, const struct ui_spec *spec);
void app_release(struct app *app);

/* Go to a screen.  Leaving a lesson records the place and ends its run. */
void app_contents(struct app *app);
void app_lesson(struct app *app, size_t index, size_t offset);
/* What the keys are about: app->screen, or the outline over it. */
enum screen_id app_shown(const struct app *app);

/* Milliseconds until the screen shows something else by itself, or -1. */
int app_tick(const struct app *app);

/* A number that differs where rows have moved since another drawing. */
uint64_t app_shape(const struct app *app);
void app_key(struct app *app, int key);

/* Something happened in `live`. */
void app_live_event(struct app *app, struct live *live, bool ended);
/* There is a verdict, or none will come. */
void app_check_event(struct app *app, struct checking *checking);

/* A line in place of the keys, until the next key. */
void app_say(struct app *app, enum look look, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* What the learner did could not be written to the journal. */
void app_unsaved(struct app *app);

/* Make what app keeps of a lesson's exercises, if that is not there: needed
 * to draw any of its prose. */
void app_open_exercises(struct app *app, const struct lesson *lesson);
/* The exercise in the pane, or NULL. */
struct live *app_live(struct app *app);
/* One after another all there are, for an index from 0; then NULL. */
struct live *app_live_at(struct app *app, size_t index);
/* The one whose program is built or run, or NULL. */
struct live *app_going(struct app *app);
/* The check that goes on, or NULL. */
struct checking *app_checking(const struct app *app);
/* Whether any of them is. */
bool app_is_going(const struct app *app);
/* Stop them. */
void app_stop(struct app *app);

/* Whether the learner's copy has passed; whether any ever did, so that the
 * solution gives nothing away. */
bool app_has_passed(const struct app *app, const struct exercise *exercise);
bool app_passed_once(const struct app *app, const struct exercise *exercise);

#endif
