/* Finds variants by the names of their files and reads their first lines. */
#include "course/variants.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "course/verdict.h"
#include "course/words.h"

#define VARIANT_MAX (1024 * 1024)
#define OPENING "/* verdict:"

static bool
begins_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

static int
is_source(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');

    return dot && !strcmp(dot, ".c");
}

/* A right way passes, or is beyond what a tool can tell. */
static void
check_kind(const struct variant *variant, struct diags *diags)
{
    unsigned good = VERDICT_BIT(VERDICT_PASSED);
    unsigned beyond = VERDICT_BIT(VERDICT_NOT_CHECKED);

    if (!variant->verdicts)
        return;
    if (variant->right && (!(variant->verdicts & good) ||
                           variant->verdicts & ~(good | beyond)))
        diags_add(diags, variant->shown, 1,
                  "a right way gets 'passed'; rename it, or mend its first "
                  "line");
    if (!variant->right && variant->verdicts == good)
        diags_add(diags, variant->shown, 1,
                  "a wrong way does not pass; rename it, or mend its first "
                  "line");
}

static void
read_first_line(struct variant *variant, struct diags *diags)
{
    const char *list = variant->text + strlen(OPENING);
    size_t len = strcspn(variant->text, "\n");
    const char *end = memmem(variant->text, len, "*/", 2);
    char *verdicts;

    if (!begins_with(variant->text, OPENING) || !end) {
        diags_add(diags, variant->shown, 1,
                  "the first line says the verdict, as in "
                  "'" OPENING " right by luck */'");
        return;
    }
    verdicts = mem_copy_n(list, (size_t)(end - list));
    variant->verdicts = verdicts_read(verdicts, diags, variant->shown, 1);
    free(verdicts);
    check_kind(variant, diags);
}

static void
add_variant(struct variants *variants, char *shown, char *path,
            struct diags *diags)
{
    const char *name = path_name(path);
    struct variant variant = {.shown = shown, .path = path};
    int err;

    variant.right = begins_with(name, "right-");
    if (!variant.right && !begins_with(name, "wrong-")) {
        diags_add(diags, shown, 0,
                  "its name begins with neither 'right-' nor 'wrong-', so "
                  "nobody knows what it shows");
        goto out;
    }
    err = file_read(path, VARIANT_MAX, &variant.text, NULL);
    if (err < 0) {
        diags_add(diags, shown, 0, "cannot be read: %s", strerror(-err));
        goto out;
    }
    read_first_line(&variant, diags);
    MEM_GROW(variants->items, variants->count, variants->cap);
    variants->items[variants->count++] = variant;
    return;
out:
    free(shown);
    free(path);
}

void
variants_read(struct variants *variants, const struct course *course,
              const struct exercise *exercise, struct diags *diags)
{
    char *folder = str_format("tests/course/%s", exercise->name);
    char *full = path_join(course_root(course), folder);
    struct dirent **entries = NULL;
    int count = scandir(full, &entries, is_source, alphasort);

    if (count < 0 && errno != ENOENT)
        diags_add(diags, folder, 0, "cannot be read: %s", strerror(errno));
    for (int i = 0; i < count; i++) {
        add_variant(variants, path_join(folder, entries[i]->d_name),
                    path_join(full, entries[i]->d_name), diags);
        free(entries[i]);
    }
    free(entries);
    free(full);
    free(folder);
}

void
variants_release(struct variants *variants)
{
    for (size_t i = 0; i < variants->count; i++) {
        free(variants->items[i].shown);
        free(variants->items[i].path);
        free(variants->items[i].text);
    }
    free(variants->items);
    *variants = (struct variants)VARIANTS_INIT;
}
