/* Texts of /proc, each up to a NUL byte: any of them may be anything. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "sample/corestat.h"
#include "sample/procfs.h"
#include "sample/schedstat.h"
#include "sample/taskstat.h"

static void
check_core(const char *text)
{
    static struct corestat then;
    struct corestat now;
    int found = corestat_parse(text, &now);

    must(found == 1 || found == 0 || found == -EINVAL);
    if (found == 1) {
        int percent = corestat_percent(&then, &now);

        must(now.busy <= now.total);
        must(percent >= -1 && percent <= 100);
        then = now;
    }
}

static void
check_task(const char *text)
{
    struct taskstat stat;
    int err = taskstat_parse(text, &stat);

    must(err == 0 || err == -EINVAL);
    if (!err) {
        must(memchr(stat.name, '\0', sizeof stat.name) != NULL);
        must_be_clean(stat.name, strlen(stat.name), false);
        must(stat.core >= -1);
    }
}

static void
check_list(const char *text)
{
    struct pidlist list = PIDLIST_INIT;

    pidlist_parse(&list, text);
    for (size_t i = 0; i < list.count; i++)
        must(list.items[i] >= 0);
    pidlist_release(&list);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input input = {data, size};
    struct schedstat sched;

    while (input.size) {
        char *text = input_text(&input);
        int err = schedstat_parse(text, &sched);

        must(err == 0 || err == -EINVAL);
        check_core(text);
        check_task(text);
        check_list(text);
        free(text);
    }
    return 0;
}
