/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       exercises/11_pi/pi_error.c -o pi_error -lm */

/*
 * How far from pi is the area under 4 / (1 + x * x), cut into 10, 100,
 * 1000 ... steps?  Mathematics says 1 / (12 * steps * steps), for
 * numbers with all their digits.  A double has about 16 of them, and
 * each addition rounds the last.
 */
#include <math.h>

#include "race.h"

static double
area(long steps, long together)
{
    double dx = 1.0 / (double)steps, total = 0;
    for (long i = 0; i < steps;) {
        long end = i + together < steps ? i + together : steps;
        double some = 0;        /* of so many steps */
        for (; i < end; i++) {
            double x = ((double)i + 0.5) * dx;
            some += 4 / (1 + x * x);
        }
        total += some;
    }
    return total * dx;
}

/* print(f"error_{steps} = {error}"), and what it ought to be */
static void
try_steps(long steps, long together)
{
    double n = (double)steps;
    char name[40];

    snprintf(name, sizeof name, "error_%ld", steps);
    result_real(name, fabs(area(steps, together) - M_PI));
    snprintf(name, sizeof name, "ideal_%ld", steps);
    result_real(name, 1 / (12 * n * n));
    fflush(stdout);
}

int
main(int argc, char **argv)
{
    long most, together;

    race_begin(argc, argv);
    most = knob("most", 1000000000);
    together = knob("together", 1);
    knobs_done();

    for (long steps = 10; steps < most; steps *= 10)
        try_steps(steps, together);
    try_steps(most, together);
    return 0;
}
