/* A data race in one sentence: who, what, and what kept nobody out. */
#include "check/race_sentence.h"

#include <string.h>

/* "thread 1" and "thread 2" are "two threads". */
static bool
is_kind(const char *worker, const char *kind)
{
    return strncmp(worker, kind, strlen(kind)) == 0;
}

static void
add_workers(struct str *text, const struct race *race)
{
    const char *one = race->accesses[0].worker;
    const char *two = race->accesses[1].worker;

    if (!one || !two)
        str_add(text, "two threads");
    else if (is_kind(one, "thread ") && is_kind(two, "thread "))
        str_add(text, "two threads");
    else if (is_kind(one, "process ") && is_kind(two, "process "))
        str_add(text, "two processes");
    else
        str_add_format(text, "%s and %s", one, two);
}

static void
add_locks(struct str *text, const struct race *race)
{
    size_t one = race->accesses[0].nlocks, two = race->accesses[1].nlocks;

    if (!one && !two)
        str_add(text, ", with no lock between them");
    else if (!one || !two)
        str_add(text, ", and only one of them holds a lock");
    else
        str_add(text, ", each holding another lock");
}

void
race_add_sentence(struct str *text, const struct race *race)
{
    add_workers(text, race);
    str_add(text, race->accesses[0].write && race->accesses[1].write
                      ? " write "
                      : " touch ");
    if (race->variable)
        str_add_format(text, "`%s`", race->variable);
    else
        race_add_place(text, race);
    add_locks(text, race);
}
