/* The names of the verdicts, as lessons use them. */
#ifndef COURSE_VERDICT_H
#define COURSE_VERDICT_H

/* The canonical name, or NULL: none of the fixed list. */
const char *verdict_find(const char *name);

/* The nearest, or NULL. */
const char *verdict_nearest(const char *name);

#endif
