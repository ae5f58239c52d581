/* A line that is typed at the bottom of the screen. */
#ifndef UI_PROMPT_H
#define UI_PROMPT_H

#include <stdbool.h>

struct app;

struct prompt {
    bool open;
    bool empty;                 /* Enter alone enters it, too */
    char label[96];
    char text[64];
    void (*entered)(struct app *app, const char *text);
};

void prompt_open(struct prompt *prompt, const char *label,
                 void (*entered)(struct app *app, const char *text));
/* Take a key while it is open. */
void prompt_key(struct app *app, int key);
/* Draw it in that line of the screen, and put the cursor there. */
void prompt_draw(const struct prompt *prompt, int y);

#endif
