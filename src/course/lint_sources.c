/*
 * The form of start files and solutions.  In them a comment that begins with
 * two slashes means something: there the learner's part begins or ends.
 */
#include <errno.h>
#include <string.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/utf8.h"
#include "course/lint.h"

#define WIDTH 72
#define PART_LINES 12
#define SOURCE_MAX (1024 * 1024)
/* In two words, since it marks no work that is left here. */
#define BEGIN "// TO" "DO: "

struct source {
    const char *shown;
    struct diags *diags;
    int line;
    bool in_comment;            /* that ends with a star and a slash */
    int part;                   /* line of the part that is open, or 0 */
    int part_lines;
    int nparts;
};

/* Behind the literal that begins at `at`. */
static size_t
skip_literal(const char *text, size_t len, size_t at)
{
    char quote = text[at++];

    while (at < len && text[at] != quote)
        at += text[at] == '\\' ? 2 : 1;
    return at + 1;
}

/* Where a comment of two slashes begins in the line, or NULL. */
static const char *
line_comment(struct source *source, const char *text, size_t len)
{
    for (size_t at = 0; at < len; at++) {
        const char *rest = text + at;
        size_t left = len - at;

        if (source->in_comment) {
            if (left > 1 && !strncmp(rest, "*/", 2)) {
                source->in_comment = false;
                at++;
            }
        } else if (*rest == '"' || *rest == '\'') {
            at = skip_literal(text, len, at) - 1;
        } else if (left > 1 && !strncmp(rest, "/*", 2)) {
            source->in_comment = true;
            at++;
        } else if (left > 1 && !strncmp(rest, "//", 2)) {
            return rest;
        }
    }
    return NULL;
}

static void
close_part(struct source *source)
{
    if (source->part_lines > PART_LINES)
        diags_add(source->diags, source->shown, source->part,
                  "the learner's part has %d lines, and %d at most are to be "
                  "changed", source->part_lines, PART_LINES);
    source->part = 0;
}

static void
take_comment(struct source *source, const char *comment, size_t len)
{
    size_t begin = strlen(BEGIN);
    bool begins = len > begin && !strncmp(comment, BEGIN, begin);
    bool ends = len == 6 && !strncmp(comment, "// end", 6);

    if (begins && !source->part) {
        source->part = source->line;
        source->part_lines = 0;
        source->nparts++;
    } else if (ends && source->part) {
        close_part(source);
    } else {
        diags_add(source->diags, source->shown, source->line,
                  "two slashes begin the learner's part, '" BEGIN "...', or "
                  "end it, '// end'; other comments stand in /* */");
    }
}

static void
take_line(struct source *source, const char *text, size_t len)
{
    const char *comment = line_comment(source, text, len);
    int columns = utf8_columns(text, len);

    if (columns > WIDTH)
        diags_add(source->diags, source->shown, source->line,
                  "is %d columns wide; %d fit beside prose", columns, WIDTH);
    if (memchr(text, '\t', len))
        diags_add(source->diags, source->shown, source->line,
                  "has a tab, which is as wide as each terminal likes");
    if (comment)
        take_comment(source, comment, (size_t)(text + len - comment));
    else if (source->part)
        source->part_lines++;
}

static void
take_text(struct source *source, const char *text)
{
    while (*text) {
        size_t len = strcspn(text, "\n");

        source->line++;
        take_line(source, text, len);
        text += len + (text[len] == '\n');
    }
    if (source->part)
        diags_add(source->diags, source->shown, source->part,
                  "the learner's part that begins here never ends; close it "
                  "with '// end'");
}

/* How many parts it has; -1 where it cannot be read, which was reported when
 * the course was opened. */
static int
check_source(const char *path, const char *shown, struct diags *diags)
{
    struct source source = {.shown = shown, .diags = diags};
    char *text;

    if (file_read(path, SOURCE_MAX, &text, NULL) < 0)
        return -1;
    take_text(&source, text);
    free(text);
    return source.nparts;
}

void
lint_sources(const struct course *course, const struct exercise *exercise,
             struct diags *diags)
{
    const char *start = course_shown(course, exercise->start);
    int parts = check_source(exercise->start, start, diags);

    if (!parts && !exercise->demonstration)
        diags_add(diags, start, 0,
                  "has no part to finish; mark one by '" BEGIN "...' and "
                  "'// end', or call it a demonstration");
    if (!exercise->solution)
        return;
    start = course_shown(course, exercise->solution);
    if (check_source(exercise->solution, start, diags) > 0)
        diags_add(diags, start, 0, "has a part to finish, as a start file");
}
