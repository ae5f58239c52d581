/* A course's folder: which lessons there are, in which order. */
#include "course/course.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "course/inside.h"
#include "course/parts.h"

struct names {
    char **items;
    size_t count;
    size_t cap;
};

static bool
ends_in_md(const char *file)
{
    size_t len = strlen(file);

    return len > 3 && !strcmp(file + len - 3, ".md");
}

/* NN_topic.md: two digits, letters, digits, underscores and hyphens. */
static bool
is_lesson_name(const char *file)
{
    size_t len = strlen(file) - 3;

    if (len < 4 || !isdigit((unsigned char)file[0]) ||
        !isdigit((unsigned char)file[1]) || file[2] != '_')
        return false;
    for (size_t i = 3; i < len; i++)
        if (!isalnum((unsigned char)file[i]) && !strchr("_-", file[i]))
            return false;
    return true;
}

static int
compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static int
list_files(const char *folder, struct names *names)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;

    if (!dir)
        return -errno;
    while ((entry = readdir(dir)) != NULL) {
        if (entry->d_name[0] == '.' || !ends_in_md(entry->d_name))
            continue;
        MEM_GROW(names->items, names->count, names->cap);
        names->items[names->count++] = mem_copy(entry->d_name);
    }
    closedir(dir);
    if (names->count)
        qsort(names->items, names->count, sizeof *names->items,
              compare_names);
    return 0;
}

/* Left out: a README beside the lessons is none. */
static void
take_file(struct course *course, const char *file, const char *before,
          struct diags *diags)
{
    struct draft draft = {.unseen = true};
    size_t first = course->nexercises;

    if (!strcmp(file, "README.md"))
        return;
    if (!is_lesson_name(file)) {
        char *path = path_join("lessons", file);

        diags_add(diags, path, 0,
                  "a lesson's file is named NN_topic.md, as in 03_races.md; "
                  "this one is left out");
        free(path);
        return;
    }
    if (before && !strncmp(file, before, 3) && is_lesson_name(before)) {
        char *path = path_join("lessons", file);

        diags_add(diags, path, 0,
                  "%s has the same number; give one of them another",
                  before);
        free(path);
    }
    lesson_read(course, file, &draft, diags);
    draft_release(&draft);
    for (size_t i = first; course->brief && i < course->nexercises; i++)
        exercise_forget(&course->exercises[i]);
}

static int
read_lessons(struct course *course, struct diags *diags)
{
    char *folder = path_join(course->root, "lessons");
    struct names names = {0};
    int err = list_files(folder, &names);

    for (size_t i = 0; i < names.count; i++) {
        take_file(course, names.items[i], i ? names.items[i - 1] : NULL,
                  diags);
        if (i)
            free(names.items[i - 1]);
    }
    if (names.count)
        free(names.items[names.count - 1]);
    free(names.items);
    if (err == -ENOENT || err == -ENOTDIR) {
        err = -ENOENT;
        diags_add(diags, course->root, 0,
                  "there is no folder lessons here; name a course with "
                  "--course DIR");
    } else if (err) {
        diags_add(diags, folder, 0, "the lessons cannot be listed: %s",
                  strerror(-err));
    } else if (!course->nlessons) {
        err = -ENOENT;
        diags_add(diags, folder, 0,
                  "there is no lesson here that could be read, no file of "
                  "the form NN_topic.md");
    }
    free(folder);
    return err;
}

/* An absolute path for one that need not exist. */
static char *
absolute(const char *path)
{
    char cwd[PATH_MAX];

    if (path[0] == '/' || !getcwd(cwd, sizeof cwd))
        return mem_copy(path);
    return path_join(cwd, path);
}

static int
open_course(const char *root, const char *work, bool brief,
            struct diags *diags, struct course **ret_course)
{
    char full[PATH_MAX];
    struct course *course;
    int err;

    if (!realpath(root, full)) {
        err = -errno;
        diags_add(diags, root, 0, "the course's folder cannot be opened: %s",
                  strerror(-err));
        return err;
    }
    course = mem_new(sizeof *course);
    course->brief = brief;
    course->root = mem_copy(full);
    course->work = work ? absolute(work) : path_join(full, "work");
    err = read_lessons(course, diags);
    if (err) {
        course_free(course);
        return err;
    }
    *ret_course = course;
    return 0;
}

int
course_open(const char *root, const char *work, struct diags *diags,
            struct course **ret_course)
{
    return open_course(root, work, false, diags, ret_course);
}

int
course_open_brief(const char *root, const char *work, struct diags *diags,
                  struct course **ret_course)
{
    return open_course(root, work, true, diags, ret_course);
}

void
lessons_release(struct course *course)
{
    for (size_t i = 0; i < course->nexercises; i++)
        exercise_release(&course->exercises[i]);
    free(course->exercises);
    for (size_t i = 0; i < course->nlessons; i++) {
        struct lesson *lesson = &course->lessons[i];

        free(lesson->name);
        free(lesson->path);
        free(lesson->title);
        free(lesson->summary);
        doc_free(lesson->doc);
    }
    free(course->lessons);
}

void
course_free(struct course *course)
{
    if (!course)
        return;
    lessons_release(course);
    free(course->root);
    free(course->work);
    free(course);
}

const char *
course_root(const struct course *course)
{
    return course->root;
}

const char *
course_work(const struct course *course)
{
    return course->work;
}

const char *
course_shown(const struct course *course, const char *path)
{
    size_t len = strlen(course->root);

    return strncmp(path, course->root, len) == 0 && path[len] == '/'
               ? path + len + 1
               : path;
}

size_t
course_lesson_count(const struct course *course)
{
    return course->nlessons;
}

const struct lesson *
course_lesson(const struct course *course, size_t index)
{
    return &course->lessons[index];
}

size_t
course_exercise_count(const struct course *course)
{
    return course->nexercises;
}

const struct exercise *
course_exercise(const struct course *course, size_t index)
{
    return &course->exercises[index];
}

size_t
course_lesson_index(const struct course *course, const struct lesson *lesson)
{
    return (size_t)(lesson - course->lessons);
}
