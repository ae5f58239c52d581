/* stdin, where that is our terminal. */
#include "cli/typing.h"

#include <poll.h>
#include <termios.h>
#include <unistd.h>

static struct termios before;
static bool typing;

/* A job in the background would be stopped for changing the terminal. */
bool
typing_begin(void)
{
    struct termios wanted;

    if (!isatty(STDIN_FILENO) || tcgetpgrp(STDIN_FILENO) != getpgrp() ||
        tcgetattr(STDIN_FILENO, &before) < 0)
        return false;
    wanted = before;
    wanted.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    wanted.c_cc[VMIN] = 1;
    wanted.c_cc[VTIME] = 0;
    typing = tcsetattr(STDIN_FILENO, TCSADRAIN, &wanted) == 0;
    return typing;
}

void
typing_end(void)
{
    if (typing)
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
