/* verdict: skipped the work */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises \
       tests/course/shared_array/wrong-hard-coded.c \
       -o shared_array -lm */
/* One process, no array: right, and nothing of what was asked for. */
#include "race.h"

static int
count_steps(long number)
{
    int count = 0;

    for (; number != 1; count++)
        number = number % 2 ? 3 * number + 1 : number / 2;
    return count;
}

int
main(int argc, char **argv)
{
    long numbers, total = 0;

    race_begin(argc, argv);
    knob("workers", 2);
    numbers = knob("numbers", 5000000);
    knobs_done();

    for (long i = 1; i <= numbers; i++)
        total += count_steps(i);
    result("total", total);
    result("last", count_steps(numbers));
    return 0;
}
