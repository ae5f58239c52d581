/* Who calls vfork() waits until the child has ended, or executed another
 * program. */
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static int *cells;

/* Where it waits for the program, nobody ends that. */
static int
goes_on_beside_it(void)
{
    pid_t child = vfork();

    if (child == 0) {
        execlp("sleep", "sleep", "1000", NULL);
        _exit(1);
    }
    cells[0]++;
    kill(child, SIGTERM);
    return waitpid(child, NULL, 0) == child;
}

int
main(void)
{
    cells = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    for (int i = 0; i < 3; i++) {
        pid_t child = vfork();

        if (child == 0) {
            cells[0]++;
            _exit(0);
        }
        cells[0]++;
        waitpid(child, NULL, 0);
    }
    return !(goes_on_beside_it() && cells[0] == 7);
}
