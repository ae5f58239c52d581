/*
 * Settings by inih.  Its lines come from a reader of ours, which counts them
 * (the library does not pass the number on), takes the indentation away (an
 * indented line would continue the one before) and reports what is too long
 * for the library's buffer.
 */
#include "course/settings.h"

#include <ini.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct source {
    struct settings *settings;
    const struct part *part;
    const char *next;
    int line;                   /* of what was handed out last */
    int section_line;
};

static void
hand_out(struct source *source, const char *text, size_t len, char *buf,
         size_t size)
{
    if (len > SETTINGS_LINE || len >= size) {
        diags_add(source->part->diags, source->part->file, source->line,
                  "this line is longer than %d bytes; break it up",
                  SETTINGS_LINE);
        len = 0;
    }
    memcpy(buf, text, len);
    buf[len] = '\0';
}

/* Like fgets(): the next line into buf, NULL at the end. */
static char *
read_line(char *buf, int size, void *context)
{
    struct source *source = context;
    const char *text = source->next;
    const char *stop = source->part->body + source->part->len;
    const char *end;

    if (text >= stop)
        return NULL;
    end = memchr(text, '\n', (size_t)(stop - text));
    source->next = end ? end + 1 : stop;
    if (!end)
        end = stop;
    source->line++;
    while (text < end && strchr(" \t\r", *text) && *text)
        text++;
    if (text < end && *text == '[')
        source->section_line = source->line;
    hand_out(source, text, (size_t)(end - text), buf, (size_t)size);
    return buf;
}

static int
take_setting(void *context, const char *section, const char *name,
             const char *value)
{
    struct source *source = context;
    struct settings *settings = source->settings;
    struct setting *setting;

    MEM_GROW(settings->items, settings->count, settings->cap);
    setting = &settings->items[settings->count++];
    setting->section = mem_copy(section);
    setting->name = mem_copy(name);
    setting->value = mem_copy(value ? value : "");
    setting->line = source->line;
    setting->section_line = source->section_line;
    return 1;
}

void
settings_read(struct settings *settings, const struct part *part)
{
    struct source source = {
        .settings = settings,
        .part = part,
        .next = part->body,
        .line = part->line,
        .section_line = part->line,
    };
    int wrong = ini_parse_stream(read_line, &source, take_setting, &source);

    if (wrong > 0)
        diags_add(part->diags, part->file, part->line + wrong,
                  "this line is neither 'name = value' nor '[section]'");
}

void
settings_release(struct settings *settings)
{
    for (size_t i = 0; i < settings->count; i++) {
        free(settings->items[i].section);
        free(settings->items[i].name);
        free(settings->items[i].value);
    }
    free(settings->items);
    *settings = (struct settings)SETTINGS_INIT;
}
