/* What reports as text are made of. */
#include "report/text.h"

#include <string.h>

#include "base/utf8.h"

void
text_wrap(struct str *text, const char *line, int columns)
{
    int column = 0;

    while (*line) {
        size_t blanks = strspn(line, " ");
        size_t word = strcspn(line + blanks, " \n");
        int width = utf8_columns(line, blanks + word);

        if (column > 0 && column + width > columns) {
            str_add_char(text, '\n');
            line += blanks;
            width -= (int)blanks;
            blanks = 0;
            column = 0;
        }
        str_add_n(text, line, blanks + word);
        column += width;
        line += blanks + word;
        if (*line == '\n') {
            str_add_char(text, '\n');
            line++;
            column = 0;
        }
    }
    str_add_char(text, '\n');
}

void
text_title(struct str *text, const struct run *run, int columns)
{
    struct str line = STR_INIT;
    const char *name =
        run->exercise && *run->exercise ? run->exercise : run->program;

    str_add(&line, name ? name : "");
    if (run->source == RUN_SOLUTION || run->source == RUN_TWIN)
        str_add_format(&line, " (%s)", run_source_name(run->source));
    for (size_t i = 0; i < run->nknobs; i++)
        str_add_format(&line, "%s%s = %lld", i ? ", " : ": ",
                       run->knobs[i].name, (long long)run->knobs[i].value);
    text_wrap(text, str_text(&line), columns);
    str_release(&line);
}

void
text_time(struct str *text, double seconds)
{
    if (seconds < 0.1)
        str_add_format(text, "%.1f ms", seconds * 1000);
    else
        str_add_format(text, "%.2f s", seconds);
}
