/*
 * Where things are: the course, the learner's copies, the journal.
 *
 * The course: --course DIR, else $RACECOURSE_COURSE, else the installed one,
 * ../share/racecourse from the program's folder, else the checkout that the
 * program was built from, else the current folder; the last three only if
 * they have lessons/.
 *
 * The copies: the folder that `racecourse init` was told for this course,
 * which is one line in STATE/work-HASH; else COURSE/work where one may write
 * there and the course is not the installed one, else ~/racecourse.
 *
 * The journal: STATE/progress-HASH; without a STATE, .progress among the
 * copies.  STATE is $XDG_STATE_HOME/racecourse or
 * ~/.local/state/racecourse.  HASH is one over the course's real path; over
 * "installed" for the installed one, which may be moved.
 */
#ifndef CLI_PLACE_H
#define CLI_PLACE_H

#include "cli/args.h"

/* An absolute path, or what was given where there is no such folder; NULL:
 * there is no course anywhere.  free() ends it, as all of these. */
char *place_course(const struct args *args);

char *place_work(const char *course);
char *place_journal(const char *course);

/*
 * The prefix of the files by which a talk and its notes find each other
 * (course/beacon.h): in $XDG_RUNTIME_DIR, or /run/user/UID where only that is
 * there, else in STATE.  NULL: there is none of them.
 */
char *place_talks(const char *course);

/* The file that remembers place_work(); NULL: there is no STATE. */
char *place_work_memo(const char *course);

#endif
