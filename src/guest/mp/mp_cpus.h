/*
 * How many processors there are, and how many are yours.  mp.h tells what
 * all have in common.
 */
#ifndef MP_MP_CPUS_H
#define MP_MP_CPUS_H

/* Three truths, of which a program has to heed the least. */
struct mp_cpus {
    int machine;                /* switched on; Python's os.cpu_count() */
    int usable;                 /* where this process may run, by its affinity
                                   mask; Python's process_cpu_count() */
    double quota;               /* processors' worth of time that its control
                                   groups have; 0: as much as it likes */
};

/* Negative only where the kernel does not tell how many it may use. */
int mp_cpus(struct mp_cpus *ret_cpus);

/*
 * How many workers can run at the same time: the usable ones, or, where the
 * quota is less, that, rounded up.  At least 1.
 */
int mp_cpu_count(void);

#endif
