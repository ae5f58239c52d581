/*
 * Keys and clicks out of what the terminal sends.  The library knows the keys
 * that the terminal's description names; this knows those that other
 * terminals of the same name send (PuTTY, rxvt, a numeric keypad), the mouse,
 * and sequences that a slow link has cut behind their Escape.
 */
#ifndef UI_INPUT_H
#define UI_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#define INPUT_BYTES 24          /* of a sequence; of a longer one the end */

/* Keys beyond what curses names. */
enum { INPUT_MOUSE = 01000000, INPUT_UNKNOWN };

enum { MOUSE_LEFT = 0, MOUSE_UP = 64, MOUSE_DOWN = 65 };

/* A button was pressed, or the wheel turned. */
struct mouse {
    int button;
    int y, x;                   /* from 0 */
};

struct event {
    int key;                    /* as curses names it, or one of the above */
    struct mouse mouse;         /* for INPUT_MOUSE */
};

enum input_state {
    INPUT_PLAIN,
    INPUT_ESCAPE,               /* an Escape, and perhaps more */
    INPUT_CONTROL,              /* behind Escape [ */
    INPUT_APPLICATION,          /* behind Escape O */
    INPUT_POINTER,              /* behind Escape [ M: three bytes */
};

struct input {
    enum input_state state;
    char bytes[INPUT_BYTES];
    size_t len;
    bool escaped;               /* the last key was Escape alone */
    bool holding;               /* `held` is the next code */
    int held;
};

/*
 * The next event of codes that `read` gives, as getch() does without delay,
 * or false where it gave ERR.  The rest of a sequence may come later.
 */
bool input_next(struct input *input, int (*read)(void),
                struct event *ret_event);

#endif
