/* Texts in columns, with the colours of those whom they tell of. */
#include "ui/sides.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "report/text.h"

#define COLUMN 24               /* columns at least */
#define GAP 2
#define MOST 4                  /* beside each other */

/* A text broken to a column's width, and how far it was written. */
struct side {
    struct str text;
    const char *at;
    enum look look;             /* of its first line */
};

/* Each worker has its colour everywhere: "thread 2" the second. */
static enum look
look_of_name(const char *line)
{
    size_t len = strcspn(line, "\n");

    while (len && isdigit((unsigned char)line[len - 1]))
        len--;
    return look_of_worker(strtoul(line + len, NULL, 10));
}

static void
side_init(struct side *side, const char *text, int columns)
{
    *side = (struct side){.look = look_of_name(text)};
    while (*text) {
        size_t len = strcspn(text, "\n");
        struct str line = STR_INIT;

        str_add_n(&line, text, len);
        text_wrap(&side->text, str_text(&line), columns);
        str_release(&line);
        text += len + (text[len] == '\n');
    }
    side->at = str_text(&side->text);
}

/* The place in it that a learner goes to, "counter.c:17", shows the line. */
static void
add_text(struct sheet *sheet, const char *text, size_t len)
{
    const char *colon = memchr(text, ':', len);
    size_t head = colon ? (size_t)(colon + 1 - text) : len, digits = 0;

    while (head + digits < len && isdigit((unsigned char)text[head + digits]))
        digits++;
    sheet_add_n(sheet, LOOK_TEXT, text, head);
    sheet_add_n(sheet, LOOK_VALUE, text + head, digits);
    sheet_add_n(sheet, LOOK_TEXT, text + head + digits, len - head - digits);
}

/* The next line of a side, at that column; false: there is none. */
static bool
add_next(struct sheet *sheet, struct side *side, int column)
{
    const char *line = side->at;
    size_t len = strcspn(line, "\n");

    if (!*line)
        return false;
    sheet_tab(sheet, column);
    if (line == side->text.data)
        sheet_add_n(sheet, side->look, line, len);
    else
        add_text(sheet, line, len);
    side->at = line + len + (line[len] == '\n');
    return true;
}

static void
add_row(struct sheet *sheet, struct side *sides, size_t count, int width)
{
    bool more = true;

    while (more) {
        more = false;
        for (size_t i = 0; i < count; i++)
            more |= add_next(sheet, &sides[i],
                             1 + (int)i * (width + GAP));
        if (more)
            sheet_line(sheet);
    }
}

void
sides_add(struct sheet *sheet, const char *const *texts, size_t count)
{
    int room = sheet->width - 1;
    size_t most = (size_t)((room + GAP) / (COLUMN + GAP));
    int width;

    if (most > MOST)
        most = MOST;
    if (most > count)
        most = count;
    if (most < 1)
        most = 1;
    width = (room - GAP * ((int)most - 1)) / (int)most;
    for (size_t i = 0; i < count; i += most) {
        struct side sides[MOST];
        size_t part = count - i < most ? count - i : most;

        for (size_t s = 0; s < part; s++)
            side_init(&sides[s], texts[i + s], width);
        if (i)
            sheet_gap(sheet);
        add_row(sheet, sides, part, width);
        for (size_t s = 0; s < part; s++)
            str_release(&sides[s].text);
    }
}
