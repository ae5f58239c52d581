/*
 * Programs that were built, each in a folder of its own named by what went
 * into it.  Which headers a source includes is known only once it was
 * compiled, so a program is found in two steps: what is known beforehand
 * (source, flags, compiler, archives) leads to the list of its headers, and
 * their contents lead to the program.
 */
#ifndef BUILD_CACHE_H
#define BUILD_CACHE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "build/compiler.h"

struct cache_slot {
    char *folder;               /* of all programs */
    const char *root;           /* relative headers start here; borrowed */
    char *name;                 /* of the program */
    char *draft;                /* folder to build in, NULL before that */
    uint64_t key;               /* of what is known beforehand */
    int64_t began;              /* since 1970, in nanoseconds */
};

#define CACHE_SLOT_INIT {0}

/* Opens the cache for program `name`.  -errno with a sentence where the
 * folder cannot be used. */
int cache_open(struct cache_slot *slot, const char *root, const char *name,
               struct diag *diag);
/* Removes the draft, too. */
void cache_release(struct cache_slot *slot);

/* Path of the program for slot->key, or NULL; ret_said is what the compiler
 * said then.  Both the caller's. */
char *cache_find(const struct cache_slot *slot, char **ret_said);

/* Make slot->draft, a folder to build in. */
int cache_begin(struct cache_slot *slot, struct diag *diag);

/*
 * Keep what was built: draft/NAME and draft/deps.  ret_program is the
 * caller's.  -errno with a sentence.
 */
int cache_keep(struct cache_slot *slot, const char *said, struct diag *diag,
               char **ret_program);

#endif
