/* The cursor rests on the line below those that are written over. */
#include "cli/region.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/utf8.h"

#define HEIGHT 24

void
region_init(struct region *region, struct out *out)
{
    *region = (struct region){.out = out};
}

static void
forget_lines(struct region *region)
{
    for (size_t i = 0; i < region->nlines; i++)
        str_release(&region->lines[i].text);
    region->nlines = 0;
}

static void
forget_shown(struct region *region)
{
    for (size_t i = 0; i < region->nshown; i++)
        str_release(&region->shown[i]);
    free(region->shown);
    region->shown = NULL;
    region->nshown = 0;
}

size_t
region_height(void)
{
    struct winsize size = {.ws_row = HEIGHT};

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || !size.ws_row)
        return HEIGHT;
    return size.ws_row;
}

void
region_line(struct region *region)
{
    MEM_GROW(region->lines, region->nlines, region->cap);
    region->lines[region->nlines++] = (struct region_line){.text = STR_INIT};
}

/* The last column stays free: some terminals break the line behind it. */
void
region_add(struct region *region, const char *sgr, const char *text)
{
    struct region_line *line = &region->lines[region->nlines - 1];
    int room = region->out->columns - 1 - line->columns, columns;
    size_t fit = utf8_fit(text, strlen(text), room > 0 ? room : 0, &columns);

    if (!region->out->colours && *sgr >= '3')
        sgr = "";
    if (*sgr)
        str_add_format(&line->text, "\033[%sm", sgr);
    str_add_n(&line->text, text, fit);
    if (*sgr)
        str_add(&line->text, "\033[0m");
    line->columns += columns;
}

void
region_tab(struct region *region, int column)
{
    while (region->lines[region->nlines - 1].columns < column &&
           column < region->out->columns)
        region_add(region, "", " ");
}

static void
write_lines(struct region *region)
{
    struct out *out = region->out;

    for (size_t i = 0; i < region->nlines; i++) {
        const char *text = str_text(&region->lines[i].text);

        if (i >= region->nshown || strcmp(str_text(&region->shown[i]), text))
            out_format(out, "\r%s\033[K", text);
        out_add(out, "\n");
    }
}

/* To the first of the lines that are shown. */
static void
go_up(const struct region *region)
{
    if (region->nshown)
        out_format(region->out, "\r\033[%zuA", region->nshown);
}

static bool
is_shown(const struct region *region)
{
    bool same = region->nlines == region->nshown;

    for (size_t i = 0; same && i < region->nlines; i++)
        same = !strcmp(str_text(&region->lines[i].text),
                       str_text(&region->shown[i]));
    return same;
}

void
region_draw(struct region *region)
{
    size_t count = region->nlines;
    struct str *shown;

    if (is_shown(region)) {
        forget_lines(region);
        return;
    }
    go_up(region);
    write_lines(region);
    if (count < region->nshown)
        out_add(region->out, "\033[J");
    out_flush(region->out);
    forget_shown(region);
    shown = mem_resize(NULL, count ? count : 1, sizeof *shown);
    for (size_t i = 0; i < count; i++) {
        shown[i] = region->lines[i].text;
        region->lines[i].text = (struct str)STR_INIT;
    }
    region->shown = shown;
    region->nshown = count;
    forget_lines(region);
}

void
region_keep(struct region *region)
{
    go_up(region);
    for (size_t i = 0; i < region->nlines; i++)
        out_format(region->out, "\r%s\033[K\n",
                   str_text(&region->lines[i].text));
    forget_lines(region);
    if (region->nshown)
        out_add(region->out, "\033[J");
    forget_shown(region);
}

void
region_end(struct region *region)
{
    go_up(region);
    if (region->nshown)
        out_add(region->out, "\033[J");
    out_flush(region->out);
    forget_shown(region);
    forget_lines(region);
    free(region->lines);
    *region = (struct region){.out = region->out};
}
