/*
 * The processes below a process.  A list of all processes is read first and
 * their parents are followed afterwards, because /proc/PID/children exists
 * only on kernels that were built to freeze programs.
 *
 * A signal goes to a number, and the process that had it could be gone.  But
 * numbers are handed out in a circle: one comes back only after thousands of
 * forks, and between reading and killing there is time for a handful.
 */
#include "run/kin.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "run/safe.h"

/* To behind the blank that ends the next `count` fields. */
static const char *
skip_fields(const char *at, int count)
{
    while (*at && count > 0)
        if (*at++ == ' ')
            count--;
    return at;
}

int
kin_parse(const char *line, struct kin_process *ret_process)
{
    struct kin_process process = {0};
    const char *at = strrchr(line, ')'); /* a name may hold any character */
    uint64_t pid, parent, session, threads;

    safe_number(line, &pid);
    if (pid == 0 || !at || at[1] != ' ' || !at[2])
        return -EINVAL;
    process.state = at[2];
    at = safe_number(skip_fields(at + 2, 1), &parent);
    at = safe_number(skip_fields(at, 2), &session);
    at = safe_number(skip_fields(at, 14), &threads);
    at = safe_number(skip_fields(at, 2), &process.start);
    if (*at != ' ')
        return -EINVAL;
    safe_number(skip_fields(at, 2), &process.pages);
    process.pid = (pid_t)pid;
    process.parent = (pid_t)parent;
    process.session = (pid_t)session;
    process.threads = (uint32_t)threads;
    *ret_process = process;
    return 0;
}

static ssize_t
read_path(const char *path, char *buf, size_t size)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got;

    if (fd < 0)
        return -errno;
    got = read(fd, buf, size - 1);
    if (got < 0)
        got = -errno;
    else
        buf[got] = '\0';
    close(fd);
    return got;
}

/* "/proc/PID/name" of a PID as /proc writes it. */
static const char *
path_of(const char *pid, const char *name, char path[64])
{
    size_t len = strnlen(pid, 10), name_len = strnlen(name, 40);

    memcpy(path, "/proc/", 6);
    memcpy(path + 6, pid, len);
    path[6 + len] = '/';
    memcpy(path + 7 + len, name, name_len);
    path[7 + len + name_len] = '\0';
    return path;
}

static ssize_t
read_of(const char *pid, const char *name, char *buf, size_t size)
{
    char path[64];

    return read_path(path_of(pid, name, path), buf, size);
}

static int
read_named(const char *pid, struct kin_process *ret_process)
{
    char line[1024];
    ssize_t got = read_of(pid, "stat", line, sizeof line);

    return got < 0 ? (int)got : kin_parse(line, ret_process);
}

ssize_t
kin_file_read(pid_t pid, const char *name, char *buf, size_t size)
{
    char digits[SAFE_DIGITS];

    return read_of(safe_digits((uint64_t)pid, 10, digits), name, buf, size);
}

ssize_t
kin_file_write(pid_t pid, const char *name, const char *text, size_t len)
{
    char digits[SAFE_DIGITS], path[64];
    int fd = open(path_of(safe_digits((uint64_t)pid, 10, digits), name, path),
                  O_WRONLY | O_CLOEXEC);
    ssize_t written;

    if (fd < 0)
        return -errno;
    written = write(fd, text, len);
    if (written < 0)
        written = -errno;
    close(fd);
    return written;
}

int
kin_process_read(pid_t pid, struct kin_process *ret_process)
{
    char digits[SAFE_DIGITS];

    return read_named(safe_digits((uint64_t)pid, 10, digits), ret_process);
}

static void
take_name(void *context, const char *name)
{
    struct kin *kin = context;

    if (name[0] >= '1' && name[0] <= '9' && kin->count < KIN_MAX &&
        read_named(name, &kin->items[kin->count]) == 0)
        kin->count++;
}

int
kin_read(struct kin *kin)
{
    kin->count = 0;
    return safe_each_name("/proc", take_name, kin);
}

/* /proc lists processes by number.  NULL: not there. */
static const struct kin_process *
find(const struct kin *kin, pid_t pid)
{
    size_t low = 0, high = kin->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (kin->items[middle].pid == pid)
            return &kin->items[middle];
        if (kin->items[middle].pid < pid)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

void
kin_mark_children(struct kin *kin, pid_t root)
{
    for (size_t i = 0; i < kin->count; i++)
        if (kin->items[i].parent == root)
            kin->items[i].below = true;
}

void
kin_spread(struct kin *kin)
{
    bool more = true;

    /* A parent mostly has the smaller number, so one round mostly does. */
    while (more) {
        more = false;
        for (size_t i = 0; i < kin->count; i++) {
            struct kin_process *process = &kin->items[i];
            const struct kin_process *parent;

            if (process->below)
                continue;
            parent = find(kin, process->parent);
            if (parent && parent->below)
                process->below = more = true;
        }
    }
}

unsigned
kin_alive(const struct kin *kin)
{
    unsigned alive = 0;

    for (size_t i = 0; i < kin->count; i++)
        alive += kin->items[i].below && kin->items[i].state != 'Z';
    return alive;
}

/* Zombies too: the other threads of one may live. */
static void
send_all(const struct kin *kin, int signal)
{
    for (size_t i = 0; i < kin->count; i++)
        if (kin->items[i].below)
            kill(kin->items[i].pid, signal);
}

void
kin_kill(const struct kin *kin)
{
    send_all(kin, SIGSTOP);
    send_all(kin, SIGKILL);
}

unsigned
kin_end(struct kin *kin, pid_t root)
{
    if (kin_read(kin) < 0)
        return 0;
    kin_mark_children(kin, root);
    kin_spread(kin);
    kin_kill(kin);
    return kin_alive(kin);
}
