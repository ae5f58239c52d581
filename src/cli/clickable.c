/*
 * OSC 8, the escape sequence for links.  No terminal answers whether it
 * knows it, so those that do are told by their names, as they are in TERM,
 * which also comes through ssh, or in variables of their own.  A multiplexer
 * knows nothing of the terminal outside.
 */
#include "cli/clickable.h"

#include <stdlib.h>
#include <string.h>

/* VTE crashed on links before 0.50.1. */
#define VTE_MIN 5001

static bool
begins_with_any(const char *text, const char *const *starts)
{
    for (; *starts; starts++) {
        if (strncmp(text, *starts, strlen(*starts)) == 0)
            return true;
    }
    return false;
}

static bool
is_set(const char *value)
{
    return value && *value;
}

/* By the variables of terminals that call themselves xterm. */
static bool
says_so_itself(void)
{
    static const char *const programs[] = {
        "iTerm.app", "WezTerm", "vscode", "ghostty", "mintty", "zed", NULL};
    const char *program = getenv("TERM_PROGRAM");
    const char *vte = getenv("VTE_VERSION");

    return (program && begins_with_any(program, programs)) ||
           (vte && strtol(vte, NULL, 10) >= VTE_MIN) ||
           is_set(getenv("WT_SESSION"));
}

bool
clickable_here(void)
{
    static const char *const names[] = {
        "xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm",
        "contour", NULL};
    const char *forced = getenv("FORCE_HYPERLINK");
    const char *term = getenv("TERM");

    if (is_set(forced))
        return strcmp(forced, "0") != 0;
    if (!term || is_set(getenv("TMUX")) || is_set(getenv("STY")))
        return false;
    return begins_with_any(term, names) ||
           (strncmp(term, "xterm", 5) == 0 && says_so_itself());
}

static void
add_target(struct str *str, const char *target)
{
    for (; *target; target++) {
        unsigned char c = (unsigned char)*target;

        if (c > ' ' && c < 0x7F)
            str_add_char(str, *target);
        else
            str_add_format(str, "%%%02X", c);
    }
}

/* With an id a link that is broken over lines lights up as one. */
void
clickable_add(struct str *str, const char *target, unsigned id)
{
    if (target) {
        str_add_format(str, "\033]8;id=%u;", id);
        add_target(str, target);
    } else {
        str_add(str, "\033]8;;");
    }
    str_add(str, "\033\\");
}
