/*
 * Files that somebody else saves.  Editors write over a file, or empty it and
 * write, or remove it and make another, or write one beside it and rename
 * that over it: all of these are a save, once it has been quiet for a moment.
 * What decides is the content; the same once more is a save, too, where
 * somebody asked for it by writing it again or touching it.
 *
 * Knows nothing of what the files are.
 */
#ifndef BASE_WATCH_H
#define BASE_WATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct watch;

struct watch_save {
    size_t file;                /* what watch_add() returned for it */
    bool changed;               /* else it says what it said before */
    uint64_t hash;              /* HASH_INIT and all bytes of it */
};

/* 0 or -errno; watch_free() ends it. */
int watch_new(struct watch **ret_watch);
void watch_free(struct watch *watch);

/*
 * Watch the file at that absolute path, too, which need not be there, nor the
 * folders above it.  What it says at present is no save.  Returns its number,
 * from 0 on.
 */
size_t watch_add(struct watch *watch, const char *path);

/* The descriptor to wait on, always the same one. */
int watch_fd(const struct watch *watch);

/* The next save there is, without waiting; false: none for now.  To be
 * called until it says so, each time that the descriptor is ready. */
bool watch_next(struct watch *watch, struct watch_save *ret_save);

/* What the file says now is known already, as when one has written it
 * oneself. */
void watch_forget(struct watch *watch, size_t file);

/*
 * Why files are looked at every two seconds, and twice a second in the minute
 * after a save, as the rest of a sentence, "this user may watch no more
 * folders"; NULL: the kernel tells of them.
 */
const char *watch_trouble(const struct watch *watch);

#endif
