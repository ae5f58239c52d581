/* Marks in programs against the fences that name them. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "course/lint.h"
#include "course/parts.h"
#include "course/scan.h"
#include "course/words.h"

#define TEXT_MAX (1024 * 1024)

/* A mark that a lesson names. */
struct named {
    char *path;                 /* from the course's folder */
    char *mark;
};

struct marks {
    const struct course *course;
    struct diags *diags;
    struct named *items;
    size_t count;
    size_t cap;
};

/* How many marks of that name there are. */
static size_t
count_marks(const char *text, const char *name)
{
    size_t count = 0;
    int line = 0;
    char *mark;

    while ((mark = excerpt_next_mark(&text, &line)) != NULL) {
        count += !strcmp(mark, name);
        free(mark);
    }
    return count;
}

/* The next line that is not blank, or NULL; *text moves behind it. */
static char *
next_words(const char **text)
{
    while (**text) {
        size_t len = strcspn(*text, "\n");
        char *line = word_trim(*text, len);

        *text += len + ((*text)[len] == '\n');
        if (*line)
            return line;
        free(line);
    }
    return NULL;
}

/* Whether both have the same lines, but for how they are indented. */
static bool
read_alike(const char *a, const char *b)
{
    bool alike = true, more = true;

    while (alike && more) {
        char *one = next_words(&a), *other = next_words(&b);

        more = one && other;
        alike = more ? !strcmp(one, other) : one == other;
        free(one);
        free(other);
    }
    return alike;
}

static void
check_shown(struct marks *marks, const char *lesson,
            const struct scan_fence *fence, const struct named *named)
{
    char *full = path_join(course_root(marks->course), named->path);
    struct str excerpt = STR_INIT;
    char *text = NULL, *body = mem_copy_n(fence->body, fence->len);
    size_t count;

    /* A file or a mark that is missing was reported by course_open(). */
    if (file_read(full, TEXT_MAX, &text, NULL) < 0)
        goto out;
    count = count_marks(text, named->mark);
    if (count > 1)
        diags_add(marks->diags, lesson, fence->line,
                  "%s has the mark [%s] %zu times", named->path, named->mark,
                  count);
    else if (body[strspn(body, " \t\r\n")] &&
             excerpt_cut(text, named->mark, &excerpt) == 0 &&
             !read_alike(body, str_text(&excerpt)))
        diags_add(marks->diags, lesson, fence->line,
                  "%s reads otherwise at [%s]; copy it anew", named->path,
                  named->mark);
out:
    str_release(&excerpt);
    free(text);
    free(body);
    free(full);
}

/* "code PATH [MARK]" */
static void
take_fence(struct marks *marks, const char *lesson,
           const struct scan_fence *fence)
{
    const char *words = fence->info, *word;
    struct named named;
    size_t len = word_next(&words, "", &word);

    if (len != 4 || strncmp(word, "code", 4) != 0)
        return;
    len = word_next(&words, "", &word);
    named.path = mem_copy_n(word, len);
    len = word_next(&words, "[]", &word);
    named.mark = mem_copy_n(word, len);
    if (len)
        check_shown(marks, lesson, fence, &named);
    MEM_GROW(marks->items, marks->count, marks->cap);
    marks->items[marks->count++] = named;
}

static void
read_lesson(struct marks *marks, const struct lesson *lesson)
{
    const char *shown = course_shown(marks->course, lesson->path);
    struct scan scan = SCAN_INIT;
    char *text;
    size_t len;

    if (file_read(lesson->path, TEXT_MAX, &text, &len) < 0)
        return;
    scan_read(&scan, text, len);
    for (size_t i = 0; i < scan.nfences; i++)
        take_fence(marks, shown, &scan.fences[i]);
    scan_release(&scan);
    free(text);
}

static bool
is_named(const struct marks *marks, const char *path, const char *mark)
{
    for (size_t i = 0; i < marks->count; i++)
        if (!strcmp(marks->items[i].path, path) &&
            !strcmp(marks->items[i].mark, mark))
            return true;
    return false;
}

static void
check_file(struct marks *marks, const char *path)
{
    const char *shown = course_shown(marks->course, path);
    const char *rest;
    char *text, *mark;
    int line = 0;

    if (file_read(path, TEXT_MAX, &text, NULL) < 0)
        return;
    rest = text;
    while ((mark = excerpt_next_mark(&rest, &line)) != NULL) {
        if (!is_named(marks, shown, mark))
            diags_add(marks->diags, shown, line,
                      "no lesson points at the mark [%s]", mark);
        free(mark);
    }
    free(text);
}

static bool
is_program(const char *name)
{
    const char *dot = strrchr(name, '.');

    return dot &&
           (!strcmp(dot, ".c") || !strcmp(dot, ".h") || !strcmp(dot, ".py"));
}

static void
check_folder(struct marks *marks, const char *folder)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, NULL, alphasort);

    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        char *path = path_join(folder, name);
        struct stat st;

        if (name[0] == '.' || stat(path, &st) < 0)
            st.st_mode = 0;
        if (S_ISDIR(st.st_mode))
            check_folder(marks, path);
        else if (S_ISREG(st.st_mode) && is_program(name))
            check_file(marks, path);
        free(path);
        free(entries[i]);
    }
    free(entries);
}

void
lint_marks(const struct course *course, struct diags *diags)
{
    static const char *const folders[] = {"exercises", "solutions"};
    struct marks marks = {.course = course, .diags = diags};

    for (size_t i = 0; i < course_lesson_count(course); i++)
        read_lesson(&marks, course_lesson(course, i));
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        char *folder = path_join(course_root(course), folders[i]);

        check_folder(&marks, folder);
        free(folder);
    }
    for (size_t i = 0; i < marks.count; i++) {
        free(marks.items[i].path);
        free(marks.items[i].mark);
    }
    free(marks.items);
}
