/* What a reader sees of an exercise: its name, its knobs, its keys. */
#include <inttypes.h>

#include "base/str.h"
#include "course/parts.h"

char *
card_text(const struct exercise *exercise)
{
    struct str card = STR_INIT;

    str_add_format(&card, "**%s**", exercise->name);
    for (size_t i = 0; i < exercise->nknobs; i++) {
        const struct knob *knob = &exercise->knobs[i];

        str_add_format(&card, "%s `%s` %" PRId64 " (%" PRId64 " to %" PRId64
                       ")", i ? "," : "  \n", knob->name, knob->value,
                       knob->min, knob->max);
    }
    str_add(&card, "  \n<kbd>r</kbd> run it");
    if (!exercise->demonstration)
        str_add(&card, ", <kbd>e</kbd> edit and <kbd>c</kbd> check your copy");
    if (exercise->twin)
        str_add(&card, ", <kbd>w</kbd> with Python");
    str_add_char(&card, '\n');
    return str_detach(&card);
}
