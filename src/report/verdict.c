/* A verdict as text: the ladder, the sentence, the evidence. */
#include "report/verdict.h"

#include <ctype.h>
#include <string.h>

#include "report/ladder.h"
#include "report/races.h"
#include "report/text.h"

static void
add_rung(const struct findings *findings, enum rung_id id, struct str *text)
{
    str_add_format(text, "  %s %-9s ", ladder_sign(findings->rungs[id].state),
                   rung_name(id));
    ladder_words(findings, id, text);
    while (text->len && text->data[text->len - 1] == ' ')
        str_truncate(text, text->len - 1);
    str_add_char(text, '\n');
}

/* A line for each rung that was climbed. */
static void
add_ladder(const struct findings *findings, struct str *text)
{
    for (int i = 0; i < RUNGS; i++)
        if (findings->rungs[i].state != RUNG_AHEAD &&
            findings->rungs[i].state != RUNG_SPARED)
            add_rung(findings, (enum rung_id)i, text);
}

void
verdict_heading(enum verdict verdict, struct str *ret_text)
{
    const char *name = verdict_name(verdict);

    if (*name) {
        str_add_char(ret_text, (char)toupper((unsigned char)*name));
        str_add(ret_text, name + 1);
    }
}

/* The line that the compiler stumbled over. */
static void
add_error(const struct findings *findings, struct str *text)
{
    const struct build_message *error = build_first_error(&findings->build);

    if (error && error->source)
        str_add_format(text, "\n%6d | %s\n", error->line, error->source);
}

/* The verdict, its sentence and the evidence. */
static void
add_evidence(const struct findings *findings, int columns, struct str *text)
{
    verdict_heading(findings->verdict, text);
    str_add_char(text, '\n');
    if (findings->sentence)
        text_wrap(text, findings->sentence, columns);
    if (findings->verdict == VERDICT_DOES_NOT_BUILD)
        add_error(findings, text);
    if (findings_race(findings)) {
        str_add_char(text, '\n');
        report_accesses(findings_race(findings), columns, text);
    }
}

void
verdict_plain(const struct findings *findings, int columns,
              struct str *ret_text)
{
    str_add_format(ret_text, "%s: %s\n", findings->exercise->name,
                   findings->file);
    add_ladder(findings, ret_text);
    str_add_char(ret_text, '\n');
    add_evidence(findings, columns, ret_text);
}
