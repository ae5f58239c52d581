/* What goes to stderr: lines that carry no commands to the terminal, in
 * ASCII where the locale asks for it. */
#include "cli/say.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "base/ascii.h"
#include "base/str.h"
#include "base/utf8.h"
#include "cli/out.h"

/* Copy what a terminal can be shown. */
static void
add_shown(struct str *str, const char *text)
{
    size_t len = strlen(text);
    char ascii[3];

    for (size_t at = 0; at < len;) {
        uint32_t code;
        size_t bytes = utf8_decode(text + at, len - at, &code);

        if (code == '\n')
            str_add_char(str, '\n');
        else if (utf8_is_control(code))
            str_add_char(str, code == '\t' ? ' ' : '?');
        else if (code == UTF8_REPLACEMENT)
            str_add_char(str, '?');
        else if (out_is_utf8())
            str_add_n(str, text + at, bytes);
        else if (ascii_cluster(text + at, bytes, ascii))
            str_add(str, ascii);
        at += bytes;
    }
}

void
say_error(const char *text)
{
    struct str shown = STR_INIT;
    const char *next;
    size_t left;

    add_shown(&shown, text);
    next = str_text(&shown);
    left = shown.len;
    while (left) {
        ssize_t put = write(STDERR_FILENO, next, left);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            break;
        next += put;
        left -= (size_t)put;
    }
    str_release(&shown);
}

int
complain(int status, const char *what, const char *format, ...)
{
    struct str line = STR_INIT;
    va_list args;

    str_add(&line, "racecourse: ");
    if (what)
        str_add_format(&line, "%s: ", *what ? what : "''");
    va_start(args, format);
    str_add_va(&line, format, args);
    va_end(args);
    for (size_t i = 0; i < line.len; i++)
        if (line.data[i] == '\n')
            line.data[i] = ' ';
    str_add_char(&line, '\n');
    say_error(str_text(&line));
    str_release(&line);
    return status;
}

int
complain_diag(int status, const char *what, const struct diag *diag)
{
    char text[sizeof diag->file + sizeof diag->text + 16];

    return complain(status, what, "%s", diag_format(diag, text, sizeof text));
}
