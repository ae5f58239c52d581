/* Files, folders and paths. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Read all of a regular file.  ret_text ends in NUL and is the caller's,
 * free() ends it; ret_len may be NULL.  Returns 0 or -errno: -EFBIG past
 * `max` bytes, -EISDIR for a folder.
 */
int file_read(const char *path, size_t max, char **ret_text, size_t *ret_len);

/* The same of whatever can be read from there, a pipe or a terminal too. */
int file_read_fd(int fd, size_t max, char **ret_text, size_t *ret_len);

/*
 * Write a file so that a reader sees all of the old or all of the new one,
 * whatever happens (a new file, flushed, renamed into place).  Returns 0 or
 * -errno.
 */
int file_replace(const char *path, const char *text, size_t len);

bool file_exists(const char *path);

/* mkdir -p, mode 0777 less umask.  Returns 0 or -errno. */
int dir_make(const char *path);

/* "a/b"; the caller's, free() ends it. */
char *path_join(const char *a, const char *b);

/* The part after the last slash, borrowed from path. */
const char *path_name(const char *path);

/* The folder of this program's file, or NULL; free() ends it. */
char *path_of_self(void);

/* The path of a command, as a shell would find it, without the first `skip`
 * of those in $PATH; or NULL.  free() ends it. */
char *path_of_command(const char *name, unsigned skip);

/*
 * $XDG_CACHE_HOME/app or ~/.cache/app, $XDG_STATE_HOME/app or
 * ~/.local/state/app.  NULL where neither variable nor $HOME is set to an
 * absolute path.  free() ends it.
 */
char *path_cache(const char *app);
char *path_state(const char *app);

#endif
