/* verdict: passed */
/* gcc -O2 -g -pthread -Wall -Wextra -Iexercises -Isrc/guest/mp \
       tests/course/square_cube/right-bare-forks.c \
       build/src/guest/mp/libmp.a -o square_cube -lm */
/* Two children that call nothing but libmp, in the middle of main(). */
#include <sys/wait.h>

#include "mp.h"
#include "race.h"

int
main(int argc, char **argv)
{
    struct mp_value *square, *cube;
    struct mp_barrier *together;
    double patience;
    int met = 0, status;
    pid_t one, two;
    long n;

    race_begin(argc, argv);
    n = knob("n", 7);
    patience = (double)knob("patience_ms", 1000) / 1000;
    knobs_done();
    if (mp_value_new(0, &square) < 0 || mp_value_new(0, &cube) < 0 ||
        mp_barrier_new(2, &together) < 0)
        race_stop(1, "mp", "no shared memory", "");

    one = fork();
    if (one == 0) {
        mp_value_set(square, n * n);
        _exit(mp_barrier_wait(together, patience) < 0);
    }
    two = fork();
    if (two == 0) {
        mp_value_set(cube, n * n * n);
        _exit(mp_barrier_wait(together, patience) < 0);
    }
    waitpid(one, &status, 0);
    met += WIFEXITED(status) && WEXITSTATUS(status) == 0;
    waitpid(two, &status, 0);
    met += WIFEXITED(status) && WEXITSTATUS(status) == 0;

    result("square", mp_value_get(square));
    result("cube", mp_value_get(cube));
    result("met", met);
    return 0;
}
