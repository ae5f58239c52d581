/* When a file was saved, in words. */
#include "ui/saved.h"

#include <stdbool.h>
#include <time.h>

#define FINE 10                 /* seconds that are counted one by one, then
                                 * ten by ten */
#define MINUTE 60

/* A file of the future comes from a clock that was set back. */
static bool
is_fresh(int64_t then, int64_t now)
{
    return then <= now && now - then < MINUTE;
}

int
saved_lasts(int64_t then, int64_t now)
{
    if (!is_fresh(then, now))
        return -1;
    return now - then < FINE ? 1 : FINE - (int)((now - then) % FINE);
}

void
saved_add(struct str *text, int64_t then, int64_t now)
{
    int64_t ago = now - then;
    time_t seconds = (time_t)then, present = (time_t)now;
    struct tm saved, today;
    char words[48];

    if (is_fresh(then, now)) {
        str_add_format(text, "saved %d s ago",
                       (int)(ago < FINE ? ago : ago / FINE * FINE));
        return;
    }
    if (!localtime_r(&seconds, &saved) || !localtime_r(&present, &today))
        return;
    strftime(words, sizeof words,
             saved.tm_year == today.tm_year && saved.tm_yday == today.tm_yday
                 ? "saved at %H:%M"
                 : "saved on %Y-%m-%d",
             &saved);
    str_add(text, words);
}
