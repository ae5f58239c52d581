/* A terminal of the program's own. */
#include "run/pty.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#define ROWS 24

static int
open_theirs(int ours)
{
    char name[64];
    int fd = ioctl(ours, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);

    if (fd < 0 && ptsname_r(ours, name, sizeof name) == 0)
        fd = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    return fd;
}

static int
set_up(int theirs, int columns)
{
    struct winsize size = {.ws_row = ROWS,
                           .ws_col = (unsigned short)columns};
    struct termios settings;

    if (tcgetattr(theirs, &settings) < 0)
        return -errno;
    cfmakeraw(&settings);
    if (tcsetattr(theirs, TCSANOW, &settings) < 0 ||
        ioctl(theirs, TIOCSWINSZ, &size) < 0)
        return -errno;
    return 0;
}

int
pty_open(int columns, int *ret_ours, int *ret_theirs)
{
    int ours = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    int theirs = -1;
    int error;

    if (ours < 0)
        return -errno;
    if (unlockpt(ours) < 0 || (theirs = open_theirs(ours)) < 0) {
        error = -errno;
        goto out;
    }
    error = set_up(theirs, columns);
    if (!error && fcntl(ours, F_SETFL, O_RDWR | O_NONBLOCK) < 0)
        error = -errno;
    if (!error) {
        *ret_ours = ours;
        *ret_theirs = theirs;
        return 0;
    }
out:
    if (theirs >= 0)
        close(theirs);
    close(ours);
    return error;
}
