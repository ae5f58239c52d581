/*
 * What whoever gives a talk wants to see beside the slide: notes, what the
 * next key shows, and the slide after that.
 */
#ifndef UI_NOTES_H
#define UI_NOTES_H

#include <stddef.h>

#include "course/talk.h"
#include "ui/sheet.h"

/* Write the notes to that slide, of which `step` pauses are over. */
void notes_write(struct sheet *sheet, const struct talk *talk, size_t at,
                 size_t step);

#endif
