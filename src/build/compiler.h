/* The compiler of this machine: where it is, and which one it is. */
#ifndef BUILD_COMPILER_H
#define BUILD_COMPILER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"

struct words {
    char **items;               /* ends in NULL where anything was added */
    size_t count;
    size_t cap;
};

#define WORDS_INIT {0}

void words_release(struct words *words);
void words_add(struct words *words, const char *word);
/* All that `more` has; copied. */
void words_join(struct words *words, const struct words *more);
/* Each of the words of `text`, which blanks separate. */
void words_add_all(struct words *words, const char *text);

/*
 * The compiler as the first words of a command: its path, then what $CC has
 * behind it.  Returns 0, or -ENOENT with a sentence in diag.
 */
int compiler_find(struct words *words, struct diag *diag);

/* Whether it is clang, also under the name cc. */
bool compiler_is_clang(const struct words *words);

/* `hash`, followed by what tells this compiler from another, also from the
 * same one after an update. */
uint64_t compiler_hash(const struct words *words, uint64_t hash);

#endif
