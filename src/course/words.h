/* Names and lists of names in a lesson. */
#ifndef COURSE_WORDS_H
#define COURSE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* A letter, then letters, digits and underscores; at most 47 bytes. */
bool word_is_name(const char *text);

/*
 * The next word of a list separated by blanks or by one of `separators`,
 * which moves *list on.  Returns its length and sets *ret_word (not ended),
 * 0 at the end of the list.
 */
size_t word_next(const char **list, const char *separators,
                 const char **ret_word);

/* Add a copy of text[0..len) to a list, which names_free() ends. */
void names_add(char ***names, size_t *count, const char *text, size_t len);
void names_free(char **names, size_t count);

/* `text` without the blanks around it; the caller's, free() ends it. */
char *word_trim(const char *text, size_t len);

#endif
