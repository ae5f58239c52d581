/*
 * Messages of gcc, clang and the linkers: "FILE:LINE:COLUMN: error: TEXT",
 * "FILE:LINE: undefined reference to ...", "PROGRAM: error: TEXT".  Notes
 * and the lines that show source are left to the full text.
 */
#include "build/messages.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

#define MESSAGES_MAX 200
#define SOURCE_MAX (4 * 1024 * 1024)

struct parser {
    struct build *build;
    const char *root;
    const char *shown;
    char *source_name;          /* of the file that was read last */
    char *source;               /* NULL where it cannot be read */
};

/* Line `line` of the file; the caller's, or NULL. */
static char *
source_line(struct parser *parser, const char *file, int line)
{
    const char *text;

    if (!parser->source_name || strcmp(parser->source_name, file) != 0) {
        char *path = file[0] == '/' ? mem_copy(file)
                                    : path_join(parser->root, file);

        free(parser->source_name);
        free(parser->source);
        parser->source_name = mem_copy(file);
        parser->source = NULL;
        file_read(path, SOURCE_MAX, &parser->source, NULL);
        free(path);
    }
    text = parser->source;
    while (text && --line > 0) {
        text = strchr(text, '\n');
        if (text)
            text++;
    }
    return text && *text ? mem_copy_n(text, strcspn(text, "\n")) : NULL;
}

static void
add(struct parser *parser, struct build_message message, const char *file,
    const char *text)
{
    struct build *build = parser->build;

    if (build->nmessages >= MESSAGES_MAX)
        return;
    message.file = mem_copy(file);
    message.text = mem_copy(text);
    if (message.line > 0)
        message.source = source_line(parser, file, message.line);
    build->messages = mem_resize(build->messages, build->nmessages + 1,
                                 sizeof *build->messages);
    build->messages[build->nmessages++] = message;
}

/* ":12" at `text`; 0 where no number follows a colon. */
static int
take_number(const char **text)
{
    char *end;
    long number;

    if ((*text)[0] != ':' || !isdigit((unsigned char)(*text)[1]))
        return 0;
    number = strtol(*text + 1, &end, 10);
    *text = end;
    return number > 0 && number < 100000000 ? (int)number : 0;
}

/*
 * What stands behind the colon at `text` if it is a complaint, and whether
 * it is an error; NULL for anything else.
 */
static const char *
complaint_at(const char *text, bool *ret_error)
{
    static const struct {
        const char *word;
        bool error;
    } words[] = {
        {": error: ", true},
        {": fatal error: ", true},
        {": warning: ", false},
    };

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        size_t len = strlen(words[i].word);

        if (!strncmp(text, words[i].word, len)) {
            *ret_error = words[i].error;
            return text + len;
        }
    }
    return NULL;
}

/* A linker's complaint, or NULL. */
static const char *
linker_text(const char *line)
{
    static const char *const words[] = {
        "undefined reference to", "multiple definition of", "cannot find ",
        "undefined symbol", "duplicate symbol",
    };

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        const char *found = strstr(line, words[i]);

        if (found)
            return found;
    }
    return NULL;
}

/* "FILE:LINE[:COLUMN]" up to where `rest` is set to; the file's length. */
static size_t
place_at(const char *line, struct build_message *message,
         const char **ret_rest)
{
    for (const char *colon = strchr(line, ':'); colon;
         colon = strchr(colon + 1, ':')) {
        const char *rest = colon;

        message->line = take_number(&rest);
        if (message->line) {
            message->column = take_number(&rest);
            *ret_rest = rest;
            return (size_t)(colon - line);
        }
    }
    return 0;
}

static void
take_linker(struct parser *parser, const char *line, const char *text)
{
    struct build_message message = {.error = true};
    const char *rest;
    size_t len = place_at(line, &message, &rest);
    const char *space;
    char *file;

    if (!len || rest > text) {
        message.line = 0;
        message.column = 0;
        add(parser, message, parser->shown, text);
        return;
    }
    /* "/usr/bin/ld: FILE:12: undefined ..." */
    file = mem_copy_n(line, len);
    space = strstr(file, ": ");
    add(parser, message, space ? space + 2 : file, text);
    free(file);
}

/* "collect2: error: ld returned 1" adds nothing to what the linker said. */
static bool
is_echo(const struct parser *parser, const char *text)
{
    return parser->build->nmessages > 0 &&
           (strstr(text, "ld returned") ||
            strstr(text, "linker command failed"));
}

static void
take_line(struct parser *parser, const char *line)
{
    struct build_message message = {0};
    const char *rest, *text, *colon;
    size_t len = place_at(line, &message, &rest);

    text = len ? complaint_at(rest, &message.error) : NULL;
    if (text) {
        char *file = mem_copy_n(line, len);

        add(parser, message, file, text);
        free(file);
        return;
    }
    text = linker_text(line);
    if (text && line[0] != ' ') {
        take_linker(parser, line, text);
        return;
    }
    message = (struct build_message){0};
    colon = strchr(line, ':');
    text = colon ? complaint_at(colon, &message.error) : NULL;
    if (text && !is_echo(parser, text))
        add(parser, message, parser->shown, text);
}

void
messages_parse(struct build *build, const char *text, const char *root,
               const char *shown)
{
    struct parser parser = {.build = build, .root = root, .shown = shown};

    while (*text) {
        size_t len = strcspn(text, "\n");
        char *line = mem_copy_n(text, len);

        take_line(&parser, line);
        free(line);
        text += len + (text[len] == '\n');
    }
    free(parser.source_name);
    free(parser.source);
}
