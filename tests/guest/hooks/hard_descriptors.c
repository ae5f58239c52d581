/* No descriptor is left, and none to be had; a child executes the program
 * itself, another one leaves a vfork(). */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static int *cell;

static void *
add(void *arg)
{
    *cell += 1;
    return arg;
}

static int
in_thread(void)
{
    pthread_t thread;

    if (pthread_create(&thread, NULL, add, NULL))
        return 1;
    pthread_join(thread, NULL);
    return 0;
}

static int
run(char *const *argv)
{
    pid_t pid = vfork();
    int status;

    if (pid == 0) {
        execv("/proc/self/exe", argv);
        _exit(9);
    }
    return waitpid(pid, &status, 0) == pid ? status : -1;
}

int
main(int argc, char **argv)
{
    struct rlimit none = {0, 0};
    char *again[] = {argv[0], "again", NULL};

    cell = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
                MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (argc > 1)
        return in_thread();
    if (run(again) != 0)
        return 2;
    for (int fd = 0; fd < 100; fd++)
        close(fd);
    setrlimit(RLIMIT_NOFILE, &none);
    cell = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
                MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    errno = 77;
    if (in_thread() || errno != 77 || *cell != 1)
        return 3;
    return 0;
}
