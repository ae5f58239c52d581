/*
 * The journal's file, to which lines are only ever added, so that tutors
 * that share it, a crash or a full disk lose nothing that is in it.
 */
#ifndef COURSE_JOURNAL_FILE_H
#define COURSE_JOURNAL_FILE_H

/*
 * Add `line`, which comes without its newline; the file and its folder are
 * made where there is none.  Returns 0 or -errno; the line then is not there,
 * or torn.
 */
int journal_file_add(const char *path, const char *line);

#endif
