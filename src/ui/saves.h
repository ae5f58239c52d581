/* The learner's files of the lessons that were opened, and when one of them
 * is saved. */
#ifndef UI_SAVES_H
#define UI_SAVES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/watch.h"
#include "course/exercise.h"

struct saves {
    struct watch *watch;        /* NULL: none is watched */
    size_t *exercises;          /* of the course, by the watch's numbers */
    size_t count;
    size_t cap;
};

#define SAVES_INIT {0}

void saves_release(struct saves *saves);

/* Watch the file of that exercise, number `index` of the course, too. */
void saves_add(struct saves *saves, const struct exercise *exercise,
               size_t index);

/* The descriptor to wait on, or -1. */
int saves_fd(const struct saves *saves);
/* The next exercise whose file was saved; false: none for now. */
bool saves_next(struct saves *saves, size_t *ret_index);
/* What the file of that exercise says now is no save. */
void saves_forget(struct saves *saves, size_t index);

/* Whether that file is watched, and in *ret_trouble why it is only looked at
 * now and then, NULL: it is not. */
bool saves_has(const struct saves *saves, size_t index,
               const char **ret_trouble);

#endif
