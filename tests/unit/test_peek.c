/* Where a thread is that runs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "run/peek.h"

#define SECONDS 60              /* a test that fails ends too */
#define LOOKS_MOST 1000         /* of a busy machine, 10 ms each */

static volatile unsigned *turns;

/* A process that runs, and counts that it does. */
static pid_t
start(void)
{
    pid_t pid;

    turns = mmap(NULL, sizeof *turns, PROT_READ | PROT_WRITE,
                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_ptr_not_equal((void *)turns, MAP_FAILED);
    pid = fork();
    if (pid == 0) {
        alarm(SECONDS);
        for (;;)
            (*turns)++;
    }
    while (*turns == 0)
        usleep(1000);
    return pid;
}

static void
end(pid_t pid)
{
    int status;

    kill(pid, SIGKILL);
    while (peek_forget() > 0)
        usleep(1000);
    while (waitpid(pid, &status, 0) != pid)
        assert_int_equal(errno, EINTR);
    assert_true(WIFSIGNALED(status));
    munmap((void *)turns, sizeof *turns);
}

static void
test_peek__finds_it_and_lets_it_go_on(void **state)
{
    pid_t pid = start();
    struct peek peek;
    unsigned before;
    int got = -EAGAIN;

    (void)state;
    assert_int_equal(peek_begin(pid, &peek), 0);
    for (int i = 0; i < LOOKS_MOST && got == -EAGAIN; i++)
        got = peek_look(&peek);
    assert_int_equal(got, 0);
    /* All of it is in this file: in the loop of start(). */
    assert_in_range(peek.pc, (uintptr_t)start, (uintptr_t)start + 1000);
    assert_true(peek.sp > (uintptr_t)&peek - 65536);
    before = *turns;
    peek_end(&peek);
    while (*turns == before)
        usleep(1000);
    end(pid);
}

static void
test_peek__one_that_dies_meanwhile_is_no_trouble(void **state)
{
    pid_t pid = start();
    struct peek peek;

    (void)state;
    assert_int_equal(peek_begin(pid, &peek), 0);
    kill(pid, SIGKILL);
    while (peek_look(&peek) != -ESRCH)
        usleep(1000);
    peek_end(&peek);
    while (peek_forget() > 0)
        usleep(1000);
    assert_int_equal(peek_begin(pid, &peek), -ESRCH);
    munmap((void *)turns, sizeof *turns);
}

/* Some machines let nobody trace, or this one is traced itself. */
static int
can_trace(void)
{
    pid_t pid = start();
    struct peek peek;
    int got = peek_begin(pid, &peek);

    if (got == 0)
        peek_end(&peek);
    kill(pid, SIGKILL);
    while (peek_forget() > 0)
        usleep(1000);
    waitpid(pid, NULL, 0);
    return got == 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_peek__finds_it_and_lets_it_go_on),
        cmocka_unit_test(test_peek__one_that_dies_meanwhile_is_no_trouble),
    };

#if !defined(__x86_64__) && !defined(__aarch64__)
    printf("1..0 # SKIP not known for this processor\n");
    return 0;
#endif
    if (!can_trace()) {
        printf("1..0 # SKIP this machine lets no process trace another\n");
        return 0;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
