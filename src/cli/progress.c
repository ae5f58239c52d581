/* One line of stderr, written over with blanks when it is over. */
#include "cli/progress.h"

#include <stdarg.h>
#include <unistd.h>

#include "base/str.h"
#include "base/utf8.h"
#include "cli/say.h"

static int columns; /* of what is shown */

void
progress_end(void)
{
    struct str line = STR_INIT;

    if (!columns)
        return;
    for (int i = 0; i < columns; i++)
        str_add_char(&line, ' ');
    if (write(STDERR_FILENO, "\r", 1) == 1)
        say_error(str_text(&line));
    columns = write(STDERR_FILENO, "\r", 1) == 1 ? 0 : columns;
    str_release(&line);
}

void
progress_say(const char *format, ...)
{
    struct str line = STR_INIT;
    va_list args;

    progress_end();
    if (!isatty(STDERR_FILENO))
        return;
    va_start(args, format);
    str_add_va(&line, format, args);
    va_end(args);
    columns = utf8_columns(str_text(&line), line.len);
    say_error(str_text(&line));
    str_release(&line);
}
