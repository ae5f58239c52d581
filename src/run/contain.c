/*
 * Namespaces for a run, made from outside.  What the child does of it is in
 * settle.c.
 */
#include "run/contain.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"

#define NAMESPACES (CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC)
#define IDS_SIZE 65536

static struct contain_refusal refusal;

bool
contain_is_possible(void)
{
    const char *wanted = getenv("RACECOURSE_NAMESPACES");

    if (wanted && strcmp(wanted, "no") == 0)
        return false;
    return refusal.step == CONTAIN_NONE;
}

void
contain_refuse(enum contain_step step, int error)
{
    refusal = (struct contain_refusal){step, error};
}

struct contain_refusal
contain_refusal(void)
{
    if (refusal.step == CONTAIN_NONE && !contain_is_possible())
        return (struct contain_refusal){CONTAIN_UNWANTED, 0};
    return refusal;
}

/* As libc's fork() does it, which takes no flags. */
pid_t
contain_fork(void)
{
    unsigned long flags = NAMESPACES | SIGCHLD;
#ifdef __s390__
    pid_t pid = (pid_t)syscall(SYS_clone, 0, flags, 0, 0, 0);
#else
    pid_t pid = (pid_t)syscall(SYS_clone, flags, 0, 0, 0, 0);
#endif

    /* These say that there is no room for a process, whoever's. */
    if (pid < 0 && errno != EAGAIN && errno != ENOMEM)
        contain_refuse(CONTAIN_CLONE, errno);
    return pid;
}

static int
write_of(pid_t pid, const char *name, const char *text)
{
    char path[64];
    ssize_t done;
    int fd, error;

    snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, name);
    fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return -errno;
    done = write(fd, text, strlen(text));
    error = done < 0 ? -errno : 0;
    close(fd);
    return error;
}

/*
 * All numbers that are known here, each as itself.  Lines of the map are
 * "inside outside count".
 */
static char *
all_ids(const char *path)
{
    struct str text = STR_INIT;
    char *map = NULL, *rest, *line;
    unsigned long first, outside, count;

    if (file_read(path, IDS_SIZE, &map, NULL) < 0)
        return str_detach(&text);
    rest = map;
    while ((line = strsep(&rest, "\n")))
        if (sscanf(line, "%lu %lu %lu", &first, &outside, &count) == 3)
            str_add_format(&text, "%lu %lu %lu\n", first, first, count);
    free(map);
    return str_detach(&text);
}

/* Root may give a run all that it has; others their own number alone. */
static int
map_kind(pid_t child, const char *name, unsigned own)
{
    char path[32], one[64];
    char *all;
    int error = -EPERM;

    if (geteuid() == 0) {
        snprintf(path, sizeof path, "/proc/self/%s", name);
        all = all_ids(path);
        error = write_of(child, name, all ? all : "");
        free(all);
        if (!error)
            return 0;
    }
    /* Who gave up a group could regain what it was kept from. */
    if (strcmp(name, "gid_map") == 0)
        write_of(child, "setgroups", "deny");
    snprintf(one, sizeof one, "%u %u 1\n", own, own);
    return write_of(child, name, one);
}

int
contain_map_ids(pid_t child)
{
    int error = map_kind(child, "uid_map", geteuid());

    if (!error)
        error = map_kind(child, "gid_map", getegid());
    if (error)
        contain_refuse(CONTAIN_IDS, -error);
    return error;
}
