/*
 * Markdown on stdin or in files to rows on stdout, for the tests that read
 * rows.  As text (the default), or one JSON line a row and an empty line
 * behind each document, each span as [text, columns, style, target of its link or ""].
 *
 *     doc_rows [-g] [-l] [-c] [-w WIDTH] [-j | -q] [FILE]...
 *
 * -g what GitHub adds, -l lesson, -c links can be clicked, -q no output: only
 * lay out.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"
#include "doc/doc.h"
#include "doc/rows.h"

enum form {
    FORM_TEXT,
    FORM_JSON,
    FORM_NONE,
};

struct options {
    unsigned flags;
    unsigned rows_flags;
    int width;
    enum form form;
};

static void
print_json_text(const char *text, size_t len)
{
    putchar('"');
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];

        if (c < ' ' || c == 0x7F || c == '"' || c == '\\')
            printf("\\u%04x", c);
        else
            putchar(c);
    }
    putchar('"');
}

static int
print_json(const struct row *row, void *context)
{
    const struct doc *doc = context;

    printf("{\"offset\":%zu,\"line\":%d,\"flags\":%u,\"columns\":%d,"
           "\"fence\":%d,\"item\":%d,\"spans\":[",
           row->offset, row->line, row->flags, row->columns, row->fence,
           row->item);
    for (unsigned i = 0; i < row->nspans; i++) {
        const struct span *span = &row->spans[i];
        const char *target = span->link ? doc_link(doc, span->link - 1) : "";

        printf("%s[", i ? "," : "");
        print_json_text(span->text, span->bytes);
        printf(",%u,%u,", span->columns, span->style);
        print_json_text(target, strlen(target));
        printf("]");
    }
    printf("]}\n");
    return 0;
}

static int
print_text(const struct row *row, void *context)
{
    (void)context;
    for (unsigned i = 0; i < row->nspans; i++)
        fwrite(row->spans[i].text, 1, row->spans[i].bytes, stdout);
    putchar('\n');
    return 0;
}

static int
print_nothing(const struct row *row, void *context)
{
    (void)row;
    (void)context;
    return 0;
}

static void
show(const struct options *options, const char *text, size_t len)
{
    struct doc *doc = doc_new(text, len, options->flags);

    rows_each(doc, options->width, options->rows_flags,
              options->form == FORM_TEXT   ? print_text
              : options->form == FORM_JSON ? print_json
                                           : print_nothing,
              doc);
    if (options->form == FORM_JSON)
        putchar('\n');
    doc_free(doc);
}

static void
read_all(struct str *text)
{
    char buf[4096];
    size_t got;

    while ((got = fread(buf, 1, sizeof buf, stdin)) > 0)
        str_add_n(text, buf, got);
}

static int
show_file(const struct options *options, const char *path)
{
    char *text;
    size_t len;
    int result = file_read(path, (size_t)1 << 30, &text, &len);

    if (result < 0) {
        fprintf(stderr, "doc_rows: %s: %s\n", path, strerror(-result));
        return 1;
    }
    show(options, text, len);
    free(text);
    return 0;
}

static void
show_stdin(const struct options *options)
{
    struct str text = STR_INIT;

    read_all(&text);
    show(options, str_text(&text), text.len);
    str_release(&text);
}

int
main(int argc, char **argv)
{
    struct options options = {.width = 80};
    int option;
    int failed = 0;

    while ((option = getopt(argc, argv, "glcw:jq")) != -1) {
        if (option == 'g')
            options.flags |= DOC_GITHUB;
        else if (option == 'l')
            options.flags |= DOC_LESSON;
        else if (option == 'c')
            options.rows_flags |= ROWS_CLICKABLE;
        else if (option == 'w')
            options.width = atoi(optarg);
        else if (option == 'j')
            options.form = FORM_JSON;
        else if (option == 'q')
            options.form = FORM_NONE;
        else
            return 2;
    }
    if (optind == argc)
        show_stdin(&options);
    for (int i = optind; i < argc; i++)
        failed |= show_file(&options, argv[i]);
    return failed;
}
