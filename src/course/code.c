/*
 * A code fence: a piece of a file of the course, shown where it is talked
 * about.  Nothing outside the course's folder is ever shown.
 */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "course/inside.h"
#include "course/parts.h"
#include "course/words.h"

#define CODE_MAX (1024 * 1024)

/* Whether it names a file inside the course, symbolic links followed. */
static int
find_inside(const struct course *course, const char *path, char *ret_full)
{
    size_t len = strlen(course->root);
    char *joined = path_join(course->root, path);
    int err = 0;

    if (path[0] == '/' || strstr(path, ".."))
        err = -EPERM;
    else if (!realpath(joined, ret_full))
        err = -errno;
    else if (strncmp(ret_full, course->root, len) != 0 ||
             (len > 1 && ret_full[len] != '/'))
        err = -EPERM;
    free(joined);
    return err;
}

static int
read_code_file(const struct reading *reading, const char *path, int line,
               char **ret_text)
{
    char full[PATH_MAX];
    int err = find_inside(reading->course, path, full);

    if (!err)
        err = file_read(full, CODE_MAX, ret_text, NULL);
    if (err == -EPERM)
        diags_add(reading->diags, reading->file, line,
                  "'%s' leaves the course's folder; code is shown from "
                  "inside it only", path);
    else if (err == -ENOENT)
        diags_add(reading->diags, reading->file, line,
                  "'%s' is not there; the path starts at the course's "
                  "folder", path);
    else if (err)
        diags_add(reading->diags, reading->file, line,
                  "'%s' cannot be shown: %s", path, strerror(-err));
    return err;
}

static const char *
language_of(const char *path)
{
    const char *dot = strrchr(path_name(path), '.');

    if (!dot)
        return "";
    if (!strcmp(dot, ".h"))
        return "c";
    return strcmp(dot, ".py") ? dot + 1 : "python";
}

static void
show_code(struct reading *reading, int line, const char *path,
          const char *mark)
{
    struct str excerpt = STR_INIT;
    char *text;

    if (read_code_file(reading, path, line, &text) < 0)
        return;
    if (excerpt_cut(text, mark, &excerpt) < 0)
        diags_add(reading->diags, reading->file, line,
                  "%s has no mark [%s]; put the comment /* [%s] */ there",
                  path, mark, mark);
    else
        draft_show(reading->draft, line, SHOW_CODE, str_text(&excerpt),
                   language_of(path));
    str_release(&excerpt);
    free(text);
}

void
code_show(struct reading *reading, const struct scan_fence *fence,
          const char *words)
{
    int line = fence->line;
    const char *word;
    size_t len = word_next(&words, "", &word);
    char *path = mem_copy_n(word, len);
    char *mark = word_trim(words, strlen(words));
    size_t mark_len = strlen(mark);

    if (!len) {
        diags_add(reading->diags, reading->file, line,
                  "behind 'code' stands a path, as in "
                  "'code solutions/03_races/counter_race.c [lock]'");
    } else if (!mark_len) {
        show_code(reading, line, path, NULL);
    } else if (mark_len < 3 || mark[0] != '[' || mark[mark_len - 1] != ']') {
        diags_add(reading->diags, reading->file, line,
                  "behind the path stands a mark in brackets, as in '[lock]', "
                  "not '%s'", mark);
    } else {
        mark[mark_len - 1] = '\0';
        show_code(reading, line, path, mark + 1);
    }
    free(path);
    free(mark);
}
