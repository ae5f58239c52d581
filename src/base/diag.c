/* What is wrong, where, in one sentence. */
#include "base/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

/* What is quoted in a sentence may come from a hostile file, and the sentence
 * goes to a terminal. */
static void
set_va(struct diag *diag, const char *file, int line, const char *format,
       va_list args)
{
    snprintf(diag->file, sizeof diag->file, "%s", file ? file : "");
    utf8_make_printable(diag->file);
    diag->line = line;
    vsnprintf(diag->text, sizeof diag->text, format, args);
    utf8_make_printable(diag->text);
}

void
diag_set(struct diag *diag, const char *file, int line, const char *format,
         ...)
{
    va_list args;

    va_start(args, format);
    set_va(diag, file, line, format, args);
    va_end(args);
}

void
diag_say(struct diag *diag, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    vsnprintf(diag->text, sizeof diag->text, format, args);
    va_end(args);
    utf8_make_printable(diag->text);
}

const char *
diag_format(const struct diag *diag, char *buf, size_t size)
{
    if (!diag->file[0])
        snprintf(buf, size, "%s", diag->text);
    else if (diag->line > 0)
        snprintf(buf, size, "%s:%d: %s", diag->file, diag->line, diag->text);
    else
        snprintf(buf, size, "%s: %s", diag->file, diag->text);
    return buf;
}

void
diags_release(struct diags *diags)
{
    free(diags->items);
    *diags = (struct diags)DIAGS_INIT;
}

void
diags_add(struct diags *diags, const char *file, int line, const char *format,
          ...)
{
    va_list args;

    MEM_GROW(diags->items, diags->count, diags->cap);
    va_start(args, format);
    set_va(&diags->items[diags->count++], file, line, format, args);
    va_end(args);
}
