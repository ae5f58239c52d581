#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "apart.h"
#include "guest/mp/mp.h"

static int number = 1;

static int
give(void *arg)
{
    return *(int *)arg;
}

static int
hang(void *arg)
{
    (void)arg;
    while (pause() < 0)
        ;
    return 0;
}

static int
hang_stubbornly(void *arg)
{
    signal(SIGTERM, SIG_IGN);
    if (write(*(int *)arg, "", 1) != 1)
        return 1;
    return hang(arg);
}

static int
change_number(void *arg)
{
    (void)arg;
    number = 2;
    return number;
}

static struct mp_process *
start(int (*target)(void *arg), void *arg)
{
    struct mp_process *process;

    CHECK_INT(mp_process_start(target, arg, &process), 0);
    return process;
}

static void
test_process__returns_its_exit_code(void)
{
    int given = 42, code = -1;
    struct mp_process *process = start(give, &given);

    CHECK(mp_process_pid(process) > 0 && mp_process_pid(process) != getpid());
    CHECK_INT(mp_process_join(process, -1), 0);
    CHECK_INT(mp_process_exitcode(process, &code), 0);
    CHECK_INT(code, 42);
    CHECK_INT(mp_process_join(process, -1), 0);
    mp_process_free(process);
}

static void
test_process__tells_the_signal_that_ended_it(void)
{
    struct mp_process *process = start(hang, NULL);
    int code = 0;

    CHECK_INT(mp_process_exitcode(process, &code), -EAGAIN);
    CHECK_INT(code, 0);
    CHECK_INT(mp_process_terminate(process), 0);
    CHECK_INT(mp_process_join(process, INFINITY), 0);
    CHECK_INT(mp_process_exitcode(process, &code), 0);
    CHECK_INT(code, -SIGTERM);
    CHECK_INT(mp_process_terminate(process), 0);
    CHECK_INT(mp_process_kill(process), 0);
    mp_process_free(process);
}

static void
test_process__join_gives_up_in_time(void)
{
    struct mp_process *process = start(hang, NULL);

    CHECK_INT(mp_process_join(process, 0), -ETIMEDOUT);
    CHECK_INT(mp_process_join(process, 0.05), -ETIMEDOUT);
    CHECK_INT(mp_process_join(process, NAN), -ETIMEDOUT);
    CHECK_INT(kill(mp_process_pid(process), 0), 0);
    mp_process_free(process);
}

static void
test_process__is_alive_until_it_ends(void)
{
    struct mp_process *process = start(hang, NULL);

    CHECK(mp_process_alive(process));
    CHECK_INT(mp_process_kill(process), 0);
    CHECK_INT(mp_process_join(process, -1), 0);
    CHECK(!mp_process_alive(process));
    mp_process_free(process);
}

static void
test_process__has_a_name(void)
{
    int given = 0;
    struct mp_process *first = start(give, &given);
    struct mp_process *second = start(give, &given);
    char name[] = "cook";

    CHECK(strcmp(mp_process_name(first), "Process-1") == 0);
    CHECK(strcmp(mp_process_name(second), "Process-2") == 0);
    CHECK_INT(mp_process_set_name(second, name), 0);
    name[0] = 'b';
    CHECK_INT(mp_process_set_name(second, ""), -EINVAL);
    CHECK(strcmp(mp_process_name(second), "cook") == 0);
    mp_process_free(first);
    mp_process_free(second);
}

static void
test_process__ignores_a_request_but_not_a_kill(void)
{
    struct mp_process *process;
    int ends[2], code;
    char byte;

    CHECK_INT(pipe(ends), 0);
    process = start(hang_stubbornly, &ends[1]);
    CHECK_INT(read(ends[0], &byte, 1), 1);
    CHECK_INT(mp_process_terminate(process), 0);
    CHECK_INT(mp_process_join(process, 0.1), -ETIMEDOUT);
    CHECK_INT(mp_process_kill(process), 0);
    CHECK_INT(mp_process_join(process, -1), 0);
    CHECK_INT(mp_process_exitcode(process, &code), 0);
    CHECK_INT(code, -SIGKILL);
    mp_process_free(process);
    close(ends[0]);
    close(ends[1]);
}

static void
test_process__has_a_copy_of_memory(void)
{
    struct mp_process *process = start(change_number, NULL);
    int code;

    CHECK_INT(mp_process_join(process, -1), 0);
    CHECK_INT(mp_process_exitcode(process, &code), 0);
    CHECK_INT(code, 2);
    CHECK_INT(number, 1);
    mp_process_free(process);
}

static void
test_process__that_another_reaped_is_lost(void)
{
    int given = 0, code;
    struct mp_process *process = start(give, &given);

    CHECK_INT(waitpid(-1, NULL, 0), mp_process_pid(process));
    CHECK_INT(mp_process_join(process, 1), -ECHILD);
    CHECK_INT(mp_process_exitcode(process, &code), -ECHILD);
    CHECK_INT(mp_process_kill(process), 0);
    mp_process_free(process);
    mp_process_free(NULL);
}

/* arg is one that another process has started. */
static int
free_sibling(void *arg)
{
    struct mp_process *sibling = arg;
    int code;

    CHECK(mp_process_alive(sibling));
    CHECK_INT(mp_process_join(sibling, -1), -EPERM);
    CHECK_INT(mp_process_exitcode(sibling, &code), -EPERM);
    mp_process_free(sibling);
    return 0;
}

static void
test_process__is_ended_only_by_who_started_it(void)
{
    struct mp_process *process = start(hang, NULL);
    struct mp_process *other = start(free_sibling, process);
    int code;

    CHECK_INT(mp_process_join(other, -1), 0);
    CHECK_INT(mp_process_exitcode(other, &code), 0);
    CHECK_INT(code, 0);
    CHECK(mp_process_alive(process));
    mp_process_free(other);
    mp_process_free(process);
}

static void
test_process__is_waited_for_without_a_pidfd(void)
{
    struct rlimit limit, none;
    struct mp_process *process;
    int given = 7, code;

    CHECK_INT(getrlimit(RLIMIT_NOFILE, &limit), 0);
    none = limit;
    none.rlim_cur = 3;
    CHECK_INT(setrlimit(RLIMIT_NOFILE, &none), 0);
    process = start(hang, NULL);
    CHECK_INT(mp_process_join(process, 0.03), -ETIMEDOUT);
    CHECK_INT(mp_process_terminate(process), 0);
    CHECK_INT(mp_process_join(process, 30), 0);
    CHECK_INT(mp_process_exitcode(process, &code), 0);
    CHECK_INT(code, -SIGTERM);
    mp_process_free(process);
    process = start(give, &given);
    CHECK_INT(mp_process_join(process, 30), 0);
    mp_process_free(process);
    CHECK_INT(setrlimit(RLIMIT_NOFILE, &limit), 0);
}

static int
say(void *arg)
{
    printf("%s", (char *)arg);
    return 0;
}

static void
test_process__prints_everything_once(void)
{
    char text[64] = "";
    int ends[2], saved = dup(STDOUT_FILENO);
    struct mp_process *process;

    CHECK_INT(pipe(ends), 0);
    dup2(ends[1], STDOUT_FILENO);
    printf("before ");
    process = start(say, "inside ");
    CHECK_INT(mp_process_join(process, -1), 0);
    printf("after");
    fflush(stdout);
    dup2(saved, STDOUT_FILENO);
    close(ends[1]);
    close(saved);
    CHECK_INT(read(ends[0], text, sizeof(text) - 1), 19);
    CHECK(strcmp(text, "before inside after") == 0);
    close(ends[0]);
    mp_process_free(process);
}

static void *
wait_for_input(void *arg)
{
    (void)arg;
    CHECK_INT(getchar(), 'x');
    return NULL;
}

static void
test_process__is_started_while_a_thread_waits_for_input(void)
{
    int ends[2], saved = dup(STDIN_FILENO), given = 0;
    struct mp_process *process;
    pthread_t thread;

    CHECK_INT(pipe(ends), 0);
    dup2(ends[0], STDIN_FILENO);
    CHECK_INT(pthread_create(&thread, NULL, wait_for_input, NULL), 0);
    while (ftrylockfile(stdin) == 0) {
        funlockfile(stdin);
        usleep(1000);
    }
    process = start(give, &given);
    CHECK_INT(mp_process_join(process, -1), 0);
    mp_process_free(process);
    CHECK_INT(write(ends[1], "x", 1), 1);
    pthread_join(thread, NULL);
    dup2(saved, STDIN_FILENO);
    close(saved);
    close(ends[0]);
    close(ends[1]);
}

/* A child of a child, which tells that it is there and then holds a pipe. */
static int
tell_and_hang(void *arg)
{
    if (write(*(int *)arg, "", 1) != 1)
        return 1;
    return hang(arg);
}

static int
middle(void *arg)
{
    start(tell_and_hang, arg);
    return hang(arg);
}

static int
middle_ends(void *arg)
{
    start(tell_and_hang, arg);
    usleep(20000);
    return 0;
}

/* The grandchild has gone when the pipe has no writer any more. */
static void
expect_end_of_file(int *ends)
{
    char byte;

    close(ends[1]);
    while (read(ends[0], &byte, 1) > 0)
        ;
    close(ends[0]);
}

static void
test_process__goes_with_a_parent_that_was_killed(void)
{
    struct mp_process *process;
    int ends[2];
    char byte;

    CHECK_INT(pipe(ends), 0);
    process = start(middle, &ends[1]);
    CHECK_INT(read(ends[0], &byte, 1), 1);
    CHECK_INT(mp_process_kill(process), 0);
    expect_end_of_file(ends);
    mp_process_free(process);
}

static void
test_process__goes_with_a_parent_that_ended(void)
{
    struct mp_process *process;
    int ends[2];

    CHECK_INT(pipe(ends), 0);
    process = start(middle_ends, &ends[1]);
    expect_end_of_file(ends);
    mp_process_free(process);
}

int
main(int argc, char **argv)
{
    static const struct apart_test tests[] = {
        APART(test_process__returns_its_exit_code),
        APART(test_process__tells_the_signal_that_ended_it),
        APART(test_process__join_gives_up_in_time),
        APART(test_process__is_alive_until_it_ends),
        APART(test_process__has_a_name),
        APART(test_process__ignores_a_request_but_not_a_kill),
        APART(test_process__has_a_copy_of_memory),
        APART(test_process__that_another_reaped_is_lost),
        APART(test_process__is_ended_only_by_who_started_it),
        APART(test_process__is_waited_for_without_a_pidfd),
        APART(test_process__prints_everything_once),
        APART(test_process__is_started_while_a_thread_waits_for_input),
        APART(test_process__goes_with_a_parent_that_was_killed),
        APART(test_process__goes_with_a_parent_that_ended),
        {NULL, NULL},
    };

    return apart_main(tests, argc, argv);
}
