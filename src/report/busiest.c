/* The best few of many, and the rest in words. */
#include "report/busiest.h"

#include <stdlib.h>

#define DID_SOMETHING 10        /* percent of its time */

static int
compare_indexes(const void *a, const void *b)
{
    size_t left = *(const size_t *)a, right = *(const size_t *)b;

    return (left > right) - (left < right);
}

size_t
busiest_choose(const double *scores, size_t count, size_t most,
               size_t *ret_chosen)
{
    size_t chosen = 0;

    for (size_t i = 0; most && i < count; i++) {
        size_t at = chosen;

        if (scores[i] < 0)
            continue;
        /* The best stand first, until all were looked at. */
        while (at > 0 && scores[ret_chosen[at - 1]] < scores[i])
            at--;
        if (at == most)
            continue;
        chosen += chosen < most;
        for (size_t k = chosen - 1; k > at; k--)
            ret_chosen[k] = ret_chosen[k - 1];
        ret_chosen[at] = i;
    }
    if (chosen)
        qsort(ret_chosen, chosen, sizeof *ret_chosen, compare_indexes);
    return chosen;
}

void
busiest_count_core(struct busiest_cores *rest, double percent)
{
    if (percent < BUSIEST_IDLE) {
        rest->idle++;
        return;
    }
    rest->busy++;
    rest->percent += percent;
}

void
busiest_say_cores(const struct busiest_cores *rest, struct str *ret_text)
{
    const char *more = rest->busy ? "" : " more";

    if (rest->busy)
        str_add_format(ret_text, "%zu more %s %.0f %% busy%s", rest->busy,
                       rest->busy == 1 ? "is" : "are",
                       rest->percent / (double)rest->busy,
                       rest->busy == 1 ? "" : " on average");
    if (rest->busy && rest->idle)
        str_add(ret_text, ", ");
    if (rest->idle)
        str_add_format(ret_text, "%zu%s %s idle", rest->idle, more,
                       rest->idle == 1 ? "is" : "are");
}

void
busiest_count_worker(struct busiest_workers *rest,
                     const struct worker *worker)
{
    if (worker->state == WORKER_DONE)
        rest->done++;
    else if (worker->waiting >= DID_SOMETHING &&
             worker->waiting > worker->running)
        rest->waiting++;
    else if (worker->running >= DID_SOMETHING)
        rest->running++;
    else
        rest->sleeping++;
}

void
busiest_say_workers(const struct busiest_workers *rest,
                    struct str *ret_text)
{
    const struct {
        size_t count;
        const char *what;
    } kinds[] = {
        {rest->running, "running"},
        {rest->waiting, "waiting for a core"},
        {rest->sleeping, "asleep"},
        {rest->done, "over"},
        {rest->unseen, "not looked at"},
    };
    size_t all = 0;
    const char *before = ": ";

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        all += kinds[i].count;
    if (all == 0)
        return;
    str_add_format(ret_text, "%zu more", all);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (kinds[i].count == 0)
            continue;
        str_add_format(ret_text, "%s%zu %s", before, kinds[i].count,
                       kinds[i].what);
        before = ", ";
    }
}
