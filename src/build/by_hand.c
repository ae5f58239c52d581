/* Takes the command as words: a backslash at a line's end joins lines, and
 * nothing is quoted. */
#include "build/by_hand.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "build/guest.h"

/* The next comment of *text, which moves behind it, or NULL; the caller's. */
static char *
next_comment(const char **text)
{
    const char *start = *text + strspn(*text, " \t\r\n");
    const char *end;

    if (strncmp(start, "/*", 2) != 0)
        return NULL;
    start += 2;
    end = strstr(start, "*/");
    if (!end)
        return NULL;
    *text = end + 2;
    return mem_copy_n(start, (size_t)(end - start));
}

static bool
is_about_verdict(const char *comment)
{
    static const char word[] = "verdict:";

    return !strncmp(comment + strspn(comment, " "), word, strlen(word));
}

/* Blanks for the backslashes that join lines. */
static void
join_lines(char *comment)
{
    for (; *comment; comment++)
        if (comment[0] == '\\' && comment[1] == '\n')
            *comment = ' ';
}

static bool
ends_with(const char *text, const char *end)
{
    size_t len = strlen(text), tail = strlen(end);

    return len >= tail && !strcmp(text + len - tail, end);
}

/* Put what is on this machine in place of a path in our own tree. */
static void
take_guest(const struct course *course, const char *word, struct words *words)
{
    bool archive = ends_with(word, "/libmp.a");
    bool header = !strncmp(word, "-I", 2) && ends_with(word, "/guest/mp");
    char *folder = NULL, *found = NULL;

    if (archive || header)
        folder = guest_folder(course, "mp", archive ? "libmp.a" : "mp.h");
    if (folder)
        found = str_format("%s%s%s", archive ? "" : "-I", folder,
                           archive ? "/libmp.a" : "");
    words_add(words, found ? found : word);
    free(folder);
    free(found);
}

static int
refuse(const char *shown, const char *why, struct diag *diag)
{
    diag_set(diag, shown, 1,
             "begins with the command that builds it, as in "
             "'/* gcc -O2 ... %s -o NAME */'; %s", shown, why);
    return -EINVAL;
}

int
by_hand_words(const struct by_hand_spec *spec, struct diag *diag,
              struct words *ret_words)
{
    const char *text = spec->text;
    char *comment = next_comment(&text);
    struct words given = WORDS_INIT, words = WORDS_INIT;
    bool names_source = false, names_program = false;

    if (comment && is_about_verdict(comment)) {
        free(comment);
        comment = next_comment(&text);
    }
    if (comment)
        join_lines(comment);
    words_add_all(&given, comment ? comment : "");
    free(comment);
    for (size_t i = 0; i < given.count; i++) {
        bool is_program = i > 0 && !strcmp(given.items[i - 1], "-o");

        names_program |= is_program;
        names_source |= !strcmp(given.items[i], spec->shown);
        if (is_program)
            words_add(&words, spec->program);
        else
            take_guest(spec->course, given.items[i], &words);
    }
    words_release(&given);
    if (names_source && names_program) {
        *ret_words = words;
        return 0;
    }
    words_release(&words);
    return refuse(spec->shown,
                  names_source ? "-o is missing" : "it is not there", diag);
}
