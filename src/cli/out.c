/* stdout, buffered; knows the terminal's size, and not what is shown. */
#include "cli/out.h"

#include <errno.h>
#include <langinfo.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/ascii.h"
#include "base/str.h"
#include "cli/clickable.h"
#include "cli/say.h"

#define WIDTH 80
#define WIDTH_MAX 1000

bool
out_is_utf8(void)
{
    const char *codeset = nl_langinfo(CODESET);

    return strcasecmp(codeset, "UTF-8") == 0 ||
           strcasecmp(codeset, "utf8") == 0;
}

/* $COLUMNS, where somebody took the trouble to export it, beats the
 * terminal, as it does for ls and ps. */
static int
columns_of(bool terminal)
{
    const char *wanted = getenv("COLUMNS");
    struct winsize size;
    long columns = wanted ? strtol(wanted, NULL, 10) : 0;

    if (columns <= 0 && terminal &&
        ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        columns = size.ws_col;
    if (columns <= 0)
        columns = WIDTH;
    return columns > WIDTH_MAX ? WIDTH_MAX : (int)columns;
}

void
out_init(struct out *out)
{
    const char *term = getenv("TERM");
    const char *no_color = getenv("NO_COLOR");

    out->terminal =
        isatty(STDOUT_FILENO) && term && *term && strcmp(term, "dumb") != 0;
    out->colours = out->terminal && !(no_color && *no_color);
    out->links = out->terminal && clickable_here();
    out->ascii = !out_is_utf8();
    out->columns = columns_of(isatty(STDOUT_FILENO));
    out->error = 0;
    out->len = 0;
}

void
out_flush(struct out *out)
{
    size_t at = 0;

    while (at < out->len && !out->error) {
        ssize_t put = write(STDOUT_FILENO, out->buf + at, out->len - at);

        if (put >= 0)
            at += (size_t)put;
        else if (errno != EINTR)
            out->error = -errno;
    }
    out->len = 0;
}

static void
add_bytes(struct out *out, const char *bytes, size_t len)
{
    while (len) {
        size_t room = sizeof out->buf - out->len;
        size_t part = len < room ? len : room;

        memcpy(out->buf + out->len, bytes, part);
        out->len += part;
        bytes += part;
        len -= part;
        if (out->len == sizeof out->buf)
            out_flush(out);
    }
}

void
out_add_n(struct out *out, const char *text, size_t len)
{
    struct str likeness = STR_INIT;

    if (!out->ascii) {
        add_bytes(out, text, len);
        return;
    }
    ascii_add(&likeness, text, len);
    add_bytes(out, str_text(&likeness), likeness.len);
    str_release(&likeness);
}

void
out_add(struct out *out, const char *text)
{
    out_add_n(out, text, strlen(text));
}

void
out_format(struct out *out, const char *format, ...)
{
    struct str text = STR_INIT;
    va_list args;

    va_start(args, format);
    str_add_va(&text, format, args);
    va_end(args);
    out_add_n(out, str_text(&text), text.len);
    str_release(&text);
}

void
out_style(struct out *out, const char *sgr)
{
    if (!out->terminal)
        return;
    add_bytes(out, "\033[0", 3);
    if (*sgr)
        add_bytes(out, ";", 1);
    add_bytes(out, sgr, strlen(sgr));
    add_bytes(out, "m", 1);
}

void
out_link(struct out *out, const char *target, unsigned id)
{
    struct str sequence = STR_INIT;

    if (!out->links)
        return;
    clickable_add(&sequence, target, id);
    add_bytes(out, str_text(&sequence), sequence.len);
    str_release(&sequence);
}

int
out_end(struct out *out, int status)
{
    out_flush(out);
    if (out->error && out->error != -EPIPE)
        return complain(EXIT_MISSING, "standard output", "%s",
                        strerror(-out->error));
    return status;
}
