/* What a click and the wheel do. */
#include "ui/mouse.h"

#include "ui/contents.h"
#include "ui/hits.h"
#include "ui/lesson.h"
#include "ui/outline.h"

#define WHEEL_STEPS 3           /* keys that a turn of the wheel stands for */

static void
turn_wheel(struct app *app, const struct mouse *mouse)
{
    struct wheel wheel;

    if (!hits_wheel_at(mouse->y, mouse->x, &wheel))
        return;
    for (int i = 0; i < WHEEL_STEPS; i++)
        app_key(app, mouse->button == MOUSE_UP ? wheel.up : wheel.down);
}

static void
click_lesson(struct app *app, size_t index)
{
    if (app->contents.selected == index)
        contents_open(app);
    else
        app->contents.selected = index;
}

static void
click(struct app *app, struct hit hit)
{
    switch (hit.kind) {
    case HIT_NONE:
    case HIT_KEY:
        break;
    case HIT_KNOB:
        lesson_focus_knob(app, (size_t)hit.value);
        break;
    case HIT_LESS:
    case HIT_MORE:
        lesson_focus_knob(app, (size_t)hit.value);
        lesson_turn(app, hit.kind == HIT_MORE ? 1 : -1);
        break;
    case HIT_LESSON:
        click_lesson(app, hit.what);
        break;
    case HIT_ENTRY:
        outline_go_to(app, hit.what);
        break;
    case HIT_EXERCISE:
        lesson_show_exercise(app, hit.what);
        break;
    case HIT_ANSWER:
        lesson_show_exercise(app, hit.what);
        lesson_answer_to(app, hit.part, hit.value);
        break;
    }
}

void
mouse_act(struct app *app, const struct mouse *mouse)
{
    struct hit hit = hits_at(mouse->y, mouse->x);

    if (mouse->button == MOUSE_UP || mouse->button == MOUSE_DOWN) {
        turn_wheel(app, mouse);
        return;
    }
    if (mouse->button != MOUSE_LEFT)
        return;
    if (hit.kind == HIT_KEY) {
        app_key(app, hit.value);
        return;
    }
    app->message[0] = '\0';
    if (!app->prompt.open)
        click(app, hit);
}
