/* What kinds of terminals are known here: to the system, and to us. */
#ifndef UI_TERMINFO_H
#define UI_TERMINFO_H

/*
 * Between the two, ncurses also finds descriptions that came with this
 * program, after the system's own.  What is started afterwards does not.
 */
void terminfo_begin(void);
void terminfo_end(void);

/* Whether the workbook can be shown on one: 0; -ENOENT where it is not
 * known; -ENODEV where it cannot move its cursor. */
int terminfo_judge(const char *name);

#endif
