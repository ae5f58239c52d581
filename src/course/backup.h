/*
 * The learner's copy begun anew, and what it was brought back.  Nothing is
 * ever overwritten: what has to give way is renamed to "name.c.~1~", beside
 * the copy, or to the next number that is free.
 */
#ifndef COURSE_BACKUP_H
#define COURSE_BACKUP_H

#include "base/diag.h"
#include "course/course.h"

/*
 * Begin with the start file again.  Returns 1, and where the copy is kept,
 * which is the caller's; 0 where there is no copy or it is the start file;
 * -errno with a sentence in diag, and the copy where it was.
 */
int backup_reset(const struct course *course, const struct exercise *exercise,
                 struct diag *diag, char **ret_backup);

/*
 * Bring the newest backup back.  The copy that is there becomes the newest
 * one, so that the next call takes this one back.  Returns 1; 0 where there
 * is no backup; -errno with a sentence in diag, and all where it was.
 */
int backup_undo(const struct course *course, const struct exercise *exercise,
                struct diag *diag);

#endif
