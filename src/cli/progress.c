/* One line of stderr, written over with blanks when it is over. */
#include "cli/progress.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "base/utf8.h"
#include "cli/say.h"

#define TYPED 2                 /* columns that a terminal shows of Ctrl-C */

static int columns;             /* of what is shown */

static bool
can_be_shown(void)
{
    const char *term = getenv("TERM");

    return isatty(STDERR_FILENO) && term && *term &&
           strcmp(term, "dumb") != 0;
}

/* From the beginning of the line on; what stands behind is wiped out. */
static void
write_over(const char *text)
{
    struct str line = STR_INIT;
    int before = columns;

    str_add(&line, text);
    columns = utf8_columns(text, line.len);
    for (int i = columns; before && i < before + TYPED; i++)
        str_add_char(&line, ' ');
    if (write(STDERR_FILENO, "\r", 1) == 1)
        say_error(str_text(&line));
    str_release(&line);
}

void
progress_end(void)
{
    if (!columns)
        return;
    write_over("");
    if (write(STDERR_FILENO, "\r", 1) < 0)
        return;
}

void
progress_say(const char *format, ...)
{
    struct str line = STR_INIT;
    va_list args;

    if (!can_be_shown())
        return;
    va_start(args, format);
    str_add_va(&line, format, args);
    va_end(args);
    write_over(str_text(&line));
    str_release(&line);
}
