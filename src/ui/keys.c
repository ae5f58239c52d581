/* All keys, in one table. */
#include "ui/keys.h"

#include <ncurses.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "ui/act.h"
#include "ui/act_talk.h"
#include "ui/when.h"

#define CTRL(letter) ((letter) & 0x1F)
#define BOTH (SCREEN_CONTENTS | SCREEN_LESSON)
#define LISTS (SCREEN_CONTENTS | SCREEN_OUTLINE)
#define SCROLLED (BOTH | SCREEN_OUTLINE)
#define EVERYWHERE (SCROLLED | SCREEN_TALK | SCREEN_NOTES)
#define LABEL_COLUMNS 14
#define MOST_CODES 5

struct key {
    unsigned screens;           /* screen_ids on which it means this */
    int codes[MOST_CODES];      /* what curses calls it; 0 for no more */
    const char *label;
    const char *brief;          /* for the bottom line, "" to leave it out */
    const char *help;
    void (*act)(struct app *app, int key);
    bool (*matters)(const struct app *app); /* NULL: always */
};

/* In the order in which the bottom line gives up room, and of the help. */
static const struct key keys[] = {
    {SCREEN_LESSON, {'1', '2', '3', '4', '5'}, "1 .. 9", "answer",
     "answer the question that is open", act_answer, when_asking},
    {SCREEN_LESSON, {'6', '7', '8', '9'}, "", "", "", act_answer, NULL},
    {SCREEN_LESSON, {'r'}, "r", "run",
     "build the exercise if need be, and run it", act_run, when_runnable},
    {SCREEN_LESSON, {'s'}, "s", "stop", "stop the run or the check, all of it",
     act_stop, when_going},
    {SCREEN_LESSON, {'J', 'K', KEY_SF, KEY_SR}, "J K", "scroll",
     "scroll the pane down or up, also Shift-↓ ↑", act_pane, when_cut},
    {SCREEN_LESSON, {KEY_LEFT, KEY_RIGHT, '-', '+'}, "← →", "knob",
     "turn the knob down or up", act_turn, when_knobs},
    {SCREEN_LESSON, {'e'}, "e", "edit",
     "open your own copy in $VISUAL or $EDITOR", act_edit, when_exercise},
    {SCREEN_LESSON, {'c'}, "c", "check",
     "check your copy: is it right, and what shows that?", act_check,
     when_checkable},
    {SCREEN_CONTENTS, {'\r', '\n', KEY_ENTER, ' '}, "Enter", "open",
     "open the lesson", act_open, NULL},
    {SCREEN_LESSON, {'h'}, "h", "hint", "show the next hint", act_hint,
     when_hints},
    {SCREEN_LESSON, {'\t', KEY_BTAB}, "Tab", "next",
     "the next knob, then the next exercise; Shift-Tab goes back",
     act_focus, when_several},
    {SCREEN_LESSON, {'n', 'p'}, "n p", "lesson",
     "the next or the previous lesson", act_go, NULL},
    {SCREEN_CONTENTS, {'f'}, "f", "unfinished only",
     "hide the lessons that are done, or show them", act_filter, NULL},
    {SCREEN_OUTLINE, {'\r', '\n', KEY_ENTER}, "Enter", "go there",
     "go there", act_go_there, NULL},
    {SCREEN_OUTLINE, {'q', 27, 't'}, "q", "back", "back to the lesson",
     act_close_outline, NULL},
    {SCREEN_LESSON, {'q'}, "q", "back", "back to the contents", act_back,
     NULL},
    {SCREEN_LESSON, {'w'}, "w", "with Python",
     "run it and the same program in Python, and compare the two", act_twin,
     when_twin},
    {SCREEN_LESSON, {'z'}, "z", "zoom",
     "give the pane or the prose the whole screen", act_zoom, when_exercise},
    {SCREEN_CONTENTS, {'q'}, "q", "quit", "leave the workbook", act_quit,
     NULL},
    {BOTH, {'/'}, "/", "search",
     "search in the lesson, or from the contents in all of them",
     act_search, NULL},
    {SCREEN_LESSON, {'\r', '\n', KEY_ENTER}, "Enter", "next match",
     "go to the next match, until another key ends the search", act_type,
     when_searching},
    {SCREEN_LESSON, {27}, "Esc", "end the search", "end the search",
     act_end_search, when_searching},
    {SCREEN_LESSON, {'R'}, "R", "many runs",
     "run it many times: how often does which result come?", act_repeat,
     when_runnable},
    {SCREEN_LESSON, {'o'}, "o", "solution",
     "run the solution, and show its results beside yours", act_beside,
     when_solution},
    {SCREEN_LESSON, {'t'}, "t", "outline",
     "the headings and exercises of the lesson, to go there", act_outline,
     NULL},
    {SCREEN_LESSON, {'\r', '\n', KEY_ENTER}, "Enter", "",
     "type the knob's value: 1000000, 1e6, 10k", act_type, when_knobs},
    {SCROLLED, {KEY_DOWN, 'j'}, "↓ j", "", "down a line, or a lesson",
     act_down, NULL},
    {SCROLLED, {KEY_UP, 'k'}, "↑ k", "", "up a line, or a lesson", act_up,
     NULL},
    {SCREEN_LESSON, {KEY_NPAGE, ' ', CTRL('f')}, "Space PgDn", "",
     "down a page", act_page_down, NULL},
    {SCREEN_LESSON, {KEY_PPAGE, 'b', KEY_BACKSPACE, 127, CTRL('b')},
     "b PgUp", "", "up a page", act_page_up, NULL},
    {LISTS, {KEY_NPAGE, ' '}, "PgDn", "", "down a page", act_page_down,
     NULL},
    {LISTS, {KEY_PPAGE, 'b'}, "PgUp", "", "up a page", act_page_up,
     NULL},
    {SCROLLED, {'g', KEY_HOME}, "g Home", "", "to the beginning", act_first,
     NULL},
    {SCROLLED, {'G', KEY_END}, "G End", "", "to the end", act_last, NULL},
    {SCREEN_LESSON, {'{', '}'}, "{ }", "",
     "to the previous or the next heading", act_heading, NULL},
    {SCREEN_LESSON, {'H', 'L', KEY_SLEFT, KEY_SRIGHT}, "H L", "",
     "scroll wide code left or right, also Shift-← →", act_code, NULL},
    {SCREEN_LESSON, {'y'}, "y", "",
     "the path of your file and the command that builds it, to copy",
     act_copy, when_exercise},
    {SCREEN_TALK, {KEY_NPAGE, ' ', CTRL('f')}, "PgDn", "",
     "go on: down a tall slide, then behind the pause, then to the next "
     "slide; also Space", act_talk_next, NULL},
    {SCREEN_TALK, {KEY_PPAGE, KEY_BACKSPACE, 127, CTRL('b')}, "PgUp", "",
     "go back: up a tall slide, then to the one before, shown whole",
     act_talk_back, NULL},
    {SCREEN_TALK, {'b', '.'}, "b .", "",
     "show nothing, until the next key", act_talk_blank, NULL},
    {SCREEN_TALK, {KEY_DOWN, 'j', KEY_UP, 'k'}, "↓ ↑", "",
     "down or up a line of the slide, also j k", act_talk_scroll, NULL},
    {SCREEN_TALK, {KEY_LEFT, KEY_RIGHT, '-', '+'}, "← →", "",
     "turn the knob; go back or on where there is none", act_talk_turn,
     NULL},
    {SCREEN_TALK, {'r'}, "r", "",
     "run the exercise, also the last one before this slide", act_talk_run,
     NULL},
    {SCREEN_TALK, {'R', 'o'}, "R o", "",
     "run it many times, or the solution beside it", act_talk_run, NULL},
    {SCREEN_TALK, {'w'}, "w", "",
     "run it and the same program in Python", act_talk_run, NULL},
    {SCREEN_TALK, {'c'}, "c", "", "check the copy of the exercise",
     act_talk_run, NULL},
    {SCREEN_TALK, {'s'}, "s", "", "stop the run or the check, all of it",
     act_stop, NULL},
    {SCREEN_TALK, {'1', '2', '3', '4', '5'}, "1 .. 9", "",
     "the room's answer to the question; where none is open, the number of "
     "the slide to go to", act_talk_number, NULL},
    {SCREEN_TALK, {'6', '7', '8', '9'}, "", "", "", act_talk_number, NULL},
    {SCREEN_TALK, {'g'}, "g", "", "go to the slide of that number",
     act_talk_slide, NULL},
    {SCREEN_TALK, {KEY_HOME}, "Home", "", "the first slide", act_talk_first,
     NULL},
    {SCREEN_TALK, {KEY_END, 'G'}, "End G", "", "the last slide",
     act_talk_last, NULL},
    {SCREEN_TALK, {'n'}, "n", "",
     "your notes and what comes next, or the slide again", act_talk_notes,
     NULL},
    {SCREEN_TALK, {'t'}, "t", "", "count the minutes anew", act_talk_clock,
     NULL},
    {SCREEN_TALK, {'z'}, "z", "",
     "give the pane or the text the whole screen", act_zoom, NULL},
    {SCREEN_TALK, {'J', 'K', KEY_SF, KEY_SR}, "J K", "",
     "scroll the pane down or up, also Shift-↓ ↑", act_pane, NULL},
    {SCREEN_TALK, {'H', 'L', KEY_SLEFT, KEY_SRIGHT}, "H L", "",
     "scroll wide code left or right, also Shift-← →", act_talk_code, NULL},
    {SCREEN_TALK, {'\t', KEY_BTAB}, "Tab", "",
     "the next knob, then the next exercise of the slide", act_talk_focus,
     NULL},
    {SCREEN_TALK, {'\r', '\n', KEY_ENTER}, "Enter", "",
     "type the knob's value; go on where there is none", act_talk_enter,
     NULL},
    {SCREEN_TALK, {'e'}, "e", "",
     "open your own copy in $VISUAL or $EDITOR", act_edit, NULL},
    {SCREEN_TALK, {'h'}, "h", "", "show the next hint", act_hint, NULL},
    {SCREEN_TALK, {'q'}, "q", "", "end the talk", act_quit, NULL},
    {SCREEN_NOTES, {KEY_NPAGE, ' ', CTRL('f')}, "PgDn", "",
     "down a page; the next slide while no talk goes on", act_notes_next,
     NULL},
    {SCREEN_NOTES, {KEY_PPAGE, KEY_BACKSPACE, 127, CTRL('b')}, "PgUp", "",
     "up a page; the slide before while no talk goes on", act_notes_back,
     NULL},
    {SCREEN_NOTES, {KEY_DOWN, 'j', KEY_UP, 'k'}, "↓ ↑", "",
     "down or up a line, also j k", act_notes_scroll, NULL},
    {SCREEN_NOTES, {'q'}, "q", "", "close the notes", act_quit, NULL},
    {EVERYWHERE, {'m'}, "m", "",
     "leave the mouse to the terminal, to select text, or take it back",
     act_mouse, NULL},
    {EVERYWHERE, {CTRL('c')}, "Ctrl-C", "",
     "stop the run or the check, never the workbook", act_interrupt, NULL},
    {EVERYWHERE, {CTRL('z')}, "Ctrl-Z", "",
     "suspend the workbook; fg resumes it", act_suspend, NULL},
    {EVERYWHERE, {CTRL('l')}, "Ctrl-L", "", "draw the screen anew", act_redraw,
     NULL},
    {EVERYWHERE, {'?', KEY_F(1)}, "?", "", "this page", act_help, NULL},
};

#define NKEYS (sizeof keys / sizeof *keys)

static bool
has_code(const struct key *key, int code)
{
    for (int i = 0; i < MOST_CODES && key->codes[i]; i++)
        if (key->codes[i] == code)
            return true;
    return false;
}

/* All but what goes on with it. */
static bool
ends_search(const struct key *key)
{
    return key->act != act_type && key->act != act_end_search &&
           key->act != act_redraw;
}

bool
keys_act(struct app *app, int code)
{
    for (size_t i = 0; i < NKEYS; i++) {
        if (!(keys[i].screens & app_shown(app)) || !has_code(&keys[i], code))
            continue;
        if (ends_search(&keys[i]))
            prose_search_end(&app->lesson.prose);
        keys[i].act(app, code);
        return true;
    }
    return false;
}

const char *
keys_name(int key, char *buf, size_t size)
{
    static const struct {
        int code;
        const char *name;
    } names[] = {
        {27, "Esc"},         {'\t', "Tab"},      {KEY_BTAB, "Shift-Tab"},
        {' ', "Space"},      {'\r', "Enter"},    {'\n', "Enter"},
        {KEY_ENTER, "Enter"}, {KEY_LEFT, "←"},   {KEY_RIGHT, "→"},
        {KEY_UP, "↑"},       {KEY_DOWN, "↓"},    {127, "Backspace"},
        {KEY_BACKSPACE, "Backspace"},
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].code == key)
            return names[i].name;
    if (key < 0 || key > 127)
        return "that key";
    if (key < ' ')
        snprintf(buf, size, "Ctrl-%c", key + '@');
    else
        snprintf(buf, size, "%c", key);
    return buf;
}

/* Each word of a label is a key of its own where there are two. */
static void
add_label(struct sheet *sheet, const struct key *key)
{
    const char *space = strchr(key->label, ' ');
    struct hit hit = {.kind = HIT_KEY, .value = key->codes[0]};

    if (space && strchr(space + 1, ' '))
        hit.kind = HIT_NONE;
    sheet_hit(sheet, hit);
    sheet_add_n(sheet, LOOK_KEY, key->label,
                space ? (size_t)(space - key->label) : strlen(key->label));
    if (space) {
        hit.value = key->codes[1];
        sheet_hit(sheet, hit);
        sheet_add(sheet, LOOK_KEY, space);
    }
    sheet_add_format(sheet, LOOK_DIM, " %s", key->brief);
    sheet_hit(sheet, (struct hit){.kind = HIT_NONE});
}

static void
add_footer(const struct app *app, struct sheet *sheet, bool of_search)
{
    for (size_t i = 0; i < NKEYS; i++) {
        const struct key *key = &keys[i];
        int before = sheet_column(sheet) ? 3 : 1;
        int columns = utf8_columns(key->label, strlen(key->label)) +
                      (int)strlen(key->brief) + 1;

        if (!(key->screens & app_shown(app)) || !key->brief[0] ||
            (key->matters == when_searching) != of_search ||
            (key->matters && !key->matters(app)) ||
            sheet_column(sheet) + before + columns > sheet->width)
            continue;
        sheet_repeat(sheet, LOOK_TEXT, " ", before);
        add_label(sheet, key);
    }
}

/* A search that is on comes before all else. */
void
keys_footer(const struct app *app, struct sheet *sheet)
{
    add_footer(app, sheet, true);
    add_footer(app, sheet, false);
}

/* Those of a screen, or those that mean the same everywhere. */
static void
add_keys(struct sheet *sheet, const char *title, unsigned screens)
{
    bool all = screens == EVERYWHERE;

    sheet_add(sheet, LOOK_HEADING, title);
    sheet_gap(sheet);
    for (size_t i = 0; i < NKEYS; i++) {
        if (!(keys[i].screens & screens) || !keys[i].label[0] ||
            (keys[i].screens == EVERYWHERE) != all)
            continue;
        sheet_add_format(sheet, LOOK_KEY, " %s", keys[i].label);
        sheet_add(sheet, LOOK_TEXT, " ");
        sheet_wrap(sheet, LOOK_TEXT, LABEL_COLUMNS, keys[i].help);
    }
}

void
keys_help(const struct app *app, struct sheet *sheet)
{
    static const char *const titles[] = {
        [SCREEN_CONTENTS] = "In the contents",
        [SCREEN_LESSON] = "In a lesson",
        [SCREEN_OUTLINE] = "In the outline",
        [SCREEN_TALK] = "In a talk",
        [SCREEN_NOTES] = "In the notes",
    };

    add_keys(sheet, titles[app_shown(app)], app_shown(app));
    sheet_gap(sheet);
    add_keys(sheet, "Everywhere", EVERYWHERE);
}
