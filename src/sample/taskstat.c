/*
 * The name stands in round brackets that it may itself contain, so it ends
 * at the last closing one: only digits and signs come after it.
 */
#include "sample/taskstat.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

#include "base/utf8.h"
#include "sample/scan.h"

/* A name as bytes, to one that can be shown: '?' for what cannot. */
static void
clean_name(const char *raw, size_t len, char name[16])
{
    size_t used = 0;

    while (len > 0) {
        uint32_t code;
        size_t took = utf8_decode(raw, len, &code);
        bool good = code != UTF8_REPLACEMENT && !utf8_is_control(code);
        size_t need = good ? took : 1;

        if (used + need > 15)
            break;
        memcpy(name + used, good ? raw : "?", need);
        used += need;
        raw += took;
        len -= took;
    }
    name[used] = '\0';
}

static bool
scan_id(const char **text, pid_t *ret_id)
{
    uint64_t value;

    if (!scan_number(text, &value) || value > INT_MAX)
        return false;
    *ret_id = (pid_t)value;
    return true;
}

/* The fields from the third on: text stands behind the name. */
static int
parse_fields(const char *text, struct taskstat *stat)
{
    uint64_t user;
    uint64_t system;
    uint64_t core;

    while (*text == ' ')
        text++;
    if (*text == '\0' || *text == '\n')
        return -EINVAL;
    stat->state = *text++;
    if (!scan_id(&text, &stat->parent) ||
        !scan_skip(&text, 9) ||             /* 5 to 13 */
        !scan_number(&text, &user) ||
        !scan_number(&text, &system) ||
        !scan_skip(&text, 6) ||             /* 16 to 21 */
        !scan_number(&text, &stat->start))
        return -EINVAL;
    stat->ticks = scan_sum(user, system);
    stat->core = -1;
    if (scan_skip(&text, 16) &&             /* 23 to 38 */
        scan_number(&text, &core) && core <= INT_MAX)
        stat->core = (int)core;
    return 0;
}

int
taskstat_parse(const char *text, struct taskstat *ret_stat)
{
    struct taskstat stat;
    const char *open = strchr(text, '(');
    const char *close = strrchr(text, ')');
    int err;

    if (!open || !close || close < open || !scan_id(&text, &stat.tid))
        return -EINVAL;
    clean_name(open + 1, (size_t)(close - open - 1), stat.name);
    err = parse_fields(close + 1, &stat);
    if (err)
        return err;
    *ret_stat = stat;
    return 0;
}

/* The name in it, on the first line, cannot hold a line's end. */
pid_t
taskstat_inside(const char *status, const char *field)
{
    size_t len = strlen(field);
    pid_t number = 0;

    while (status && (strncmp(status, field, len) || status[len] != ':')) {
        status = strchr(status, '\n');
        status = status ? status + 1 : NULL;
    }
    if (!status)
        return 0;
    status += len + 1;
    while (scan_id(&status, &number))
        ;
    return number;
}
