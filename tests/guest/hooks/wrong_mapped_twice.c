/* The same file at two addresses, in two processes that map it themselves;
 * its name is gone before they begin. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static void
add(int fd, size_t before)
{
    char *space = mmap(NULL, before, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS,
                       -1, 0);
    int *counter = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd,
                        0);

    counter[1500]++;            /* race */
    munmap(space, before);
    _exit(0);
}

int
main(void)
{
    char name[60];
    int fd;

    snprintf(name, sizeof name, "/test_hooks_%d", (int)getpid());
    fd = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
    if (fd < 0 || shm_unlink(name) < 0 || ftruncate(fd, 8192) < 0)
        return 2;
    for (int i = 1; i < 3; i++)
        if (fork() == 0)
            add(fd, (size_t)i << 20);
    while (wait(NULL) > 0)
        ;
    return 0;
}
