/* The environment tells the second beginning from the first. */
#include "cli/lean.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"

#define UNSET "unset"           /* what the variable was before ... */
#define WAS "was "              /* ... or this, and its value */
#define TUNABLES "GLIBC_TUNABLES"
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
#define HAS_HOARD true
#else
#define HAS_HOARD false
#endif
#define WANTED "glibc.malloc.tcache_count=0"

/* What programs of learners inherit is theirs. */
static void
restore(const char *mark)
{
    if (strncmp(mark, WAS, strlen(WAS)) == 0)
        setenv(TUNABLES, mark + strlen(WAS), 1);
    else if (strcmp(mark, UNSET) == 0)
        unsetenv(TUNABLES);
    else
        return;
    unsetenv("RACECOURSE_LEAN");
}

static void
begin_again(char **argv)
{
    const char *tunables = getenv(TUNABLES);
    char *mark = tunables ? str_format(WAS "%s", tunables) : mem_copy(UNSET);
    char *more = tunables && *tunables
                     ? str_format("%s:" WANTED, tunables)
                     : mem_copy(WANTED);

    setenv("RACECOURSE_LEAN", mark, 1);
    setenv(TUNABLES, more, 1);
    execv("/proc/self/exe", argv);
    restore(mark);
    free(mark);
    free(more);
}

void
lean_begin(char **argv)
{
    const char *found = getenv("RACECOURSE_LEAN");
    char *mark = found ? mem_copy(found) : NULL;

    if (mark)
        restore(mark);
    else if (HAS_HOARD)
        begin_again(argv);
    free(mark);
}
