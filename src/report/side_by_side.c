/* Two texts in two columns. */
#include "report/races.h"

#include <string.h>

#include "base/utf8.h"
#include "report/text.h"

#define GAP 2                   /* columns between them */

/* All lines of a text, broken where they are too wide. */
static void
wrap_all(const char *text, int columns, struct str *wrapped)
{
    while (*text) {
        size_t len = strcspn(text, "\n");
        struct str line = STR_INIT;

        str_add_n(&line, text, len);
        text_wrap(wrapped, str_text(&line), columns);
        str_release(&line);
        text += len;
        text += *text == '\n';
    }
}

/* The next line of a text, which is moved on; its length in bytes. */
static const char *
next_line(const char **text, size_t *ret_len)
{
    const char *line = *text;

    *ret_len = strcspn(line, "\n");
    *text = line + *ret_len;
    *text += **text == '\n';
    return line;
}

static void
join(const char *left, const char *right, int width, struct str *text)
{
    while (*left || *right) {
        size_t left_len, right_len;
        const char *a = next_line(&left, &left_len);
        const char *b = next_line(&right, &right_len);

        str_add_n(text, a, left_len);
        if (right_len) {
            int blanks = width + GAP - utf8_columns(a, left_len);

            str_add_format(text, "%*s", blanks > 0 ? blanks : 1, "");
            str_add_n(text, b, right_len);
        }
        str_add_char(text, '\n');
    }
}

void
report_side_by_side(const char *left, const char *right, int columns,
                    struct str *ret_text)
{
    int width = (columns - GAP) / 2;
    struct str a = STR_INIT;
    struct str b = STR_INIT;

    if (columns < RACES_BESIDE) {
        wrap_all(left, columns, ret_text);
        if (*left && *right)
            str_add_char(ret_text, '\n');
        wrap_all(right, columns, ret_text);
        return;
    }
    wrap_all(left, width, &a);
    wrap_all(right, width, &b);
    join(str_text(&a), str_text(&b), width, ret_text);
    str_release(&a);
    str_release(&b);
}
