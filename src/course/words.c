/* Names and lists of names. */
#include "course/words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define NAME_MAX_BYTES 47

bool
word_is_name(const char *text)
{
    size_t len = 0;

    if (!isalpha((unsigned char)text[0]))
        return false;
    while (isalnum((unsigned char)text[len]) || text[len] == '_')
        len++;
    return !text[len] && len <= NAME_MAX_BYTES;
}

size_t
word_next(const char **list, const char *separators, const char **ret_word)
{
    const char *text = *list;
    size_t len = 0;

    while (*text && (isspace((unsigned char)*text) ||
                     strchr(separators, *text)))
        text++;
    while (text[len] && !isspace((unsigned char)text[len]) &&
           !strchr(separators, text[len]))
        len++;
    *ret_word = text;
    *list = text + len;
    return len;
}

void
names_add(char ***names, size_t *count, const char *text, size_t len)
{
    *names = mem_resize(*names, *count + 1, sizeof **names);
    (*names)[(*count)++] = mem_copy_n(text, len);
}

void
names_free(char **names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    free(names);
}

char *
word_trim(const char *text, size_t len)
{
    while (len && isspace((unsigned char)text[len - 1]))
        len--;
    while (len && isspace((unsigned char)*text)) {
        text++;
        len--;
    }
    return mem_copy_n(text, len);
}
