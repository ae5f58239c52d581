/* Pieces of source, by their first signs. */
#include "doc/markup.h"

#include <ctype.h>
#include <string.h>

void
markup_begin(struct markup *markup, const char *text, size_t len)
{
    *markup = (struct markup){.at = text, .end = text + len};
}

/* Pass a run of backticks, with the code up to the next such run. */
static void
pass_code(struct markup *markup)
{
    const char *at = markup->at;
    size_t run = 0;

    while (at + run < markup->end && at[run] == '`')
        run++;
    markup->at += run;
    at += run;
    while ((at = memchr(at, '`', (size_t)(markup->end - at)))) {
        size_t other = 0;

        while (at + other < markup->end && at[other] == '`')
            other++;
        at += other;
        if (other == run) {
            markup->at = at;
            return;
        }
    }
}

/* Pass all up to and including c; just one byte where it does not follow. */
static void
pass_until(struct markup *markup, char c, bool *none)
{
    const char *end = NULL;

    if (!*none)
        end = memchr(markup->at, c, (size_t)(markup->end - markup->at));
    *none = !end;
    markup->at = end ? end + 1 : markup->at + 1;
}

void
markup_pass(struct markup *markup)
{
    size_t left = (size_t)(markup->end - markup->at);
    char c = *markup->at;
    char next = left > 1 ? markup->at[1] : ' ';

    if (c == '`')
        pass_code(markup);
    else if (c == '<' &&
             (isalpha((unsigned char)next) || next == '/' || next == '!'))
        pass_until(markup, '>', &markup->tagless);
    else if (c == ']' && next == '(')
        pass_until(markup, ')', &markup->closeless);
    else
        markup->at += c == '\\' && left > 1 ? 2 : 1;
}
