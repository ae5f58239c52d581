/* Lines of code: never broken, with a quiet bar at their left. */
#include "doc/code.h"

#include <string.h>

#include "base/utf8.h"
#include "doc/syntax.h"

#define TAB_COLUMNS 4

static size_t
plain_run(const char *text, size_t len)
{
    size_t at = 0;

    while (at < len && text[at] >= ' ' && text[at] < 0x7F)
        at++;
    if (at < len && at && (unsigned char)text[at] >= 0x80)
        at--;
    return at;
}

/* Add what cannot be added as it is: a tab, a control, a wide character. */
static size_t
add_cluster(struct spans *spans, const char *text, size_t len,
            struct look look)
{
    uint32_t code;
    int columns;
    size_t bytes = utf8_cluster(text, len, &columns);

    utf8_decode(text, len, &code);
    if (code == '\t')
        spans_pad(spans, TAB_COLUMNS - spans->columns % TAB_COLUMNS, look);
    else if (!utf8_is_control(code))
        spans_add(spans, text, bytes, columns, look);
    return bytes;
}

static void
add_part(struct spans *spans, const char *text, size_t len, struct look look)
{
    while (len) {
        size_t bytes = plain_run(text, len);

        if (bytes)
            spans_add(spans, text, bytes, (int)bytes, look);
        else
            bytes = add_cluster(spans, text, len, look);
        text += bytes;
        len -= bytes;
    }
}

static void
add_line(struct spans *spans, struct syntax *syntax, const char *text,
         size_t len, unsigned style)
{
    while (len) {
        unsigned meaning;
        size_t run = syntax_run(syntax, text, len, &meaning);
        struct look look = {style | meaning, 0};

        add_part(spans, text, run, look);
        text += run;
        len -= run;
    }
    syntax_end_line(syntax);
}

void
code_layout(struct layout *layout, const char *code, const char *language,
            int line)
{
    struct syntax syntax = syntax_begin(language);
    unsigned style = layout_style(layout) | STYLE_CODE;
    struct spans spans = SPANS_INIT;
    struct row_mark mark = {ROW_CODE, layout->place, line};
    bool pushed = layout_push(layout, NULL, "  ┃ ") ||
                  layout_push(layout, NULL, "┃ ");

    do {
        size_t len = strcspn(code, "\n");

        spans_clear(&spans);
        add_line(&spans, &syntax, code, len, style);
        layout_row(layout, &spans, mark);
        mark.line++;
        mark.offset += len + 1;
        code += len + (code[len] == '\n');
    } while (*code && !layout->result);
    if (pushed)
        layout_pop(layout);
    spans_release(&spans);
}
