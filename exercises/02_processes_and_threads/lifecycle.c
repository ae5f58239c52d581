/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       exercises/02_processes_and_threads/lifecycle.c \
       -o lifecycle -lm */

/*
 * The life of a process: fork, exec, exit, and what is left until its
 * parent has waited for it.  After each step main() looks into /proc,
 * where the kernel tells of each process its name and its state:
 *
 *   R runs or would like to   S sleeps   Z is a zombie
 */
#include <sys/wait.h>

#include "race.h"

struct look {
    char state;                 /* a letter, or '-': there is none */
    char name[32];
};

static struct look
look_at(pid_t pid, const char *when)
{
    struct look look = {'-', "nobody"};
    char path[64];
    FILE *file;

    snprintf(path, sizeof(path), "/proc/%d/stat", pid);
    file = fopen(path, "r");
    if (file && fscanf(file, "%*d (%31[^)]) %c", look.name,
                       &look.state) != 2)
        look.state = '-';
    if (file)
        fclose(file);
    printf("%-22s process %d: state %c, %s\n", when, pid, look.state,
           look.name);
    fflush(stdout);             /* or the child prints it once more */
    return look;
}

/* It waits for a byte, and becomes another program: `sleep`. */
static void
child(int start, const char *seconds)
{
    char byte;
    if (read(start, &byte, 1) == 1)
        execlp("sleep", "sleep", seconds, NULL);
    _exit(127);
}

int
main(int argc, char **argv)
{
    struct look forked, ended, reaped;
    char seconds[32];
    int start[2], status;
    long pause_ms;
    siginfo_t info;
    pid_t pid;

    race_begin(argc, argv);
    pause_ms = knob("pause_ms", 500);
    knobs_done();
    snprintf(seconds, sizeof(seconds), "%ld.%03ld",
             2 * pause_ms / 1000, 2 * pause_ms % 1000);
    if (pipe(start) < 0)
        race_stop(1, "pipe", "no pipe", "");

    pid = fork();
    if (pid < 0)
        race_stop(1, "fork", "no process", "");
    if (pid == 0)
        child(start[0], seconds);
    pause_us(pause_ms * 1000);
    forked = look_at(pid, "after fork:");

    if (write(start[1], "!", 1) != 1)
        race_stop(1, "write", "no child", "");
    pause_us(pause_ms * 1000);
    look_at(pid, "after exec:");

    /* Wait for its end, and leave it where it is. */
    waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT);
    ended = look_at(pid, "after exit:");
    pause_us(pause_ms * 1000);

    waitpid(pid, &status, 0);   /* what join() does */
    reaped = look_at(pid, "after waitpid:");

    result("alive_after_fork", forked.state == 'S' ||
                                   forked.state == 'R');
    result("alive_after_exit", ended.state == 'S' ||
                                   ended.state == 'R');
    result("zombie_after_exit", ended.state == 'Z');
    result("there_after_wait", reaped.state != '-');
    result("exit_status", WEXITSTATUS(status));
    return 0;
}
