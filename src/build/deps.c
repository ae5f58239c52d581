/* "target: file file \" over several lines; blanks in names have a backslash
 * before them, dollars stand twice. */
#include "build/deps.h"

#include <string.h>

#include "base/str.h"

/* The next name into `name`; returns what follows it. */
static const char *
take_name(const char *text, struct str *name)
{
    for (; *text && !strchr(" \t\n", *text); text++) {
        if (text[0] == '\\' && text[1] == '\n')
            break;
        if (text[0] == '\\' && text[1] && strchr(" #\\:", text[1]))
            text++;
        else if (text[0] == '$' && text[1] == '$')
            text++;
        str_add_char(name, *text);
    }
    return text;
}

static const char *
skip_blanks(const char *text)
{
    for (;;) {
        if (*text == ' ' || *text == '\t')
            text++;
        else if (text[0] == '\\' && text[1] == '\n')
            text += 2;
        else
            return text;
    }
}

/* Behind the colon that ends the target; the text's end where none does. */
static const char *
skip_target(const char *text)
{
    for (; *text; text++) {
        if (text[0] == '\\' && text[1])
            text++;
        else if (text[0] == ':' && strchr(" \t\n\\", text[1]))
            return text + 1;
    }
    return text;
}

void
deps_parse(const char *text, struct words *files)
{
    struct str name = STR_INIT;

    text = skip_blanks(skip_target(text));
    while (*text && *text != '\n') {
        str_clear(&name);
        text = skip_blanks(take_name(text, &name));
        if (name.len)
            words_add(files, str_text(&name));
    }
    str_release(&name);
}
