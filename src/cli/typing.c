/*
 * stdin, where that is our terminal.  Whoever suspends us gets it back as it
 * was; some shells do not see to that, and none of them restores what we had
 * when it lets us go on.
 */
#include "cli/typing.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <termios.h>
#include <unistd.h>

static struct termios before, wanted;
static bool typing;

/* A job in the background would be stopped for changing the terminal. */
static bool
is_in_front(void)
{
    return tcgetpgrp(STDIN_FILENO) == getpgrp();
}

static void
set_handler(int number, void (*handler)(int number))
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};

    sigaction(number, &action, NULL);
}

/* It stops in the middle, when the signal comes again. */
static void
on_stop(int number)
{
    int error = errno;
    sigset_t stop, blocked;

    if (is_in_front())
        tcsetattr(STDIN_FILENO, TCSANOW, &before);
    set_handler(number, SIG_DFL);
    raise(number);
    sigemptyset(&stop);
    sigaddset(&stop, number);
    sigprocmask(SIG_UNBLOCK, &stop, &blocked);
    sigprocmask(SIG_SETMASK, &blocked, NULL);
    set_handler(number, on_stop);
    errno = error;
}

static void
on_continue(int number)
{
    int error = errno;

    (void)number;
    if (is_in_front())
        tcsetattr(STDIN_FILENO, TCSANOW, &wanted);
    errno = error;
}

bool
typing_begin(void)
{
    struct sigaction stop;

    if (!isatty(STDIN_FILENO) || !is_in_front() ||
        tcgetattr(STDIN_FILENO, &before) < 0)
        return false;
    wanted = before;
    wanted.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    wanted.c_cc[VMIN] = 1;
    wanted.c_cc[VTIME] = 0;
    typing = tcsetattr(STDIN_FILENO, TCSADRAIN, &wanted) == 0;
    if (typing && sigaction(SIGTSTP, NULL, &stop) == 0 &&
        stop.sa_handler == SIG_DFL)
        set_handler(SIGTSTP, on_stop);
    if (typing)
        set_handler(SIGCONT, on_continue);
    return typing;
}

void
typing_end(void)
{
    if (!typing)
        return;
    set_handler(SIGCONT, SIG_DFL);
    set_handler(SIGTSTP, SIG_DFL);
    tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
    typing = false;
}

int
typing_key(void)
{
    struct pollfd polled = {.fd = STDIN_FILENO, .events = POLLIN};
    char key;

    if (!typing || poll(&polled, 1, 0) != 1 ||
        read(STDIN_FILENO, &key, 1) != 1)
        return 0;
    return key;
}
