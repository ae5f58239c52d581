/* The fixed list of verdicts. */
#include "course/verdict.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/near.h"
#include "base/str.h"
#include "course/words.h"

static const char *const names[VERDICT_COUNT] = {
    [VERDICT_PASSED] = "passed",
    [VERDICT_DOES_NOT_BUILD] = "does not build",
    [VERDICT_WRONG_RESULT] = "wrong result",
    [VERDICT_RIGHT_BY_LUCK] = "right by luck",
    [VERDICT_SKIPPED] = "skipped the work",
    [VERDICT_DEADLOCK] = "deadlock",
    [VERDICT_STUCK] = "stuck",
    [VERDICT_SERIALISED] = "serialised",
    [VERDICT_TOO_SLOW] = "too slow",
    [VERDICT_CRASHED] = "crashed",
    [VERDICT_LEFT_BEHIND] = "left something behind",
    [VERDICT_NOT_FINISHED] = "not finished",
    [VERDICT_NOT_CHECKED] = "cannot be checked",
};

const char *
verdict_name(enum verdict verdict)
{
    return verdict < 0 || verdict >= VERDICT_COUNT ? "" : names[verdict];
}

enum verdict
verdict_of(const char *name)
{
    for (int i = 0; i < VERDICT_COUNT; i++)
        if (!strcmp(names[i], name))
            return (enum verdict)i;
    return VERDICT_NONE;
}

static const char *
nearest_to(const char *name)
{
    struct near near;

    near_init(&near, name);
    for (size_t i = 0; i < VERDICT_COUNT; i++)
        near_offer(&near, names[i]);
    return near.name;
}

enum verdict
verdict_read(const char *name, struct diags *diags, const char *file,
             int line)
{
    enum verdict verdict = verdict_of(name);
    const char *nearest = verdict == VERDICT_NONE ? nearest_to(name) : NULL;

    if (verdict == VERDICT_NONE)
        diags_add(diags, file, line, "there is no verdict '%s'%s%s", name,
                  nearest ? "; the nearest is " : "", nearest ? nearest : "");
    return verdict;
}

unsigned
verdicts_read(const char *list, struct diags *diags, const char *file,
              int line)
{
    char *items = mem_copy(list);
    char *rest = items, *item;
    unsigned found = 0;

    while ((item = strsep(&rest, ",")) != NULL) {
        char *name = word_trim(item, strlen(item));
        enum verdict verdict = verdict_read(name, diags, file, line);

        if (verdict != VERDICT_NONE)
            found |= VERDICT_BIT(verdict);
        free(name);
    }
    free(items);
    return found;
}

char *
verdicts_text(unsigned verdicts)
{
    struct str text = STR_INIT;

    str_add(&text, "");
    for (int i = 0; i < VERDICT_COUNT; i++)
        if (verdicts & VERDICT_BIT(i))
            str_add_format(&text, "%s%s", text.len ? ", " : "", names[i]);
    return str_detach(&text);
}
