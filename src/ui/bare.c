/* Which of the screens without a frame it is. */
#include "ui/bare.h"

#include "ui/follow.h"
#include "ui/talk.h"

bool
bare_is(const struct app *app)
{
    return app->screen & (SCREEN_TALK | SCREEN_NOTES);
}

void
bare_open(struct app *app)
{
    app->screen = app->spec->notes ? SCREEN_NOTES : SCREEN_TALK;
    if (app->spec->notes)
        follow_open(app);
    else
        talk_open(app);
}

void
bare_close(struct app *app)
{
    talk_close(app);
    follow_close(app);
}

void
bare_draw(struct app *app)
{
    if (app->follow)
        follow_draw(app);
    else
        talk_draw(app);
}

int
bare_tick(const struct app *app)
{
    if (app->follow)
        return follow_tick();
    return app->talk ? talk_tick(app) : -1;
}

int
bare_fd(const struct app *app)
{
    return app->follow ? app->follow->watch : -1;
}

void
bare_look(struct app *app)
{
    if (app->follow)
        follow_look(app);
}
