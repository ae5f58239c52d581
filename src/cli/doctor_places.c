/* The course and the folders that are written to. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/doctor.h"
#include "cli/place.h"
#include "course/course.h"

#define KEPT_BYTES 16384        /* a copy, or a line of progress */

static void
find_course(struct doctor *doctor, const char *root)
{
    struct diags diags = DIAGS_INIT;
    struct course *course = NULL;
    char text[700];
    int err = course_open(root, NULL, &diags, &course);

    if (err)
        doctor_bad(doctor, "course", "name another one with --course DIR", "%s",
                   diags.count ? diag_format(&diags.items[diags.count - 1],
                                             text, sizeof text)
                               : strerror(-err));
    else if (diags.count)
        doctor_less(doctor, "course", "racecourse list names what is malformed",
                    "%s, %zu lessons, %zu faults", root,
                    course_lesson_count(course), diags.count);
    else
        doctor_good(doctor, "course", "%s, %zu lessons, %zu exercises", root,
                    course_lesson_count(course), course_exercise_count(course));
    course_free(course);
    diags_release(&diags);
}

/* A file without a name, or one that loses it at once: -1 and errno. */
static int
open_nameless(const char *folder)
{
    int fd = open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
    char *path;

    if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR))
        return fd;
    path = path_join(folder, ".doctor.XXXXXX");
    fd = mkostemp(path, O_CLOEXEC);
    if (fd >= 0)
        unlink(path);
    free(path);
    return fd;
}

int
doctor_write(const char *folder, size_t bytes)
{
    static const char page[4096];
    int fd = open_nameless(folder);
    int err = fd < 0 ? -errno : 0;

    for (size_t done = 0; !err && done < bytes; done += sizeof page) {
        ssize_t put = write(fd, page, sizeof page);

        if (put < 0)
            err = -errno;
        else if ((size_t)put < sizeof page)
            err = -ENOSPC;
    }
    if (!err && fsync(fd) < 0)
        err = -errno;
    if (fd >= 0 && close(fd) < 0 && !err)
        err = -errno;
    return err;
}

const char *
doctor_write_remedy(int err, const char *otherwise)
{
    if (err == -ENOSPC)
        return "make room on that disk";
    if (err == -EDQUOT)
        return "your quota is used up; delete what you do not need";
    return otherwise;
}

/* Whether something can be kept there, or in the nearest folder above. */
static int
try_folder(const char *folder)
{
    char *part = mem_copy(folder);
    int err;

    while (!file_exists(part)) {
        char *slash = strrchr(part, '/');

        if (!slash)
            break;
        slash[slash == part] = '\0';
    }
    err = doctor_write(part, KEPT_BYTES);
    free(part);
    return err;
}

static void
find_folder(struct doctor *doctor, const char *what, char *folder,
            const char *lost)
{
    int err = folder ? try_folder(folder) : -ENOENT;

    if (!folder)
        doctor_less(doctor, what, lost, "$HOME is not set to a folder");
    else if (err)
        doctor_less(doctor, what, doctor_write_remedy(err, lost), "%s: %s",
                    folder, strerror(-err));
    else
        doctor_good(doctor, what, "%s", folder);
    free(folder);
}

/* Where the journal is kept; NULL: nowhere. */
static char *
progress_folder(const char *course)
{
    char *journal = course ? place_journal(course) : NULL;

    if (!course)
        return path_state("racecourse");
    *strrchr(journal, '/') = '\0';
    return journal;
}

void
doctor_places(struct doctor *doctor, const struct args *args)
{
    char *root = place_course(args);

    if (!root) {
        doctor_bad(doctor, "course", "name one with --course DIR",
                   "there is none here");
    } else {
        find_course(doctor, root);
        find_folder(doctor, "your copies", place_work(root),
                    "nothing can be edited; racecourse init DIR chooses "
                    "another folder");
    }
    find_folder(doctor, "progress", progress_folder(root),
                "it is forgotten at the end; set XDG_STATE_HOME");
    free(root);
}
