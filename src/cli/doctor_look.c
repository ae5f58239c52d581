/* Whether it can be seen why a program hangs: tried on a child. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/str.h"
#include "cli/doctor.h"

#define SYSCALL_SIZE 256

static int
read_memory(pid_t pid)
{
    static int word = 1;
    int copy;
    struct iovec local = {&copy, sizeof copy};
    struct iovec remote = {&word, sizeof word};

    return process_vm_readv(pid, &local, 1, &remote, 1, 0) < 0 ? -errno : 0;
}

static int
read_call(pid_t pid)
{
    char *path = str_format("/proc/%d/syscall", (int)pid);
    FILE *file = fopen(path, "re");
    char line[SYSCALL_SIZE];
    int error = file ? 0 : -errno;

    if (file && !fgets(line, sizeof line, file))
        error = errno ? -errno : -EIO;
    if (file)
        fclose(file);
    free(path);
    return error;
}

/* 0 or -errno. */
static int
look_at_a_child(void)
{
    pid_t pid = fork();
    int error;

    if (pid < 0)
        return -errno;
    if (pid == 0) {
        pause();
        _exit(0);
    }
    error = read_call(pid);
    if (!error)
        error = read_memory(pid);
    kill(pid, SIGKILL);
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
        ;
    return error;
}

void
doctor_look(struct doctor *doctor)
{
    int error = look_at_a_child();

    if (error)
        doctor_less(doctor, "hangs",
                    "`sysctl kernel.yama.ptrace_scope=1` as root, or a "
                    "container that may trace",
                    "the kernel does not show what a program waits for (%s); "
                    "one that hangs is ended at its time limit, and nobody "
                    "can say why",
                    strerror(-error));
    else
        doctor_good(doctor, "hangs", "explained from outside");
}
