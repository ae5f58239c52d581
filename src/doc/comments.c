/*
 * Which parts of code are comments.  To know that is to know what is a
 * string; nothing else of the languages matters here.
 */
#include "doc/comments.h"

#include <string.h>

static bool
is_named(const char *name, size_t len, const char *const *names)
{
    for (; *names; names++) {
        if (strlen(*names) == len && strncmp(*names, name, len) == 0)
            return true;
    }
    return false;
}

struct comments
comments_begin(const char *info)
{
    static const char *const c[] = {"c", "h", "cpp", "c++", "cc", "hpp",
                                    "java", "js", "go", "rust", NULL};
    static const char *const hash[] = {"python", "py", "python3", "sh",
                                       "bash", "shell", "ini", "toml",
                                       "yaml", "make", NULL};
    size_t len = strcspn(info, " \t,{");
    struct comments comments = {COMMENTS_NONE};

    if (is_named(info, len, c))
        comments.language = COMMENTS_C;
    else if (is_named(info, len, hash))
        comments.language = COMMENTS_HASH;
    return comments;
}

static bool
begins_with(const char *text, size_t len, const char *what)
{
    size_t need = strlen(what);

    return len >= need && memcmp(text, what, need) == 0;
}

/* The rest of a comment that began before text. */
static size_t
finish_comment(struct comments *comments, const char *text, size_t len,
               size_t from)
{
    for (size_t i = from; i + 1 < len; i++) {
        if (text[i] == '*' && text[i + 1] == '/') {
            comments->inside = false;
            return i + 2;
        }
    }
    comments->inside = true;
    return len;
}

static bool
is_triple(const char *text, size_t len)
{
    return len >= 3 && text[1] == text[0] && text[2] == text[0];
}

/* Bytes of what stands at text inside a string, its end included. */
static size_t
pass_string(struct comments *comments, const char *text, size_t len)
{
    bool ends = *text == comments->quote &&
                (!comments->triple || is_triple(text, len));

    if (*text == '\\' && len > 1)
        return 2;
    if (!ends)
        return 1;
    comments->quote = 0;
    return comments->triple ? 3 : 1;
}

/* Bytes of what stands at text outside of strings; may begin one. */
static size_t
pass_code(struct comments *comments, const char *text, size_t len)
{
    if (*text != '"' && *text != '\'')
        return 1;
    comments->quote = *text;
    comments->triple = comments->language == COMMENTS_HASH &&
                       is_triple(text, len);
    return comments->triple ? 3 : 1;
}

/* Whether a comment begins at text[at], outside of strings. */
static bool
begins_comment(const struct comments *comments, const char *text, size_t at,
               size_t len)
{
    if (comments->language == COMMENTS_C)
        return begins_with(text + at, len - at, "//") ||
               begins_with(text + at, len - at, "/*");
    return text[at] == '#' && (at == 0 || text[at - 1] == ' ' ||
                               text[at - 1] == '\t');
}

size_t
comments_run(struct comments *comments, const char *text, size_t len,
             bool *ret_comment)
{
    size_t at = 0;

    *ret_comment = comments->inside;
    if (comments->language == COMMENTS_NONE)
        return len;
    if (comments->inside)
        return finish_comment(comments, text, len, 0);
    while (at < len) {
        if (comments->quote) {
            at += pass_string(comments, text + at, len - at);
        } else if (!begins_comment(comments, text, at, len)) {
            at += pass_code(comments, text + at, len - at);
        } else if (at) {
            return at;
        } else {
            *ret_comment = true;
            return begins_with(text, len, "/*") &&
                           comments->language == COMMENTS_C
                       ? finish_comment(comments, text, len, 2)
                       : len;
        }
    }
    return len;
}

void
comments_end_line(struct comments *comments)
{
    if (!comments->triple)
        comments->quote = 0;
}
