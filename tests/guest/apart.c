#include "apart.h"

#include <dirent.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define LIMIT 60                /* seconds; sanitizers and busy machines */

void
apart_fail(const char *file, int line, const char *what)
{
    fprintf(stderr, "# %s:%d: %s does not hold\n", file, line, what);
    _exit(1);
}

void
apart_check_int(const char *file, int line, const char *what, long got,
                long expected)
{
    if (got == expected)
        return;
    fprintf(stderr, "# %s:%d: %s is %ld, not %ld\n", file, line, what, got,
            expected);
    _exit(1);
}

static int
count_fds(void)
{
    DIR *dir = opendir("/proc/self/fd");
    int count = 0;

    while (readdir(dir))
        count++;
    closedir(dir);
    return count;
}

/* Mappings that other processes could share, but for the program's. */
static int
count_shared(void)
{
    FILE *maps = fopen("/proc/self/maps", "re");
    char line[1024], mode[5];
    int count = 0;

    while (fgets(line, sizeof(line), maps))
        count += sscanf(line, "%*s %4s", mode) == 1 && mode[3] == 's';
    fclose(maps);
    return count;
}

static void
run_here(const struct apart_test *test)
{
    int fds = count_fds(), shared = count_shared();

    setpgid(0, 0);
    alarm(LIMIT);
    test->run();
    CHECK_INT(count_fds(), fds);
    CHECK_INT(count_shared(), shared);
    CHECK(waitpid(-1, NULL, WNOHANG) < 0);
    _exit(0);
}

/* What the test left behind becomes ours; it has two seconds to go. */
static int
reap_rest(void)
{
    const struct timespec pause = {.tv_nsec = 10000000};
    int status;

    for (int i = 0; i < 200; i++) {
        pid_t pid = waitpid(-1, &status, WNOHANG);

        if (pid < 0)
            return 0;
        if (pid == 0)
            nanosleep(&pause, NULL);
    }
    fprintf(stderr, "# processes are left\n");
    return 1;
}

static int
run_apart(const struct apart_test *test)
{
    pid_t pid;
    int status, left;

    fflush(NULL);
    pid = fork();
    if (pid == 0)
        run_here(test);
    if (pid < 0 || waitpid(pid, &status, 0) != pid)
        return 1;
    left = reap_rest();
    kill(-pid, SIGKILL);
    if (WIFSIGNALED(status))
        fprintf(stderr, "# ended by signal %d\n", WTERMSIG(status));
    return left || status != 0;
}

/* It fails when it fails once. */
static int
run_often(const struct apart_test *test, int times)
{
    int bad = 0;

    while (!bad && times-- > 0)
        bad = run_apart(test);
    return bad;
}

int
apart_main(const struct apart_test *tests, int argc, char **argv)
{
    bool often = argc == 3 && strcmp(argv[1], "-n") == 0;
    int count = 0, failed = 0;

    prctl(PR_SET_CHILD_SUBREAPER, 1);
    for (const struct apart_test *test = tests; test->name; test++) {
        int bad;

        if (argc == 2 && strcmp(argv[1], test->name) != 0)
            continue;
        bad = run_often(test, often ? atoi(argv[2]) : 1);
        failed += bad;
        printf("%s %d - %s\n", bad ? "not ok" : "ok", ++count, test->name);
    }
    printf("1..%d\n", count);
    return failed ? 1 : 0;
}
