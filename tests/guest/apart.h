/*
 * Tests that fork: each runs as a process of its own, in a process group of
 * its own, with a time limit.  Behind it no process may be left, and in it
 * no descriptor and no shared memory that was not there before.
 */
#ifndef APART_H
#define APART_H

struct apart_test {
    const char *name;
    void (*run)(void);
};

#define APART(function) {#function, function}

/* Run them all, or the one whose name is given, or with -n all of them so
 * often; TAP on stdout. */
int apart_main(const struct apart_test *tests, int argc, char **argv);

/* In a test: end it here unless it holds. */
#define CHECK(condition) \
    ((condition) ? (void)0 : apart_fail(__FILE__, __LINE__, #condition))
#define CHECK_INT(got, expected) \
    apart_check_int(__FILE__, __LINE__, #got, (got), (expected))

_Noreturn void apart_fail(const char *file, int line, const char *what);
void apart_check_int(const char *file, int line, const char *what, long got,
                     long expected);

#endif
