/*
 * What ThreadSanitizer does not know, and what is then left of its reports.
 * Of functions that it has never heard of the program's table of symbols
 * tells; that something else has ordered threads, our own hooks have seen.
 */
#include "check/sanitizer_doubt.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

/* How gcc calls what orders memory, where it compiles for the sanitizer. */
#define SANITIZED "__tsan_"

/*
 * What keeps tasks apart without ThreadSanitizer's knowing: what is kept
 * apart by these it takes for a race.  Of libc's newer functions it knows
 * neither those of C11 nor those that name a clock; and no fence.
 */
static const char *const unknown_to_it[] = {
    "thrd_create", "thrd_join", "mtx_lock", "mtx_trylock", "mtx_timedlock",
    "cnd_wait", "cnd_timedwait", "call_once", "pthread_mutex_clocklock",
    "pthread_rwlock_clockrdlock", "pthread_rwlock_clockwrlock",
    "sem_clockwait", "pthread_clockjoin_np", "flock", "lockf",
    SANITIZED "atomic_thread_fence", NULL,
};

/* Of these our own hooks know no more than that they may order anybody. */
static const char *const unknown_to_all[] = {
    "semop", "semtimedop", "msgrcv", "mq_receive", "mq_timedreceive", NULL,
};

void
sanitizer_find_unknown(struct sanitizer *sanitizer, struct symbols *symbols)
{
    const char *name = symbols_used(symbols, unknown_to_all);

    if (!name) {
        name = symbols_used(symbols, unknown_to_it);
        sanitizer->hooks_know = name != NULL;
    }
    if (name && strncmp(name, SANITIZED, strlen(SANITIZED)) == 0)
        name += strlen(SANITIZED);
    if (name)
        sanitizer->unknown = str_format("%s()", name);
}

void
sanitizer_doubt_all(struct sanitizer *sanitizer, const char *why)
{
    for (size_t i = 0; i < sanitizer->nreports; i++)
        sanitizer_report_release(&sanitizer->reports[i]);
    sanitizer->nreports = 0;
    sanitizer->unkept = 0;
    sanitizer->outcome = SANITIZER_COULD_NOT;
    free(sanitizer->why);
    if (why)
        sanitizer->why = mem_copy(why);
    else
        sanitizer->why =
            str_format("ThreadSanitizer does not know %s, and sees races"
                       " where that prevents them", sanitizer->unknown);
}

/* Untrue where something orders both that it does not know.  Freed memory
 * is freed for all. */
static bool
is_of_order(const struct sanitizer_report *report)
{
    return report->kind == SANITIZER_RACE &&
           !strstr(report->title, "use-after-free");
}

/* Returns whether any of those that are left accuses somebody. */
static bool
drop_races(struct sanitizer *sanitizer)
{
    bool accuses = false;
    size_t count = 0;

    for (size_t i = 0; i < sanitizer->nreports; i++) {
        struct sanitizer_report *report = &sanitizer->reports[i];

        if (is_of_order(report)) {
            sanitizer_report_release(report);
            continue;
        }
        accuses |= report->kind == SANITIZER_RACE ||
                   report->kind == SANITIZER_LOCK;
        sanitizer->reports[count++] = *report;
    }
    sanitizer->nreports = count;
    return accuses;
}

bool
sanitizer_doubt(struct sanitizer *sanitizer, const char *unknown)
{
    size_t before = sanitizer->nreports;
    bool accuses = drop_races(sanitizer);

    if (sanitizer->nreports == before)
        return false;
    free(sanitizer->unknown);
    sanitizer->unknown = mem_copy(unknown);
    sanitizer->hooks_know = true;
    if (!accuses)
        sanitizer_doubt_all(sanitizer, NULL);
    return true;
}
