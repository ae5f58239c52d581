/*
 * Knows of CommonMark what it takes to tell a fence from what only looks
 * like one at the margin: its length, its sign, its indentation, and
 * comments, in which fences are none.
 */
#include "course/scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "course/words.h"

#define INDENT_MAX 3            /* more makes it code */

struct cursor {
    const char *next;
    const char *end;
    const char *line;           /* the one that was taken last */
    size_t len;                 /* of it, without its newline */
    size_t indent;
    int number;
};

static bool
take_line(struct cursor *cursor)
{
    const char *newline;

    if (cursor->next >= cursor->end)
        return false;
    newline = memchr(cursor->next, '\n',
                     (size_t)(cursor->end - cursor->next));
    cursor->line = cursor->next;
    cursor->len = (size_t)((newline ? newline : cursor->end) - cursor->line);
    cursor->next = newline ? newline + 1 : cursor->end;
    cursor->number++;
    cursor->indent = 0;
    while (cursor->indent < cursor->len &&
           cursor->line[cursor->indent] == ' ')
        cursor->indent++;
    return true;
}

static bool
begins_with(const struct cursor *cursor, const char *text)
{
    size_t len = strlen(text);

    return cursor->indent <= INDENT_MAX &&
           cursor->len - cursor->indent >= len &&
           !memcmp(cursor->line + cursor->indent, text, len);
}

/* The number of signs that a fence at this line has, or 0. */
static size_t
fence_length(const struct cursor *cursor)
{
    const char *text = cursor->line + cursor->indent;
    size_t rest = cursor->len - cursor->indent;
    size_t length = 0;

    if (!begins_with(cursor, "```") && !begins_with(cursor, "~~~"))
        return 0;
    while (length < rest && text[length] == *text)
        length++;
    if (*text == '`' && memchr(text + length, '`', rest - length))
        return 0;
    return length;
}

/* Whether this line closes a fence of so many signs. */
static bool
closes(const struct cursor *cursor, char sign, size_t length)
{
    size_t own = fence_length(cursor);
    size_t at = cursor->indent + own;

    if (own < length || cursor->line[cursor->indent] != sign)
        return false;
    while (at < cursor->len && strchr(" \t\r", cursor->line[at]))
        at++;
    return at == cursor->len;
}

/* The body's lines, each with at most `indent` blanks fewer. */
static char *
copy_body(const char *body, size_t len, size_t indent, size_t *ret_len)
{
    char *copy = mem_copy_n(body, len);
    size_t put = 0, blanks = indent;

    if (!indent) {
        *ret_len = len;
        return copy;
    }
    for (size_t i = 0; i < len; i++) {
        if (blanks && body[i] == ' ') {
            blanks--;
            continue;
        }
        blanks = body[i] == '\n' ? indent : 0;
        copy[put++] = body[i];
    }
    copy[put] = '\0';
    *ret_len = put;
    return copy;
}

static void
take_fence(struct scan *scan, struct cursor *cursor, size_t length)
{
    size_t indent = cursor->indent, at = indent + length;
    char sign = cursor->line[indent];
    const char *body = cursor->next;
    struct scan_fence *fence;
    size_t len;

    MEM_GROW(scan->fences, scan->nfences, scan->fences_cap);
    fence = &scan->fences[scan->nfences++];
    fence->info = word_trim(cursor->line + at, cursor->len - at);
    fence->line = cursor->number;
    fence->closed = false;
    len = (size_t)(cursor->end - body);
    while (!fence->closed && take_line(cursor)) {
        fence->closed = closes(cursor, sign, length);
        if (fence->closed)
            len = (size_t)(cursor->line - body);
    }
    fence->body = copy_body(body, len, indent, &fence->len);
}

/* A comment may go on over many lines; only one that does not is kept. */
static void
take_comment(struct scan *scan, struct cursor *cursor)
{
    const char *text = cursor->line + cursor->indent + strlen("<!--");
    const char *end = memmem(text, (size_t)(cursor->line + cursor->len - text),
                             "-->", 3);
    struct scan_comment *comment;

    if (!end) {
        while (take_line(cursor))
            if (memmem(cursor->line, cursor->len, "-->", 3))
                return;
        return;
    }
    MEM_GROW(scan->comments, scan->ncomments, scan->comments_cap);
    comment = &scan->comments[scan->ncomments++];
    comment->text = word_trim(text, (size_t)(end - text));
    comment->line = cursor->number;
}

void
scan_read(struct scan *scan, const char *text, size_t len)
{
    struct cursor cursor = {.next = text, .end = text + len};
    bool titled = false;

    scan->head = len;
    while (take_line(&cursor)) {
        size_t length = fence_length(&cursor);
        size_t at = (size_t)(cursor.line - text);

        if (begins_with(&cursor, "#")) {
            if (titled && scan->head == len)
                scan->head = at;
            titled = true;
        } else if (length) {
            if (scan->head == len)
                scan->head = at;
            take_fence(scan, &cursor, length);
        } else if (begins_with(&cursor, "<!--")) {
            take_comment(scan, &cursor);
        }
    }
}

void
scan_release(struct scan *scan)
{
    for (size_t i = 0; i < scan->nfences; i++) {
        free(scan->fences[i].info);
        free(scan->fences[i].body);
    }
    for (size_t i = 0; i < scan->ncomments; i++)
        free(scan->comments[i].text);
    free(scan->fences);
    free(scan->comments);
    *scan = (struct scan)SCAN_INIT;
}
