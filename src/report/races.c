/*
 * A race in words.  It is told by what can be changed: the two lines, and
 * the locks that were held there.  What the sanitizer calls later and
 * earlier is left out, since in the next run it may be the other way round.
 */
#include "report/races.h"

#include <string.h>

#include "base/file.h"

#define CALLERS 2               /* that are shown of a stack */

/* "counter.c:17 add()" */
static void
add_frame(struct str *text, const struct race_frame *frame)
{
    str_add_format(text, "%s:%d", path_name(frame->file), frame->line);
    if (frame->function)
        str_add_format(text, " %s()", frame->function);
}

static void
add_frame_line(struct str *text, const char *word,
               const struct race_frame *frame)
{
    str_add(text, word);
    add_frame(text, frame);
    str_add_char(text, '\n');
}

/* The line to blame, what it called, and who called it; but not what is
 * behind those, such as the frame of all exercises. */
static void
add_stack(struct str *text, const struct race_stack *stack)
{
    const struct race_frame *blamed = race_blamed(stack);
    size_t at;

    if (!blamed) {
        str_add(text, "where, is not known any more\n");
        return;
    }
    at = (size_t)(blamed - stack->frames);
    add_frame_line(text, "", blamed);
    if (at > 0)
        add_frame_line(text, "by way of ", &stack->frames[0]);
    for (size_t i = at + 1; i < stack->count && i <= at + CALLERS; i++)
        if (strcmp(stack->frames[i].file, blamed->file) == 0)
            add_frame_line(text, "called at ", &stack->frames[i]);
}

/* "nothing", "lock", "lock and other" */
static void
add_locks(struct str *text, const struct race_access *access)
{
    if (access->nlocks == 0)
        str_add(text, "nothing");
    for (size_t i = 0; i < access->nlocks; i++)
        str_add_format(text, "%s%s",
                       i == 0                    ? ""
                       : i + 1 < access->nlocks ? ", "
                                                : " and ",
                       access->locks[i].name);
}

static const char *
verb_of(const struct race_access *access)
{
    return access->write ? "writes" : "reads";
}

static const struct race_access *
access_at(const struct race *race, size_t place)
{
    bool swap = strverscmp(race->accesses[0].worker,
                           race->accesses[1].worker) > 0;

    return &race->accesses[swap ? 1 - place : place];
}

void
report_access(const struct race *race, size_t place, struct str *ret_text)
{
    const struct race_access *access = access_at(race, place);

    str_add_format(ret_text, "%s\n%s ", access->worker, verb_of(access));
    race_add_place(ret_text, race);
    str_add(ret_text, access->atomic ? ", atomically\n" : "\n");
    add_stack(ret_text, &access->stack);
    str_add(ret_text, "holds ");
    add_locks(ret_text, access);
    str_add_char(ret_text, '\n');
}

void
report_accesses(const struct race *race, int columns, struct str *ret_text)
{
    struct str left = STR_INIT;
    struct str right = STR_INIT;

    report_access(race, 0, &left);
    report_access(race, 1, &right);
    report_side_by_side(str_text(&left), str_text(&right), columns, ret_text);
    str_release(&left);
    str_release(&right);
}
