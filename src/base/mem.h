/*
 * Memory that never comes back NULL.  Running out of it ends the program:
 * the hook set with mem_on_failure() first puts the terminal right.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/* What free() ends.  Zeroed. */
void *mem_new(size_t size);

/* Like realloc(); `count * size` is checked for overflow. */
void *mem_resize(void *memory, size_t count, size_t size);

/* What free() ends. */
char *mem_copy(const char *text);
char *mem_copy_n(const char *text, size_t len);

/* End an array of texts, which NULL ends, and all of them.  Takes NULL. */
void mem_free_all(char **texts);

/* Call `hook` once before the program ends for want of memory. */
void mem_on_failure(void (*hook)(void));

/* Give back to the system what was freed, as far as whole pages of it are
 * free.  Takes 50 us: for when much was, and nothing is expected soon. */
void mem_trim(void);

/*
 * Make room for one more item in a growing array: `items` (a pointer),
 * `count` and `cap` are lvalues that belong together.
 */
#define MEM_GROW(items, count, cap) \
    ((items) = (count) < (cap) \
         ? (items) \
         : mem_resize((items), \
                      (cap) = (cap) ? (cap) * 2 : 8, \
                      sizeof *(items)))

#endif
