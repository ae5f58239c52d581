/*
 * The cache of programs.  A program is built in a draft folder, which is
 * then renamed: two tutors that build the same have the same to offer, and
 * the second one finds the place taken.
 */
#include "build/cache.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/str.h"
#include "build/deps.h"
#include "build/prune.h"

#define HEADER_MAX (16 * 1024 * 1024)
#define SAID_MAX (1024 * 1024)

static int
refuse(struct diag *diag, const char *folder, int err)
{
    diag_set(diag, NULL, 0,
             "programs cannot be kept in %s: %s; set XDG_CACHE_HOME to a "
             "folder that can be written to", folder, strerror(-err));
    return err;
}

static int64_t
nanoseconds(struct timespec time)
{
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

int
cache_open(struct cache_slot *slot, const char *root, const char *name,
           struct diag *diag)
{
    char *base = path_cache("racecourse");
    struct timespec now;
    struct statvfs fs;
    int err;

    if (!base) {
        diag_set(diag, NULL, 0,
                 "there is no place for the programs; set HOME or "
                 "XDG_CACHE_HOME to a folder");
        return -ENOENT;
    }
    clock_gettime(CLOCK_REALTIME, &now);
    *slot = (struct cache_slot){
        .folder = path_join(base, "build"),
        .root = root,
        .name = mem_copy(name),
        .began = nanoseconds(now),
    };
    free(base);
    err = dir_make(slot->folder);
    if (err) {
        refuse(diag, slot->folder, err);
    } else if (statvfs(slot->folder, &fs) == 0 && fs.f_flag & ST_NOEXEC) {
        err = -EACCES;
        diag_set(diag, NULL, 0,
                 "programs in %s cannot be executed, it is mounted noexec; "
                 "set XDG_CACHE_HOME to another folder", slot->folder);
    }
    if (err)
        cache_release(slot);
    return err;
}

void
cache_release(struct cache_slot *slot)
{
    if (slot->draft)
        prune_folder(slot->draft);
    free(slot->draft);
    free(slot->folder);
    free(slot->name);
    *slot = (struct cache_slot)CACHE_SLOT_INIT;
}

/* The path of the list of headers. */
static char *
list_path(const struct cache_slot *slot)
{
    return str_format("%s/%016" PRIx64 ".deps", slot->folder, slot->key);
}

static char *
absolute(const struct cache_slot *slot, const char *file)
{
    return file[0] == '/' ? mem_copy(file) : path_join(slot->root, file);
}

/* The key of the program: names and contents of the headers follow. */
static int
hash_headers(const struct cache_slot *slot, const struct words *files,
             uint64_t *ret_key)
{
    uint64_t key = slot->key;

    for (size_t i = 0; i < files->count; i++) {
        char *path = absolute(slot, files->items[i]);
        char *text;
        size_t len;
        int err = file_read(path, HEADER_MAX, &text, &len);

        free(path);
        if (err)
            return err;
        key = hash_add_text(key, files->items[i]);
        key = hash_add(key, &len, sizeof len);
        key = hash_add(key, text, len);
        free(text);
    }
    *ret_key = key;
    return 0;
}

static char *
program_folder(const struct cache_slot *slot, uint64_t key)
{
    return str_format("%s/%016" PRIx64, slot->folder, key);
}

/* The list of headers, one path a line. */
static int
read_list(const struct cache_slot *slot, struct words *files)
{
    char *path = list_path(slot);
    char *text, *rest, *line;
    int err = file_read(path, SAID_MAX, &text, NULL);

    free(path);
    if (err)
        return err;
    rest = text;
    while ((line = strsep(&rest, "\n")) != NULL)
        if (*line)
            words_add(files, line);
    free(text);
    return 0;
}

/* The program in that folder, or NULL.  It counts as used now. */
static char *
program_in(const struct cache_slot *slot, const char *folder,
           char **ret_said)
{
    char *program = path_join(folder, slot->name);
    char *said_path = path_join(folder, "said");
    struct stat st;

    /* After a crash of the machine it may be there and empty. */
    if (access(program, X_OK) < 0 || stat(program, &st) < 0 || !st.st_size) {
        free(program);
        program = NULL;
    } else {
        utimensat(AT_FDCWD, folder, NULL, 0);
        if (file_read(said_path, SAID_MAX, ret_said, NULL) < 0)
            *ret_said = mem_copy("");
    }
    free(said_path);
    return program;
}

/* It counts as used now. */
static void
touch_list(const struct cache_slot *slot)
{
    char *path = list_path(slot);

    utimensat(AT_FDCWD, path, NULL, 0);
    free(path);
}

char *
cache_find(const struct cache_slot *slot, char **ret_said)
{
    struct words files = WORDS_INIT;
    char *program = NULL;
    uint64_t key;

    touch_list(slot);
    if (read_list(slot, &files) == 0 &&
        hash_headers(slot, &files, &key) == 0) {
        char *folder = program_folder(slot, key);

        program = program_in(slot, folder, ret_said);
        free(folder);
    }
    words_release(&files);
    return program;
}

int
cache_begin(struct cache_slot *slot, struct diag *diag)
{
    char *draft = str_format("%s/draft.XXXXXX", slot->folder);

    if (!mkdtemp(draft)) {
        int err = -errno;

        free(draft);
        return refuse(diag, slot->folder, err);
    }
    slot->draft = draft;
    return 0;
}

/* Whether a file was touched since the build began: then nobody knows which
 * of its contents the program was made of. */
static bool
is_too_young(const struct cache_slot *slot, const char *file)
{
    char *path = absolute(slot, file);
    struct stat st;
    bool young = stat(path, &st) < 0 || nanoseconds(st.st_ctim) > slot->began;

    free(path);
    return young;
}

static int
read_draft_deps(const struct cache_slot *slot, struct words *files)
{
    char *path = path_join(slot->draft, "deps");
    char *text;
    int err = file_read(path, SAID_MAX, &text, NULL);

    if (!err) {
        deps_parse(text, files);
        free(text);
        unlink(path);
    }
    free(path);
    return err;
}

/* Into the draft.  A cache need not outlive a crash of the machine, so
 * nothing is flushed to the disk. */
static int
write_draft(const struct cache_slot *slot, const char *name,
            const char *text)
{
    char *path = path_join(slot->draft, name);
    FILE *file = fopen(path, "we");
    int err = file ? 0 : -errno;

    free(path);
    if (file && fputs(text, file) < 0)
        err = -EIO;
    if (file && fclose(file) != 0 && !err)
        err = -errno;
    return err;
}

static int
write_list(const struct cache_slot *slot, const struct words *files)
{
    struct str text = STR_INIT;
    char *draft = path_join(slot->draft, "list");
    char *path = list_path(slot);
    int err;

    for (size_t i = 0; i < files->count; i++)
        str_add_format(&text, "%s\n", files->items[i]);
    err = write_draft(slot, "list", str_text(&text));
    if (!err && rename(draft, path) < 0)
        err = -errno;
    free(draft);
    free(path);
    str_release(&text);
    return err;
}

/*
 * The key for the folder of what was built.  Where it cannot be told what
 * went into it, the key is one that nobody will look for.
 */
static int
settle_key(const struct cache_slot *slot, uint64_t *ret_key)
{
    struct words files = WORDS_INIT;
    int err = read_draft_deps(slot, &files);
    bool known = !err && files.count > 0;

    for (size_t i = 0; known && i < files.count; i++)
        known = !is_too_young(slot, files.items[i]);
    if (known)
        known = hash_headers(slot, &files, ret_key) == 0;
    err = known ? write_list(slot, &files) : 0;
    if (!known)
        *ret_key = hash_add_text(slot->key, slot->draft);
    words_release(&files);
    return err;
}

/* Give the draft its name, or take the program that already has it. */
static int
rename_draft(struct cache_slot *slot, const char *folder)
{
    if (rename(slot->draft, folder) < 0) {
        if (errno != EEXIST && errno != ENOTEMPTY)
            return -errno;
        prune_folder(slot->draft);
    }
    free(slot->draft);
    slot->draft = NULL;
    return 0;
}

int
cache_keep(struct cache_slot *slot, const char *said, struct diag *diag,
           char **ret_program)
{
    char *folder = NULL;
    uint64_t key = 0;
    int err = write_draft(slot, "said", said);

    if (!err)
        err = settle_key(slot, &key);
    if (!err) {
        folder = program_folder(slot, key);
        chmod(slot->draft, 0755);
        err = rename_draft(slot, folder);
    }
    if (err)
        refuse(diag, slot->folder, err);
    else
        *ret_program = path_join(folder, slot->name);
    free(folder);
    prune_cache(slot->folder);
    return err;
}
