/* What a plan owns. */
#include "course/plan.h"

#include <stdlib.h>
#include <string.h>

#include "course/words.h"

void
plan_release(struct check_plan *plan)
{
    names_free(plan->same, plan->nsame);
    names_free(plan->unordered, plan->nunordered);
    for (size_t i = 0; i < plan->ntolerances; i++)
        free(plan->tolerances[i].result);
    free(plan->tolerances);
    free(plan->draws);
    free(plan->overlap);
    free(plan->work);
    *plan = (struct check_plan){0};
}

double
plan_tolerance(const struct check_plan *plan, const char *result)
{
    for (size_t i = 0; i < plan->ntolerances; i++)
        if (!strcmp(plan->tolerances[i].result, result))
            return plan->tolerances[i].most;
    return 0;
}
