/* Keys and clicks, put together from what the terminal sends. */
#include "ui/input.h"

#include <ncurses.h>
#include <stdio.h>
#include <string.h>

#define ESCAPE 27
#define POINTER_BASE 32         /* added to each byte of the old mouse */
#define MOUSE_MODIFIERS (4 | 8 | 16)
#define SHIFT 2                 /* how a sequence says it */

/* What ends a sequence of Escape [, and what it is with Shift, if else. */
static const struct {
    char end;
    int key, shifted;
} controls[] = {
    {'A', KEY_UP, KEY_SR},      {'B', KEY_DOWN, KEY_SF},
    {'C', KEY_RIGHT, KEY_SRIGHT}, {'D', KEY_LEFT, KEY_SLEFT},
    {'a', KEY_SR, KEY_SR},      {'b', KEY_SF, KEY_SF},
    {'c', KEY_SRIGHT, KEY_SRIGHT}, {'d', KEY_SLEFT, KEY_SLEFT},
    {'H', KEY_HOME, KEY_HOME},  {'F', KEY_END, KEY_END},
    {'Z', KEY_BTAB, KEY_BTAB},
};

/* Escape [ number ~ */
static const struct {
    int number, key;
} numbered[] = {
    {1, KEY_HOME},  {4, KEY_END},   {5, KEY_PPAGE}, {6, KEY_NPAGE},
    {7, KEY_HOME},  {8, KEY_END},   {11, KEY_F(1)},
};

/* Escape O letter: the cursor, the numeric keypad. */
static const struct {
    char letter;
    int key;
} applications[] = {
    {'A', KEY_UP},   {'B', KEY_DOWN}, {'C', KEY_RIGHT}, {'D', KEY_LEFT},
    {'H', KEY_HOME}, {'F', KEY_END},  {'P', KEY_F(1)},  {'M', '\r'},
    {'j', '*'},      {'k', '+'},      {'l', ','},       {'m', '-'},
    {'n', '.'},      {'o', '/'},      {'p', '0'},       {'q', '1'},
    {'r', '2'},      {'s', '3'},      {'t', '4'},       {'u', '5'},
    {'v', '6'},      {'w', '7'},      {'x', '8'},       {'y', '9'},
    {'X', '='},
};

/* What curses calls keys of the keypad and of old terminals. */
static const struct {
    int code, key;
} others[] = {
    {KEY_FIND, KEY_HOME}, {KEY_SELECT, KEY_END}, {KEY_A1, '7'},
    {KEY_A3, '9'},        {KEY_B2, '5'},         {KEY_C1, '1'},
    {KEY_C3, '3'},        {KEY_ENTER, '\r'},
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

static int
plain_key(int code)
{
    for (size_t i = 0; i < COUNT(others); i++)
        if (others[i].code == code)
            return others[i].key;
    return code;
}

static int
application_key(int letter)
{
    for (size_t i = 0; i < COUNT(applications); i++)
        if (applications[i].letter == letter)
            return applications[i].key;
    return INPUT_UNKNOWN;
}

static int
numbered_key(const char *parameters)
{
    int number = 0, modifier = 0;

    if (sscanf(parameters, "%3d;%3d", &number, &modifier) != 1)
        return INPUT_UNKNOWN;
    for (size_t i = 0; i < COUNT(numbered); i++)
        if (numbered[i].number == number)
            return numbered[i].key;
    return INPUT_UNKNOWN;
}

static int
control_key(const char *parameters, char end)
{
    int modifier = 0;

    if (end == '~')
        return numbered_key(parameters);
    if (strcmp(parameters, "[") == 0 && end == 'A')
        return KEY_F(1);        /* on the console of Linux */
    if (*parameters && sscanf(parameters, "1;%3d", &modifier) != 1)
        return INPUT_UNKNOWN;
    for (size_t i = 0; i < COUNT(controls); i++)
        if (controls[i].end == end && (!modifier || modifier == SHIFT))
            return modifier ? controls[i].shifted : controls[i].key;
    return INPUT_UNKNOWN;
}

/* Modifiers change nothing; a movement is none of our buttons. */
static struct event
mouse_event(int button, int x, int y)
{
    struct event event = {.key = INPUT_MOUSE};

    event.mouse.button = button & ~MOUSE_MODIFIERS;
    event.mouse.x = x;
    event.mouse.y = y;
    return event;
}

/* False where a button was let go. */
static bool
decode_mouse(const char *parameters, char end, struct event *ret_event)
{
    int button, x, y;

    if (end != 'M' || sscanf(parameters, "<%5d;%5d;%5d", &button, &x, &y) != 3)
        return false;
    *ret_event = mouse_event(button, x - 1, y - 1);
    return true;
}

/* The mouse of terminals that do not know better: at most 223 columns. */
static bool
decode_pointer(const char *bytes, struct event *ret_event)
{
    int button = (unsigned char)bytes[0] - POINTER_BASE;

    if ((button & 3) == 3)
        return false;           /* let go */
    *ret_event = mouse_event(button,
                             (unsigned char)bytes[1] - POINTER_BASE - 1,
                             (unsigned char)bytes[2] - POINTER_BASE - 1);
    return true;
}

static void
begin(struct input *input, enum input_state state)
{
    input->state = state;
    input->len = 0;
    input->escaped = false;
    memset(input->bytes, 0, sizeof input->bytes);
}

static void
keep(struct input *input, int code)
{
    if (input->len + 1 < sizeof input->bytes)
        input->bytes[input->len++] = (char)code;
}

static void
hold(struct input *input, int code)
{
    input->holding = true;
    input->held = code;
}

/*
 * An Escape alone is acted on at once.  Where [ or O comes next, however
 * late, it was none: neither is a key of ours.
 */
static bool
take_plain(struct input *input, int code, struct event *ret_event)
{
    if (code == ERR)
        return false;
    if (code == ESCAPE)
        begin(input, INPUT_ESCAPE);
    else if (input->escaped && code == '[')
        begin(input, INPUT_CONTROL);
    else if (input->escaped && code == 'O')
        begin(input, INPUT_APPLICATION);
    else
        ret_event->key = plain_key(code);
    input->escaped = false;
    return input->state == INPUT_PLAIN;
}

static bool
take_escape(struct input *input, int code, struct event *ret_event)
{
    if (code == '[' || code == 'O') {
        begin(input, code == '[' ? INPUT_CONTROL : INPUT_APPLICATION);
        return false;
    }
    begin(input, INPUT_PLAIN);
    input->escaped = code == ERR;
    hold(input, code);
    ret_event->key = ESCAPE;
    return true;
}

static bool
take_control(struct input *input, int code, struct event *ret_event)
{
    bool console = code == '[' && input->len == 0;

    if (code == 'M' && input->len == 0) {
        begin(input, INPUT_POINTER);
        return false;
    }
    if (code < '@' || console) {
        keep(input, code);
        return false;
    }
    input->state = INPUT_PLAIN;
    if (input->bytes[0] == '<')
        return decode_mouse(input->bytes, (char)code, ret_event);
    ret_event->key = control_key(input->bytes, (char)code);
    return true;
}

static bool
take_pointer(struct input *input, int code, struct event *ret_event)
{
    keep(input, code);
    if (input->len < 3)
        return false;
    input->state = INPUT_PLAIN;
    return decode_pointer(input->bytes, ret_event);
}

/* What cannot be in a sequence is a key of its own. */
static bool
breaks(const struct input *input, int code)
{
    if (input->state == INPUT_POINTER)
        return code < POINTER_BASE || code > 0xFF;
    return code < ' ' || code > '~';
}

static bool
take(struct input *input, int code, struct event *ret_event)
{
    if (input->state == INPUT_PLAIN)
        return take_plain(input, code, ret_event);
    if (input->state == INPUT_ESCAPE)
        return take_escape(input, code, ret_event);
    if (code == ERR)
        return false;
    if (breaks(input, code)) {
        begin(input, INPUT_PLAIN);
        hold(input, code);
        return false;
    }
    if (input->state == INPUT_CONTROL)
        return take_control(input, code, ret_event);
    if (input->state == INPUT_POINTER)
        return take_pointer(input, code, ret_event);
    input->state = INPUT_PLAIN;
    ret_event->key = application_key(code);
    return true;
}

bool
input_next(struct input *input, int (*read)(void), struct event *ret_event)
{
    struct event event = {0};
    int code;

    do {
        bool held = input->holding;

        code = held ? input->held : read();
        input->holding = false;
        if (take(input, code, &event)) {
            *ret_event = event;
            return true;
        }
    } while (code != ERR);
    return false;
}
