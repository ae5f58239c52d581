/* Spans by the clock within half a day, by the calendar beyond. */
#include "base/ago.h"

#include <time.h>

#define MINUTE 60
#define HOUR 3600
#define DAY 86400

/* A number that grows by one at each midnight. */
static int64_t
day_of(const struct tm *tm)
{
    struct tm noon = {
        .tm_year = tm->tm_year,
        .tm_mon = tm->tm_mon,
        .tm_mday = tm->tm_mday,
        .tm_hour = 12,
    };

    return (int64_t)timegm(&noon) / DAY;
}

static void
add_day(struct str *str, time_t then, time_t now)
{
    struct tm was, is;
    int64_t days;

    if (!localtime_r(&then, &was) || !localtime_r(&now, &is)) {
        str_add(str, "long ago");
        return;
    }
    days = day_of(&is) - day_of(&was);
    if (days <= 0)
        str_add_format(str, "%d h ago", (int)((now - then) / HOUR));
    else if (days == 1)
        str_add(str, "yesterday");
    else if (days < 7)
        str_add_format(str, "%d days ago", (int)days);
    else
        str_add_format(str, "on %04d-%02d-%02d", was.tm_year + 1900,
                       was.tm_mon + 1, was.tm_mday);
}

void
ago_add(struct str *str, int64_t then, int64_t now)
{
    int64_t span = now - then;

    if (span < 1)
        str_add(str, "just now");       /* or a clock was put back */
    else if (span < MINUTE)
        str_add_format(str, "%d s ago", (int)span);
    else if (span < HOUR)
        str_add_format(str, "%d min ago", (int)(span / MINUTE));
    else if (span < DAY / 2)
        str_add_format(str, "%d h ago", (int)(span / HOUR));
    else
        add_day(str, (time_t)then, (time_t)now);
}
