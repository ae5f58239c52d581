/* The fixed list of verdicts. */
#include "course/verdict.h"

#include <stddef.h>
#include <string.h>

#include "base/near.h"

static const char *const verdicts[VERDICT_COUNT] = {
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
    return verdict < 0 || verdict >= VERDICT_COUNT ? "" : verdicts[verdict];
}

enum verdict
verdict_of(const char *name)
{
    for (int i = 0; i < VERDICT_COUNT; i++)
        if (!strcmp(verdicts[i], name))
            return (enum verdict)i;
    return VERDICT_NONE;
}

const char *
verdict_find(const char *name)
{
    enum verdict verdict = verdict_of(name);

    return verdict == VERDICT_NONE ? NULL : verdicts[verdict];
}

const char *
verdict_nearest(const char *name)
{
    const char *itself = verdict_find(name);
    struct near near;

    if (itself)
        return itself;
    near_init(&near, name);
    for (size_t i = 0; i < VERDICT_COUNT; i++)
        near_offer(&near, verdicts[i]);
    return near.name;
}
