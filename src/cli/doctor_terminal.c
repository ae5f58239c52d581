/* The terminal: what it says it is, and what characters it is sent. */
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"
#include "cli/doctor.h"

#define LEAST_COLUMNS 40
#define LEAST_ROWS 10

/* The locale that the environment asks for, in the order that counts. */
static const char *
wanted_locale(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);

        if (value && *value)
            return value;
    }
    return "C";
}

static void
find_locale(struct doctor *doctor)
{
    const char *wanted = wanted_locale();

    if (!setlocale(LC_CTYPE, ""))
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

/* Whether folder/x/xterm or folder/78/xterm is there. */
static bool
is_described_in(const char *folder, const char *term)
{
    char *plain = str_format("%s/%c/%s", folder, term[0], term);
    char *coded = str_format("%s/%x/%s", folder, (unsigned char)term[0], term);
    bool found = file_exists(plain) || file_exists(coded);

    free(plain);
    free(coded);
    return found;
}

/* Where ncurses looks for it. */
static bool
is_described(const char *term)
{
    static const char *const folders[] = {
        "/etc/terminfo",
        "/lib/terminfo",
        "/usr/share/terminfo",
        "/usr/lib/terminfo",
        "/usr/local/share/terminfo",
    };
    const char *own = getenv("TERMINFO");
    const char *home = getenv("HOME");
    bool found = own && is_described_in(own, term);

    if (!found && home) {
        char *folder = path_join(home, ".terminfo");

        found = is_described_in(folder, term);
        free(folder);
    }
    for (size_t i = 0; !found && i < sizeof folders / sizeof *folders; i++)
        found = is_described_in(folders[i], term);
    return found;
}

static void
find_kind(struct doctor *doctor)
{
    const char *term = getenv("TERM");

    if (!term || !*term || strchr(term, '/'))
        doctor_less(doctor, "terminal", "set it, as in TERM=xterm-256color",
                    "$TERM does not say what it is");
    else if (!is_described(term))
        doctor_less(doctor, "terminal", "try TERM=xterm-256color or TERM=vt100",
                    "%s is not known here", term);
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
