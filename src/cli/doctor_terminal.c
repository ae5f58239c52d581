/* The terminal: what it says it is, and what characters it is sent. */
#include <errno.h>
#include <langinfo.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/charset.h"
#include "cli/doctor.h"
#include "ui/terminfo.h"

#define LEAST_COLUMNS 40
#define LEAST_ROWS 10

static void
find_locale(struct doctor *doctor)
{
    const char *wanted = charset_wanted();

    if (charset_state() == CHARSET_REPLACED)
        doctor_good(doctor, "locale",
                    "%s is not installed, another one in UTF-8 is used",
                    wanted);
    else if (charset_state() == CHARSET_MISSING)
        doctor_less(doctor, "locale", "C is used, in ASCII; try LC_ALL=C.UTF-8",
                    "%s is not installed", wanted);
    else if (!out_is_utf8())
        doctor_less(doctor, "locale",
                    "signs are replaced by ASCII; try LC_ALL=C.UTF-8",
                    "%s has no UTF-8", wanted);
    else
        doctor_good(doctor, "locale", "%s, in %s", wanted,
                    nl_langinfo(CODESET));
}

static void
find_kind(struct doctor *doctor)
{
    const char *term = getenv("TERM");
    int judged = term && *term ? terminfo_judge(term) : 0;

    if (!term || !*term)
        doctor_less(doctor, "terminal", "set it, as in TERM=xterm-256color",
                    "$TERM does not say what it is");
    else if (judged == -ENOENT)
        doctor_less(doctor, "terminal", "try TERM=xterm-256color or TERM=vt100",
                    "%s is not known here", term);
    else if (judged)
        doctor_less(doctor, "terminal",
                    "the workbook does not open; racecourse read and run "
                    "--plain do without",
                    "%s cannot move its cursor", term);
    else
        doctor_good(doctor, "terminal", "%s", term);
}

static void
find_size(struct doctor *doctor)
{
    struct winsize size = {0};

    for (int fd = 0; fd <= 2 && size.ws_col == 0; fd++)
        if (ioctl(fd, TIOCGWINSZ, &size) < 0)
            size.ws_col = 0;
    if (size.ws_col == 0)
        doctor_less(doctor, "size", "the workbook itself needs a terminal",
                    "not called from a terminal");
    else if (size.ws_col < LEAST_COLUMNS || size.ws_row < LEAST_ROWS)
        doctor_less(doctor, "size", "make the window larger, 40x10 at least",
                    "%dx%d", size.ws_col, size.ws_row);
    else
        doctor_good(doctor, "size", "%dx%d", size.ws_col, size.ws_row);
}

void
doctor_terminal(struct doctor *doctor)
{
    find_locale(doctor);
    find_kind(doctor);
    find_size(doctor);
}
