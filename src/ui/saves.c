/* From the numbers of a watch to exercises. */
#include "ui/saves.h"

#include <stdlib.h>

#include "base/mem.h"

void
saves_release(struct saves *saves)
{
    watch_free(saves->watch);
    free(saves->exercises);
    *saves = (struct saves)SAVES_INIT;
}

/* The number of an exercise's file; `count` where there is none. */
static size_t
number_of(const struct saves *saves, size_t index)
{
    size_t number = 0;

    while (number < saves->count && saves->exercises[number] != index)
        number++;
    return number;
}

void
saves_add(struct saves *saves, const struct exercise *exercise, size_t index)
{
    if (number_of(saves, index) < saves->count ||
        (!saves->watch && watch_new(&saves->watch) < 0))
        return;
    watch_add(saves->watch, exercise->own);
    MEM_GROW(saves->exercises, saves->count, saves->cap);
    saves->exercises[saves->count++] = index;
}

int
saves_fd(const struct saves *saves)
{
    return saves->watch ? watch_fd(saves->watch) : -1;
}

bool
saves_next(struct saves *saves, size_t *ret_index)
{
    struct watch_save save;

    if (!saves->watch || !watch_next(saves->watch, &save))
        return false;
    *ret_index = saves->exercises[save.file];
    return true;
}

void
saves_forget(struct saves *saves, size_t index)
{
    size_t number = number_of(saves, index);

    if (number < saves->count)
        watch_forget(saves->watch, number);
}

bool
saves_has(const struct saves *saves, size_t index, const char **ret_trouble)
{
    if (number_of(saves, index) == saves->count)
        return false;
    *ret_trouble = watch_trouble(saves->watch);
    return true;
}
