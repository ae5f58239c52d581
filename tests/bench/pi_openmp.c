/* The loop of pool_pi, shared out by OpenMP: pi_openmp WORKERS STEPS */
#include <stdio.h>
#include <stdlib.h>

int
main(int argc, char **argv)
{
    int workers = argc == 3 ? atoi(argv[1]) : 1;
    long steps = argc == 3 ? atol(argv[2]) : 1;
    double dx = 1.0 / (double)steps, sum = 0;

#pragma omp parallel for reduction(+ : sum) num_threads(workers)
    for (long i = 0; i < steps; i++) {
        double x = ((double)i + 0.5) * dx;

        sum += 4 / (1 + x * x);
    }
    printf("pi = %.15g\n", sum * dx);
    return 0;
}
