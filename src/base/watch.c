/*
 * Whatever stirs is looked at when it has been quiet for a moment, and then
 * all folders are looked for again.  One epoll descriptor stands for what the
 * kernel tells and for two timers.
 */
#include "base/watch.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/notify.h"
#include "base/spots.h"
#include "base/timer.h"

#define QUIET (50 * CLOCK_MS)
#define QUIET_EMPTY (300 * CLOCK_MS)    /* emptied, and perhaps not written */
#define LATEST CLOCK_SECOND             /* for what is never quiet */
/* Files that the kernel tells nothing of.  A poll costs little, and 200
 * workbooks on one machine that nobody touches are many. */
#define EVERY (2 * CLOCK_SECOND)
#define EVERY_BUSY (500 * CLOCK_MS)
#define BUSY (60 * CLOCK_SECOND)        /* after a save the next is near */
#define BYTES_MAX (16 * 1024 * 1024)

/* A file as it was looked at last. */
struct stamp {
    bool there;
    dev_t device;
    ino_t inode;
    off_t bytes;
    struct timespec time;
};

struct file {
    char *path;
    struct spots spots;         /* what stirs in them may be this file */
    struct stamp stamp;
    uint64_t hash;              /* of what it said when it was there last */
    bool known;                 /* ... if it ever was */
    bool stirred;
    bool emptied;               /* it has been given more time for that */
    bool saved, changed;        /* to be told */
};

struct watch {
    struct file *files;
    size_t nfiles, files_cap;
    int epoll, notify, settle, poll; /* -1: there is none */
    int64_t stirred;            /* since when; 0: all is quiet */
    int64_t busy;               /* until when files are looked at more often */
    int *numbers;               /* folders that are watched */
    size_t nnumbers, numbers_cap;
    const char *trouble;
};

/* ---- when to look */

static void
expect_saves(struct watch *watch)
{
    watch->busy = clock_now() + BUSY;
    if (watch->trouble)
        timer_set(watch->poll, EVERY_BUSY, EVERY_BUSY);
}

/* The kernel does not tell of everything, for this reason. */
static void
look_often(struct watch *watch, const char *why)
{
    if (!watch->trouble)
        timer_set(watch->poll, EVERY, EVERY);
    watch->trouble = watch->trouble ? watch->trouble : why;
}

/* It waits for a while of quiet, but not for ever. */
static void
stir(struct watch *watch, struct file *file, int64_t quiet)
{
    int64_t now = clock_now();

    file->stirred = true;
    if (!watch->stirred)
        watch->stirred = now;
    if (now - watch->stirred < LATEST)
        timer_set(watch->settle, quiet, 0);
}

/* ---- folders */

static const char *
sentence_of(int err)
{
    if (err == -ENOSPC)
        return "this user may watch no more folders";
    if (err == -EMFILE || err == -ENFILE)
        return "this user may have no more of what watches";
    return "the kernel tells nothing of that folder";
}

static void
remember_number(struct watch *watch, int number)
{
    for (size_t i = 0; i < watch->nnumbers; i++)
        if (watch->numbers[i] == number)
            return;
    MEM_GROW(watch->numbers, watch->nnumbers, watch->numbers_cap);
    watch->numbers[watch->nnumbers++] = number;
}

static void
find_spots(struct watch *watch, struct file *file)
{
    bool blind = false;
    int err;

    if (watch->notify < 0)
        return;
    err = spots_find(&file->spots, watch->notify, file->path, &blind);
    if (err)
        look_often(watch, sentence_of(err));
    if (blind)
        look_often(watch, "others can write there from elsewhere");
    for (size_t i = 0; i < file->spots.count; i++)
        remember_number(watch, file->spots.items[i].number);
}

static bool
is_needed(const struct watch *watch, int number)
{
    for (size_t i = 0; i < watch->nfiles; i++)
        if (spots_mean(&watch->files[i].spots, number, NULL))
            return true;
    return false;
}

static void
drop_folders(struct watch *watch)
{
    size_t kept = 0;

    for (size_t i = 0; i < watch->nnumbers; i++) {
        if (is_needed(watch, watch->numbers[i]))
            watch->numbers[kept++] = watch->numbers[i];
        else
            notify_remove(watch->notify, watch->numbers[i]);
    }
    watch->nnumbers = kept;
}

/* ---- files */

static struct stamp
stamp_of(const struct file *file)
{
    struct stat st;

    if (stat(file->path, &st) < 0 || !S_ISREG(st.st_mode))
        return (struct stamp){0};
    return (struct stamp){
        .there = true,
        .device = st.st_dev,
        .inode = st.st_ino,
        .bytes = st.st_size,
        .time = st.st_mtim,
    };
}

static bool
is_same(const struct stamp *a, const struct stamp *b)
{
    if (!a->there || !b->there)
        return a->there == b->there;
    return a->device == b->device && a->inode == b->inode &&
           a->bytes == b->bytes && a->time.tv_sec == b->time.tv_sec &&
           a->time.tv_nsec == b->time.tv_nsec;
}

/* What it says, with the stamp that it had before. */
static int
read_file(const struct file *file, struct stamp *ret_stamp, uint64_t *ret_hash)
{
    struct stamp stamp = stamp_of(file);
    char *text;
    size_t len;
    int err = stamp.there ? file_read(file->path, BYTES_MAX, &text, &len)
                          : -ENOENT;

    if (err)
        return err;
    *ret_stamp = stamp;
    *ret_hash = hash_add(HASH_INIT, text, len);
    free(text);
    return 0;
}

/* It has been quiet.  Contents decide: a clock that is too coarse for two
 * saves shows the same stamp for both. */
static void
look(struct watch *watch, struct file *file)
{
    struct stamp stamp;
    uint64_t hash;
    bool changed;

    file->stirred = false;
    if (read_file(file, &stamp, &hash) < 0) {
        file->stamp.there = false;
        return;
    }
    file->stamp.there = true;   /* one that comes back is no save */
    if (stamp.bytes == 0 && file->known && hash != file->hash &&
        !file->emptied) {
        file->emptied = true;
        stir(watch, file, QUIET_EMPTY);
        return;
    }
    changed = !file->known || hash != file->hash;
    if (changed || !is_same(&stamp, &file->stamp)) {
        file->saved = true;
        file->changed |= changed;
        expect_saves(watch);
    }
    file->emptied = false;
    file->known = true;
    file->stamp = stamp;
    file->hash = hash;
}

static void
settle(struct watch *watch)
{
    watch->stirred = 0;
    for (size_t i = 0; i < watch->nfiles; i++)
        find_spots(watch, &watch->files[i]);
    if (watch->notify >= 0)
        drop_folders(watch);
    for (size_t i = 0; i < watch->nfiles; i++)
        if (watch->files[i].stirred)
            look(watch, &watch->files[i]);
}

/* What the kernel told nothing of. */
static void
look_at_stamps(struct watch *watch)
{
    if (watch->busy && clock_now() > watch->busy) {
        watch->busy = 0;
        timer_set(watch->poll, EVERY, EVERY);
    }
    for (size_t i = 0; i < watch->nfiles; i++) {
        struct file *file = &watch->files[i];
        struct stamp stamp = stamp_of(file);

        if (!file->stirred && !is_same(&stamp, &file->stamp))
            stir(watch, file, QUIET);
    }
}

static void
told(void *context, int number, const char *name)
{
    struct watch *watch = context;

    for (size_t i = 0; i < watch->nfiles; i++) {
        struct file *file = &watch->files[i];
        if (number < 0 || spots_mean(&file->spots, number, name))
            stir(watch, file, QUIET);
    }
}

/* ---- all of it */

static int
wait_on(const struct watch *watch, int fd)
{
    struct epoll_event event = {.events = EPOLLIN};

    if (fd < 0)
        return fd;
    return epoll_ctl(watch->epoll, EPOLL_CTL_ADD, fd, &event) < 0 ? -errno
                                                                  : 0;
}

int
watch_new(struct watch **ret_watch)
{
    struct watch *watch = mem_new(sizeof *watch);
    int err;

    watch->notify = watch->settle = watch->poll = -1;
    watch->epoll = epoll_create1(EPOLL_CLOEXEC);
    err = watch->epoll < 0 ? -errno : 0;
    if (!err) {
        watch->settle = timer_open();
        err = wait_on(watch, watch->settle);
    }
    if (!err) {
        watch->poll = timer_open();
        err = wait_on(watch, watch->poll);
    }
    if (err) {
        watch_free(watch);
        return err;
    }
    watch->notify = notify_open();
    if (watch->notify < 0)
        look_often(watch, sentence_of(watch->notify));
    else if (wait_on(watch, watch->notify) < 0)
        look_often(watch, sentence_of(-ENOSPC));
    *ret_watch = watch;
    return 0;
}

void
watch_free(struct watch *watch)
{
    if (!watch)
        return;
    for (size_t i = 0; i < watch->nfiles; i++) {
        spots_release(&watch->files[i].spots);
        free(watch->files[i].path);
    }
    free(watch->files);
    free(watch->numbers);
    if (watch->notify >= 0)
        close(watch->notify);
    if (watch->poll >= 0)
        close(watch->poll);
    if (watch->settle >= 0)
        close(watch->settle);
    if (watch->epoll >= 0)
        close(watch->epoll);
    free(watch);
}

void
watch_forget(struct watch *watch, size_t index)
{
    struct file *file = &watch->files[index];

    file->saved = file->changed = false;
    if (read_file(file, &file->stamp, &file->hash) == 0)
        file->known = true;
    else
        file->stamp.there = false;
}

size_t
watch_add(struct watch *watch, const char *path)
{
    struct file *file;

    MEM_GROW(watch->files, watch->nfiles, watch->files_cap);
    file = &watch->files[watch->nfiles];
    *file = (struct file){.path = mem_copy(path)};
    find_spots(watch, file);
    watch_forget(watch, watch->nfiles);
    /* A folder may have come between the two. */
    stir(watch, file, QUIET);
    return watch->nfiles++;
}

int
watch_fd(const struct watch *watch)
{
    return watch->epoll;
}

bool
watch_next(struct watch *watch, struct watch_save *ret_save)
{
    if (watch->notify >= 0)
        notify_read(watch->notify, told, watch);
    if (timer_take(watch->poll))
        look_at_stamps(watch);
    if (timer_take(watch->settle))
        settle(watch);
    for (size_t i = 0; i < watch->nfiles; i++) {
        struct file *file = &watch->files[i];

        if (!file->saved)
            continue;
        *ret_save = (struct watch_save){i, file->changed, file->hash};
        file->saved = file->changed = false;
        return true;
    }
    return false;
}

const char *
watch_trouble(const struct watch *watch)
{
    return watch->trouble;
}
