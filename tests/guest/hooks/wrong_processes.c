/* Two processes, one addition each, in memory that they share. */
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int
main(void)
{
    int *counter = mmap(NULL, sizeof *counter, PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    for (int i = 0; i < 2; i++)
        if (fork() == 0) {
            *counter = *counter + 1;    /* race */
            _exit(0);
        }
    while (wait(NULL) > 0)
        ;
    return 0;
}
