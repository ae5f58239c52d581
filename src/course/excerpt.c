/*
 * A piece of a source file: the lines behind a comment that holds nothing
 * but a mark in brackets.  A mark behind code means the line it stands on.
 */
#include <ctype.h>
#include <errno.h>
#include <string.h>

#include "base/mem.h"
#include "course/parts.h"

#define LINES_MAX 20

struct line {
    const char *text;
    size_t len;
};

/* A mark's comment in a line. */
struct mark {
    size_t at;                  /* where the comment begins */
    const char *name;
    size_t name_len;
};

static bool
next_line(const char **text, struct line *line)
{
    size_t len = strcspn(*text, "\n");

    if (!**text)
        return false;
    line->text = *text;
    line->len = len;
    *text += len + ((*text)[len] == '\n');
    while (line->len && isspace((unsigned char)line->text[line->len - 1]))
        line->len--;
    return true;
}

static size_t
skip_blanks(const struct line *line, size_t at)
{
    while (at < line->len && isspace((unsigned char)line->text[at]))
        at++;
    return at;
}

/* Whether the comment that opens with `open` at `at` is a mark's. */
static bool
mark_at(const struct line *line, size_t at, const char *open,
        const char *end, struct mark *mark)
{
    size_t begin = at + strlen(open);
    const char *close;

    if (begin > line->len || strncmp(line->text + at, open, strlen(open)))
        return false;
    begin = skip_blanks(line, begin);
    if (begin >= line->len || line->text[begin] != '[')
        return false;
    close = memchr(line->text + begin, ']', line->len - begin);
    if (!close)
        return false;
    mark->at = at;
    mark->name = line->text + begin + 1;
    mark->name_len = (size_t)(close - mark->name);
    begin = skip_blanks(line, (size_t)(close + 1 - line->text));
    return line->len - begin == strlen(end) &&
           !strncmp(line->text + begin, end, strlen(end));
}

static bool
find_mark(const struct line *line, struct mark *mark)
{
    if (!memchr(line->text, '[', line->len))
        return false;
    for (size_t at = 0; at < line->len; at++)
        if (mark_at(line, at, "/*", "*/", mark) ||
            mark_at(line, at, "//", "", mark) ||
            mark_at(line, at, "#", "", mark))
            return true;
    return false;
}

static bool
mark_is(const struct mark *mark, const char *name)
{
    return mark->name_len == strlen(name) &&
           !strncmp(mark->name, name, mark->name_len);
}

/* The line without its mark; nothing where nothing else is on it. */
static void
add_before_mark(struct str *excerpt, const struct line *line,
                const struct mark *mark)
{
    size_t len = mark->at;

    while (len && isspace((unsigned char)line->text[len - 1]))
        len--;
    if (!len)
        return;
    str_add_n(excerpt, line->text, len);
    str_add_char(excerpt, '\n');
}

static void
add_line(struct str *excerpt, const struct line *line)
{
    str_add_n(excerpt, line->text, line->len);
    str_add_char(excerpt, '\n');
}

static void
cut_all(const char *text, struct str *excerpt)
{
    struct line line;
    struct mark mark;

    while (next_line(&text, &line)) {
        if (find_mark(&line, &mark))
            add_before_mark(excerpt, &line, &mark);
        else
            add_line(excerpt, &line);
    }
}

/* The blanks that all lines begin with. */
static size_t
common_indent(const char *text)
{
    size_t indent = SIZE_MAX;
    struct line line;

    while (next_line(&text, &line)) {
        size_t own = 0;

        while (own < line.len && line.text[own] == ' ')
            own++;
        if (line.len && own < indent)
            indent = own;
    }
    return indent == SIZE_MAX ? 0 : indent;
}

static void
add_unindented(struct str *excerpt, const char *text)
{
    size_t indent = common_indent(text);
    struct line line;

    while (next_line(&text, &line)) {
        size_t cut = line.len < indent ? line.len : indent;

        str_add_n(excerpt, line.text + cut, line.len - cut);
        str_add_char(excerpt, '\n');
    }
}

/* What follows the mark, to a blank line, the next mark or LINES_MAX. */
static void
cut_after(const char *text, struct str *excerpt)
{
    struct line line;
    struct mark mark;

    for (int i = 0; i < LINES_MAX && next_line(&text, &line); i++) {
        if (!line.len || find_mark(&line, &mark))
            return;
        add_line(excerpt, &line);
    }
}

int
excerpt_cut(const char *text, const char *name, struct str *excerpt)
{
    struct str cut = STR_INIT;
    struct line line;
    struct mark mark;

    if (!name) {
        cut_all(text, excerpt);
        return 0;
    }
    while (next_line(&text, &line)) {
        if (!find_mark(&line, &mark) || !mark_is(&mark, name))
            continue;
        add_before_mark(&cut, &line, &mark);
        cut_after(text, &cut);
        add_unindented(excerpt, str_text(&cut));
        str_release(&cut);
        return 0;
    }
    return -ENOENT;
}

char *
excerpt_next_mark(const char **text, int *line)
{
    struct line next;
    struct mark mark;

    while (next_line(text, &next)) {
        (*line)++;
        if (find_mark(&next, &mark))
            return mem_copy_n(mark.name, mark.name_len);
    }
    return NULL;
}
