/*
 * A lesson or any Markdown file as text.  Rows are written as they are made,
 * so that a long text neither waits nor takes much memory.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/out.h"
#include "cli/say.h"
#include "cli/workbook.h"
#include "doc/doc.h"
#include "doc/rows.h"

#define FILE_MAX ((size_t)256 * 1024 * 1024)
#define SPANS_MAX 256

struct meaning {
    unsigned style;
    const char *sgr;
    const char *sgr_plain; /* without colours */
};

/* The first that a span has wins; blocks of code have no colour of theirs. */
static const struct meaning meanings[] = {
    {STYLE_KEY, "7", "7"},       {STYLE_TITLE, "1;4", "1;4"},
    {STYLE_HEADING, "1", "1"},   {STYLE_STRONG, "1", "1"},
    {STYLE_COMMENT, "2", ""},    {STYLE_KEYWORD, "35", "1"},
    {STYLE_STRING, "", ""},      {STYLE_CODE, "36", ""},
    {STYLE_LINK, "4;34", "4"},   {STYLE_EMPHASIS, "4", "4"},
    {STYLE_STRIKE, "9", "9"},    {STYLE_HTML, "2", ""},
    {STYLE_DECORATION, "2", ""},
};

static const char *
sgr_of(unsigned style, bool colours)
{
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
        if (style & meanings[i].style)
            return colours ? meanings[i].sgr : meanings[i].sgr_plain;
    return "";
}

/* What is written, and where to. */
struct reading {
    const struct doc *doc;
    struct out out;
};

/* The link that a span is to be clicked on as, or 0. */
static unsigned
link_of(const struct reading *reading, const struct span *span)
{
    return span->link && doc_link_is_web(reading->doc, span->link - 1)
               ? span->link
               : 0;
}

static void
add_spans(struct reading *reading, const struct span *spans, size_t count,
          unsigned flags)
{
    unsigned styles = flags & ROW_CODE ? ~(unsigned)STYLE_CODE : ~0U;
    struct out *out = &reading->out;
    const char *sgr = "";
    unsigned link = 0;

    for (size_t i = 0; i < count; i++) {
        const char *next = sgr_of(spans[i].style & styles, out->colours);
        unsigned next_link = link_of(reading, &spans[i]);

        if (next_link != link)
            out_link(out,
                     next_link ? doc_link(reading->doc, next_link - 1) : NULL,
                     next_link);
        if (strcmp(next, sgr) != 0)
            out_style(out, next);
        link = next_link;
        sgr = next;
        out_add_n(out, spans[i].text, spans[i].bytes);
    }
    if (link)
        out_link(out, NULL, 0);
    if (*sgr)
        out_style(out, "");
}

/* Code is cut at the terminal's edge, which would otherwise break it. */
static void
add_cut_row(struct reading *reading, const struct row *row)
{
    struct span spans[SPANS_MAX];
    bool cut = false;
    struct window window = {.width = reading->out.columns, .max = SPANS_MAX};
    size_t count = row_window(row, &window, spans, NULL, &cut);

    add_spans(reading, spans, count, row->flags);
    if (cut)
        out_add(&reading->out, "›");
}

static int
add_row(const struct row *row, void *context)
{
    struct reading *reading = context;
    struct out *out = &reading->out;

    if (!out->terminal)
        for (unsigned i = 0; i < row->nspans; i++)
            out_add_n(out, row->spans[i].text, row->spans[i].bytes);
    else if (row->columns > out->columns)
        add_cut_row(reading, row);
    else
        add_spans(reading, row->spans, row->nspans, row->flags);
    out_add_n(out, "\n", 1);
    return out->error;
}

static int
show(const struct doc *doc)
{
    static struct reading reading;
    struct out *out = &reading.out;

    reading.doc = doc;
    out_init(out);
    rows_each(doc, out->columns, out->links ? ROWS_CLICKABLE : 0, add_row,
              &reading);
    return out_end(out, EXIT_FINE);
}

static int
read_file(const char *path)
{
    bool is_stdin = strcmp(path, "-") == 0;
    int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    char *text;
    size_t len;
    int err = fd < 0 ? -errno : file_read_fd(fd, FILE_MAX, &text, &len);
    struct doc *doc;
    int status;

    if (fd >= 0 && !is_stdin)
        close(fd);
    if (err)
        return complain(EXIT_MISSING, path, "%s", strerror(-err));
    doc = doc_new(text, len, DOC_GITHUB);
    free(text);
    status = show(doc);
    doc_free(doc);
    return status;
}

static int
read_lesson(const struct args *args)
{
    struct workbook workbook = WORKBOOK_INIT;
    const struct lesson *lesson;
    int status = workbook_open(args, &workbook);

    if (status == EXIT_FINE) {
        lesson = workbook_lesson(&workbook, args->words[0]);
        if (lesson)
            workbook_complain(&workbook, lesson->path);
        status = lesson ? show(lesson->doc) : EXIT_USAGE;
    }
    workbook_close(&workbook);
    return status;
}

static bool
is_file(const char *what)
{
    size_t len = strlen(what);

    return strcmp(what, "-") == 0 || strchr(what, '/') ||
           (len > 3 && strcmp(what + len - 3, ".md") == 0) || file_exists(what);
}

int
command_read(const struct args *args)
{
    if (args->nwords == 0)
        return complain(EXIT_USAGE, "read",
                        "which lesson or file?  racecourse list names the "
                        "lessons");
    return is_file(args->words[0]) ? read_file(args->words[0])
                                   : read_lesson(args);
}
