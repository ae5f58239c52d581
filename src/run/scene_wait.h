/*
 * What a task of a scene waits for, and who could end that: turns what was
 * read of it into a wait in words (hang.h) and in numbers (knot.h).
 */
#ifndef RUN_SCENE_WAIT_H
#define RUN_SCENE_WAIT_H

#include "run/scene.h"

/* All tasks were read before. */
void scene_find_wait(struct scene *scene, size_t task);

#endif
