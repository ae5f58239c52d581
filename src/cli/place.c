/* Where things are.  Looks at the environment and at folders, and changes
 * neither. */
#include "cli/place.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/config.h"

#define MEMO_MAX 8192

static char *
real_path(const char *path)
{
    char *found = realpath(path, NULL);

    return found ? found : mem_copy(path);
}

static bool
has_lessons(const char *folder)
{
    char *lessons = path_join(folder, "lessons");
    bool has = file_exists(lessons);

    free(lessons);
    return has;
}

/* The course that was installed with the program, or NULL; free(). */
static char *
installed_course(void)
{
    char *self = path_of_self();
    char *path = self ? path_join(self, "../share/racecourse") : NULL;
    char *real = path && has_lessons(path) ? realpath(path, NULL) : NULL;

    free(path);
    free(self);
    return real;
}

static bool
is_installed(const char *course)
{
    char *installed = installed_course();
    bool is = installed && strcmp(installed, course) == 0;

    free(installed);
    return is;
}

char *
place_course(const struct args *args)
{
    const char *wanted = getenv("RACECOURSE_COURSE");
    char *installed;

    if (args_has(args, OPTION_COURSE))
        return real_path(args->values[OPTION_COURSE]);
    if (wanted && *wanted)
        return real_path(wanted);
    installed = installed_course();
    if (installed)
        return installed;
    if (has_lessons(RACECOURSE_SOURCE_ROOT))
        return real_path(RACECOURSE_SOURCE_ROOT);
    if (has_lessons("."))
        return real_path(".");
    return NULL;
}

static char *
file_in(const char *folder, const char *course, const char *kind)
{
    const char *known = is_installed(course) ? "installed" : course;

    return str_format("%s/%s-%016" PRIx64, folder, kind,
                      hash_add_text(HASH_INIT, known));
}

/* STATE/KIND-HASH, or NULL. */
static char *
state_file(const char *course, const char *kind)
{
    char *state = path_state("racecourse");
    char *path = state ? file_in(state, course, kind) : NULL;

    free(state);
    return path;
}

char *
place_talks(const char *course)
{
    const char *wanted = getenv("XDG_RUNTIME_DIR");
    char *users = str_format("/run/user/%ju", (uintmax_t)getuid());
    const char *runtime = wanted && wanted[0] == '/' ? wanted : users;
    char *folder, *path;

    if (access(runtime, W_OK | X_OK) < 0) {
        free(users);
        return state_file(course, "talk");
    }
    folder = path_join(runtime, "racecourse");
    path = file_in(folder, course, "talk");
    free(folder);
    free(users);
    return path;
}

char *
place_work_memo(const char *course)
{
    return state_file(course, "work");
}

/* What `init` was told, or NULL. */
static char *
remembered_work(const char *course)
{
    char *memo = place_work_memo(course);
    char *text = NULL;

    if (memo && file_read(memo, MEMO_MAX, &text, NULL) == 0) {
        text[strcspn(text, "\n")] = '\0';
        if (text[0] != '/') {
            free(text);
            text = NULL;
        }
    }
    free(memo);
    return text;
}

char *
place_work(const char *course)
{
    const char *home = getenv("HOME");
    char *work = remembered_work(course);

    if (work)
        return work;
    work = path_join(course, "work");
    if (!home || home[0] != '/' ||
        (!is_installed(course) &&
         (access(work, W_OK) == 0 || access(course, W_OK) == 0)))
        return work;
    free(work);
    return path_join(home, "racecourse");
}

char *
place_journal(const char *course)
{
    char *journal = state_file(course, "progress");
    char *work;

    if (journal)
        return journal;
    work = place_work(course);
    journal = path_join(work, ".progress");
    free(work);
    return journal;
}
