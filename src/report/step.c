/* 1, 2 or 5 times a power of ten. */
#include "report/step.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#define LEAST_SPAN 1e-290

bool
step_begin(double from, double to, double count, struct step *ret_step)
{
    double width = to / count - from / count;

    if (!(width > LEAST_SPAN))
        return false;
    *ret_step = (struct step){1, (int)floor(log10(width))};
    return true;
}

void
step_widen(struct step *step)
{
    if (step->digit == 5)
        step->power++;
    step->digit = step->digit == 1 ? 2 : step->digit == 2 ? 5 : 1;
}

double
step_value(const struct step *step, double count)
{
    double tens = pow(10, abs(step->power));
    double value = step->power < 0 ? count * step->digit / tens
                                   : count * step->digit * tens;

    return fmax(fmin(value, DBL_MAX), -DBL_MAX);
}

double
step_count(const struct step *step, double value)
{
    double tens = pow(10, abs(step->power));

    return step->power < 0 ? value * tens / step->digit
                           : value / tens / step->digit;
}
