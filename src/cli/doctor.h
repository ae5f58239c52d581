/* What this machine has, and what is lost without the rest.  doctor_X()
 * looks at one side of it and reports each finding in one line. */
#ifndef CLI_DOCTOR_H
#define CLI_DOCTOR_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/args.h"
#include "cli/out.h"

struct doctor {
    struct out *out;
    unsigned bad;               /* what is needed and missing, so far */
    bool interrupted;           /* nothing is found any more, nor told */
};

/* "what: finding": it is as it should be. */
void doctor_good(struct doctor *doctor, const char *what,
                 const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* "what: finding: remedy": something works less well; or something that is
 * needed is missing.  remedy may be NULL. */
void doctor_less(struct doctor *doctor, const char *what,
                 const char *remedy, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void doctor_bad(struct doctor *doctor, const char *what, const char *remedy,
                const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* cores, /proc, schedstat */
void doctor_machine(struct doctor *doctor);
/* namespaces for programs */
void doctor_contain(struct doctor *doctor);
/* what a program waits for */
void doctor_look(struct doctor *doctor);
/* locale, terminal */
void doctor_terminal(struct doctor *doctor);
/* course, work folder, progress */
void doctor_places(struct doctor *doctor, const struct args *args);
/* cache, compiler, ThreadSanitizer, libdw, editor, python3 */
void doctor_tools(struct doctor *doctor);

/*
 * Run a command, for at most 30 seconds, and wait for it.  Returns its exit
 * status, or -1 where it did not start or did not exit by itself.
 * ret_line (may be NULL) is the first line that it printed, free() ends it.
 */
int doctor_try(struct doctor *doctor, const char *const *argv,
               char **ret_line);

/* Run `true` as the programs of learners are run: whether it is contained. */
bool doctor_try_contained(struct doctor *doctor);

/*
 * Write so many bytes in a folder, flush them to the disk, and leave
 * nothing: -ENOSPC and -EDQUOT come no earlier than that.  0 or -errno.
 */
int doctor_write(const char *folder, size_t bytes);

/* What to do about an error of doctor_write(), or `otherwise`. */
const char *doctor_write_remedy(int err, const char *otherwise);

#endif
