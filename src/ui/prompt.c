/* A line that is typed at the bottom of the screen. */
#include "ui/prompt.h"

#include <ncurses.h>
#include <stdio.h>
#include <string.h>

#include "ui/app.h"
#include "ui/draw.h"

enum { KEY_ESCAPE = 27, KEY_CTRL_C = 3, KEY_CTRL_U = 21, KEY_DELETE = 127 };

void
prompt_open(struct prompt *prompt, const char *label,
            void (*entered)(struct app *app, const char *text))
{
    *prompt = (struct prompt){.open = true, .entered = entered};
    snprintf(prompt->label, sizeof prompt->label, "%s", label);
}

/* A byte of text: other signs than those of ASCII come byte by byte. */
static bool
is_text(int key)
{
    return (key >= ' ' && key < KEY_DELETE) ||
           (draw_is_unicode() && key >= 0x80 && key <= 0xFF);
}

/* Where the last sign of text[0..len) begins. */
static size_t
last_sign(const char *text, size_t len)
{
    while (len > 0 && (text[--len] & 0xC0) == 0x80)
        continue;
    return len;
}

void
prompt_key(struct app *app, int key)
{
    struct prompt *prompt = &app->prompt;
    size_t len = strlen(prompt->text);

    if (key == KEY_ESCAPE || key == KEY_CTRL_C) {
        prompt->open = false;
    } else if (key == '\r' || key == '\n' || key == KEY_ENTER) {
        prompt->open = false;
        if (len > 0 || prompt->empty)
            prompt->entered(app, prompt->text);
    } else if (key == KEY_BACKSPACE || key == KEY_DELETE || key == '\b') {
        if (len > 0)
            prompt->text[last_sign(prompt->text, len)] = '\0';
        else
            prompt->open = false;
    } else if (key == KEY_CTRL_U) {
        prompt->text[0] = '\0';
    } else if (is_text(key) && len + 1 < sizeof prompt->text) {
        prompt->text[len] = (char)key;
        prompt->text[len + 1] = '\0';
    }
}

void
prompt_draw(const struct prompt *prompt, int y)
{
    struct area area = {y, 1, 1, COLS - 2};
    int x = draw_text(area, LOOK_KEY, prompt->label) + 2;

    area = (struct area){y, x, 1, COLS - 1 - x};
    x += draw_text(area, LOOK_FOCUS, prompt->text);
    move(y, x < COLS ? x : COLS - 1);
}
