/* A program's share of the processors beside others, see sched(7). */
#include "run/share.h"

#include <string.h>

#include "run/kin.h"

#define LOWER "10"              /* a tenth of the weight of others */
#define USUAL "0"

void
share_suit(struct share *share, pid_t pid, bool lower)
{
    const char *nice = lower ? LOWER : USUAL;

    if (share->lowered != lower &&
        kin_file_write(pid, "autogroup", nice, strlen(nice)) >= 0)
        share->lowered = lower;
}
