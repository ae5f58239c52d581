/*
 * An exercise from the settings of its fence.  The knobs are read first,
 * since other sections name them and may stand before them.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "course/parts.h"
#include "course/words.h"

typedef void take_setting(struct exercise *exercise,
                          const struct setting *setting,
                          const struct part *part);

int
range_read(const char *text, size_t len, int64_t *ret_min, int64_t *ret_max)
{
    char *copy = word_trim(text, len);
    char *dots = strstr(copy, "..");
    int64_t min = 0, max = 0;
    int err;

    if (dots)
        *dots = '\0';
    err = knob_number(copy, &min);
    if (!err)
        err = dots ? knob_number(dots + 2, &max) : 0;
    free(copy);
    if (err)
        return err;
    *ret_min = min;
    *ret_max = dots ? max : min;
    return 0;
}

static void
add_knob(struct exercise *exercise, const char *name, int64_t value,
         int64_t min, int64_t max)
{
    struct knob *knob;

    exercise->knobs = mem_resize(exercise->knobs, exercise->nknobs + 1,
                                 sizeof *exercise->knobs);
    knob = &exercise->knobs[exercise->nknobs++];
    knob->name = mem_copy(name);
    knob->min = min;
    knob->max = max;
    knob->value = value < min ? min : value > max ? max : value;
}

/* "2, 1..64" */
static int
read_knob_value(const char *text, int64_t *ret_value, int64_t *ret_min,
                int64_t *ret_max)
{
    const char *comma = strchr(text, ',');
    char *value;
    int err;

    if (!comma || !strstr(comma, ".."))
        return -EINVAL;
    value = word_trim(text, (size_t)(comma - text));
    err = knob_number(value, ret_value);
    free(value);
    return err ? err
               : range_read(comma + 1, strlen(comma + 1), ret_min, ret_max);
}

static void
take_knob(struct exercise *exercise, const struct setting *setting,
          const struct part *part)
{
    int64_t value, min, max;
    int err;

    if (!word_is_name(setting->name)) {
        diags_add(part->diags, part->file, setting->line,
                  "'%s' cannot be a knob: a name has letters, digits and "
                  "underscores", setting->name);
        return;
    }
    if (exercise_knob(exercise, setting->name)) {
        diags_add(part->diags, part->file, setting->line,
                  "the knob %s stands here for the second time; remove one",
                  setting->name);
        return;
    }
    err = read_knob_value(setting->value, &value, &min, &max);
    if (err) {
        diags_add(part->diags, part->file, setting->line,
                  err == -ERANGE
                      ? "the knob %s has a number beyond 64 bits: '%s'"
                      : "the knob %s needs a default and a range, as in "
                        "'2, 1..64', not '%s'",
                  setting->name, setting->value);
        return;
    }
    if (min > max) {
        diags_add(part->diags, part->file, setting->line,
                  "the range of %s runs backwards; write %" PRId64
                  "..%" PRId64, setting->name, max, min);
        return;
    }
    if (value < min || value > max)
        diags_add(part->diags, part->file, setting->line,
                  "the default of %s, %" PRId64 ", is outside its range "
                  "%" PRId64 "..%" PRId64, setting->name, value, min, max);
    add_knob(exercise, setting->name, value, min, max);
}

static void
take_flags(struct exercise *exercise, const struct setting *setting,
           const struct part *part)
{
    const char *list = setting->value, *word;

    while (word_next(&list, "", &word)) {
        if (*word != '-') {
            diags_add(part->diags, part->file, setting->line,
                      "flags take what begins with '-', as in '-O2', not "
                      "'%s'", setting->value);
            return;
        }
    }
    free(exercise->flags);
    exercise->flags = mem_copy(setting->value);
}

static void
take_libs(struct exercise *exercise, const struct setting *setting,
          const struct part *part)
{
    const char *list = setting->value, *word;
    size_t len;

    while ((len = word_next(&list, ",", &word)) > 0) {
        if (len == 2 && !strncmp(word, "mp", 2))
            names_add(&exercise->libs, &exercise->nlibs, word, len);
        else
            diags_add(part->diags, part->file, setting->line,
                      "there is no library '%.*s'; there is mp", (int)len,
                      word);
    }
}

/* Whether the name is that of a knob and a value that it may have. */
static bool
is_chosen(const struct exercise *exercise, const char *name)
{
    for (size_t i = 0; i < exercise->nknobs; i++) {
        const struct knob *knob = &exercise->knobs[i];
        size_t len = strlen(knob->name);
        int64_t value;

        if (!strncmp(name, knob->name, len) &&
            strspn(name + len, "0123456789") == strlen(name + len) &&
            knob_number(name + len, &value) == 0 && value >= knob->min &&
            value <= knob->max)
            return true;
    }
    return false;
}

static void
take_variants(struct exercise *exercise, const struct setting *setting,
              const struct part *part)
{
    const char *list = setting->value, *word;
    size_t len;

    while ((len = word_next(&list, ",", &word)) > 0) {
        char *name = mem_copy_n(word, len);

        if (word_is_name(name) && !is_chosen(exercise, name))
            diags_add(part->diags, part->file, setting->line,
                      "no knob chooses '%s': it takes a name and a value of "
                      "one, as in 'O0' for 'O = 2, 0..3'", name);
        else if (word_is_name(name))
            names_add(&exercise->variants, &exercise->nvariants, word, len);
        else
            diags_add(part->diags, part->file, setting->line,
                      "'%s' cannot be a variant: a name has letters, digits "
                      "and underscores", name);
        free(name);
    }
}

static void
take_demonstration(struct exercise *exercise, const struct setting *setting,
                   const struct part *part)
{
    if (!strcmp(setting->value, "yes"))
        exercise->demonstration = true;
    else if (strcmp(setting->value, "no") != 0)
        diags_add(part->diags, part->file, setting->line,
                  "demonstration takes yes or no, not '%s'", setting->value);
}

static void
take_build(struct exercise *exercise, const struct setting *setting,
           const struct part *part)
{
    if (!strcmp(setting->name, "flags"))
        take_flags(exercise, setting, part);
    else if (!strcmp(setting->name, "libs"))
        take_libs(exercise, setting, part);
    else if (!strcmp(setting->name, "variants"))
        take_variants(exercise, setting, part);
    else if (!strcmp(setting->name, "demonstration"))
        take_demonstration(exercise, setting, part);
    else
        diags_add(part->diags, part->file, setting->line,
                  "[build] knows no '%s'; it has flags, libs, variants and "
                  "demonstration", setting->name);
}

static void
take_unit(struct exercise *exercise, const struct setting *setting,
          const struct part *part)
{
    struct unit *unit;

    for (size_t i = 0; i < exercise->nunits; i++) {
        if (!strcmp(exercise->units[i].result, setting->name)) {
            diags_add(part->diags, part->file, setting->line,
                      "the result %s stands here for the second time; "
                      "remove one", setting->name);
            return;
        }
    }
    if (!word_is_name(setting->name) || !setting->value[0]) {
        diags_add(part->diags, part->file, setting->line,
                  "a result and what it counts are wanted, as in "
                  "'counter = updates'");
        return;
    }
    exercise->units = mem_resize(exercise->units, exercise->nunits + 1,
                                 sizeof *exercise->units);
    unit = &exercise->units[exercise->nunits++];
    unit->result = mem_copy(setting->name);
    unit->unit = mem_copy(setting->value);
}

static void
take_check(struct exercise *exercise, const struct setting *setting,
           const struct part *part)
{
    if (!check_setting(exercise, setting, part))
        diags_add(part->diags, part->file, setting->line,
                  "[check] knows no '%s'; it has knobs, trials, hold, same, "
                  "unordered, tolerance, workers, work, race_free, "
                  "overlap, speedup, limit and unsolved", setting->name);
}

static void
take_picture(struct exercise *exercise, const struct setting *setting,
             const struct part *part)
{
    if (!picture_setting(&exercise->picture, setting, part))
        diags_add(part->diags, part->file, setting->line,
                  "[picture] knows no '%s'; it has bars, curve, model, log, "
                  "unit, x and says", setting->name);
}

/* Which schedules to try: any key is accepted, and nobody asks for it. */
static void
take_explore(struct exercise *exercise, const struct setting *setting,
             const struct part *part)
{
    (void)exercise;
    (void)setting;
    (void)part;
}

/* In the order in which they are to be read. */
static const struct {
    const char *name;
    take_setting *take;
} sections[] = {
    {"knobs", take_knob},   {"build", take_build},
    {"results", take_unit}, {"check", take_check},
    {"picture", take_picture}, {"twin", twin_setting},
    {"explore", take_explore},
};

#define SECTIONS (sizeof sections / sizeof sections[0])

static bool
section_is_known(const char *name)
{
    for (size_t i = 0; i < SECTIONS; i++)
        if (!strcmp(sections[i].name, name))
            return true;
    return false;
}

/* Once for each section that nobody reads. */
static void
report_unknown_sections(const struct settings *settings,
                        const struct part *part)
{
    const char *reported = NULL;

    for (size_t i = 0; i < settings->count; i++) {
        const struct setting *setting = &settings->items[i];

        if (section_is_known(setting->section) ||
            (reported && !strcmp(reported, setting->section)))
            continue;
        reported = setting->section;
        if (!setting->section[0])
            diags_add(part->diags, part->file, setting->line,
                      "'%s' stands before any section; put [knobs], [build], "
                      "[results] or [check] above it", setting->name);
        else
            diags_add(part->diags, part->file, setting->section_line,
                      "there is no section [%s]; there are [build], [knobs], "
                      "[results], [check], [picture], [twin] and [explore]",
                      setting->section);
    }
}

static void
check_picture(const struct exercise *exercise,
              const struct settings *settings, const struct part *part)
{
    for (size_t i = 0; i < settings->count; i++) {
        if (!strcmp(settings->items[i].section, "picture")) {
            picture_check(&exercise->picture,
                          settings->items[i].section_line, part);
            return;
        }
    }
}

void
describe_exercise(struct exercise *exercise, const struct part *part)
{
    struct settings settings = SETTINGS_INIT;

    settings_read(&settings, part);
    report_unknown_sections(&settings, part);
    for (size_t s = 0; s < SECTIONS; s++)
        for (size_t i = 0; i < settings.count; i++)
            if (!strcmp(settings.items[i].section, sections[s].name))
                sections[s].take(exercise, &settings.items[i], part);
    check_picture(exercise, &settings, part);
    twin_check(exercise, part);
    settings_release(&settings);
    if (!exercise->flags)
        exercise->flags = mem_copy("-O2");
}
