/*
 * Link definitions stand where a paragraph may begin.  A line that cmark's
 * tree covers with code, HTML or the middle of a paragraph begins none.
 */
#include "doc/references.h"

#include <stdlib.h>
#include <string.h>

#include "doc/lines.h"

static bool
is_marker(char c)
{
    return c == '-' || c == '+' || c == '*';
}

/* Without marks of quotes and of list items, as far as they look so. */
static struct piece
strip_containers(struct piece line)
{
    size_t at = 0;

    for (;;) {
        size_t digits = 0;

        while (at < line.len && strchr(" \t>", line.text[at]))
            at++;
        while (at + digits < line.len && line.text[at + digits] >= '0' &&
               line.text[at + digits] <= '9')
            digits++;
        if (at + digits + 1 >= line.len ||
            !strchr(" \t", line.text[at + digits + 1]) ||
            !(digits ? strchr(".)", line.text[at + digits]) != NULL
                     : is_marker(line.text[at])))
            break;
        at += digits + 2;
    }
    return (struct piece){line.text + at, line.len - at};
}

/* Add the lines from `number` on to the end of their block; its last. */
static int
add_block(const struct source *source, const char *uses, int number,
          struct str *text)
{
    for (; (size_t)number <= source->count; number++) {
        struct piece line =
            piece_trim(strip_containers(source_line(source, number)));

        if (!line.len || uses[number - 1] == LINE_CODE)
            break;
        str_add_n(text, line.text, line.len);
        str_add_char(text, '\n');
    }
    str_add_char(text, '\n');
    return number;
}

void
references_collect(cmark_node *root, const struct source *source,
                   struct str *text)
{
    char *uses = lines_uses(root, source);

    for (int i = 1; (size_t)i <= source->count; i++) {
        struct piece line = strip_containers(source_line(source, i));

        if (uses[i - 1] == LINE_FREE && line.len && *line.text == '[')
            i = add_block(source, uses, i, text);
    }
    free(uses);
}
