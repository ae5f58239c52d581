/* What holds for a whole course, and the hints of an exercise. */
#include "course/lint.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/str.h"
#include "course/verdict.h"

static void
compare_lessons(const struct course *course, const struct lesson *a,
                const struct lesson *b, struct diags *diags)
{
    const char *shown = course_shown(course, b->path);

    if (!strcmp(a->title, b->title))
        diags_add(diags, shown, 1,
                  "has the title of lessons/%s.md; who looks for one finds "
                  "both", a->name);
}

static bool
is_folder(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool
has_exercise(const struct course *course, const char *name)
{
    for (size_t i = 0; i < course_exercise_count(course); i++)
        if (!strcmp(course_exercise(course, i)->name, name))
            return true;
    return false;
}

/* A folder of variants whose exercise is gone, or has another name. */
static void
check_folders(const struct course *course, struct diags *diags)
{
    char *full = path_join(course_root(course), "tests/course");
    struct dirent **entries = NULL;
    int count = scandir(full, &entries, NULL, alphasort);

    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        char *folder = path_join(full, name);

        if (name[0] != '.' && name[0] != '_' && is_folder(folder) &&
            !has_exercise(course, name))
            diags_add(diags, course_shown(course, folder), 0,
                      "there is no exercise of that name");
        free(folder);
        free(entries[i]);
    }
    free(entries);
    free(full);
}

void
lint_course(const struct course *course, struct diags *diags)
{
    for (size_t b = 1; b < course_lesson_count(course); b++)
        for (size_t a = 0; a < b; a++)
            compare_lessons(course, course_lesson(course, a),
                            course_lesson(course, b), diags);
    check_folders(course, diags);
}

static bool
has_hint(const struct exercise *exercise, enum verdict verdict)
{
    for (size_t i = 0; i < exercise->nhints; i++)
        if (exercise->hints[i].verdict == verdict)
            return true;
    return false;
}

/* The first wrong way that reaches it, or NULL. */
static const struct variant *
who_reaches(const struct variants *variants, enum verdict verdict)
{
    for (size_t i = 0; i < variants->count; i++)
        if (!variants->items[i].right &&
            variants->items[i].verdicts & VERDICT_BIT(verdict))
            return &variants->items[i];
    return NULL;
}

void
lint_hints(const struct course *course, const struct exercise *exercise,
           const struct variants *variants, struct diags *diags)
{
    const struct lesson *lesson = course_lesson(course, exercise->lesson);

    for (int i = 0; i < VERDICT_COUNT; i++) {
        enum verdict verdict = (enum verdict)i;
        const char *name = verdict_name(verdict);
        const struct variant *variant = who_reaches(variants, verdict);

        if (verdict != VERDICT_PASSED && verdict != VERDICT_NOT_CHECKED &&
            variant && !has_hint(exercise, verdict))
            diags_add(diags, course_shown(course, lesson->path), exercise->line,
                      "%s gets '%s', and no hint is for that; write one, "
                      "'hint %s on %s'", path_name(variant->path), name,
                      exercise->name, name);
    }
}
