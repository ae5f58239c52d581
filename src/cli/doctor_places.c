/* The course and the folders that are written to. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/doctor.h"
#include "cli/place.h"
#include "course/course.h"

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

/* Whether a file can be made there, or in the nearest folder above. */
static int
is_writable(const char *folder)
{
    char *part = mem_copy(folder);
    int err = 0;

    while (!file_exists(part)) {
        char *slash = strrchr(part, '/');

        if (!slash)
            break;
        slash[slash == part] = '\0';
    }
    if (access(part, W_OK | X_OK) < 0)
        err = -errno;
    free(part);
    return err;
}

static void
find_folder(struct doctor *doctor, const char *what, char *folder,
            const char *lost)
{
    int err = folder ? is_writable(folder) : -ENOENT;

    if (!folder)
        doctor_less(doctor, what, lost, "$HOME is not set to a folder");
    else if (err)
        doctor_less(doctor, what, lost, "%s: %s", folder, strerror(-err));
    else
        doctor_good(doctor, what, "%s", folder);
    free(folder);
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
    find_folder(doctor, "progress", path_state("racecourse"),
                "it is forgotten at the end; set XDG_STATE_HOME");
    free(root);
}
