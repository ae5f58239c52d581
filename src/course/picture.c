/*
 * The keys of [picture].  They may come in any order, so what they have to
 * do with each other is looked at when all are read.
 */
#include "course/picture.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "course/condition.h"
#include "course/parts.h"
#include "course/words.h"

void
picture_release(struct picture *picture)
{
    names_free(picture->names, picture->nnames);
    names_free(picture->models, picture->nmodels);
    free(picture->unit);
    free(picture->x);
    for (size_t i = 0; i < picture->nsays; i++) {
        free(picture->says[i].text);
        free(picture->says[i].condition);
    }
    free(picture->says);
    *picture = (struct picture){0};
}

static void
refuse(const struct setting *setting, const struct part *part,
       const char *want)
{
    diags_add(part->diags, part->file, setting->line, "%s takes %s, not '%s'",
              setting->name, want, setting->value);
}

static bool
is_among(char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(names[i], name))
            return true;
    return false;
}

static void
take_names(char ***names, size_t *count, size_t most,
           const struct setting *setting, const struct part *part)
{
    const char *list = setting->value, *word;
    size_t len, before = *count;

    while ((len = word_next(&list, ",", &word)) > 0) {
        char *name = mem_copy_n(word, len);

        if (word_is_name(name) && *count < most &&
            !is_among(*names, *count, name)) {
            names_add(names, count, word, len);
            free(name);
            continue;
        }
        if (!word_is_name(name))
            refuse(setting, part, "names of results");
        else
            diags_add(part->diags, part->file, setting->line,
                      *count < most ? "%s names %s twice"
                                    : "%s has too many names: no room for %s",
                      setting->name, name);
        free(name);
        return;
    }
    if (*count == before)
        refuse(setting, part, "names of results");
}

static void
take_drawn(struct picture *picture, const struct setting *setting,
           const struct part *part)
{
    bool bars = !strcmp(setting->name, "bars");
    enum picture_kind kind = bars ? PICTURE_OF_BARS : PICTURE_OF_CURVES;

    if (picture->kind != PICTURE_NONE && (picture->kind != kind || !bars)) {
        diags_add(part->diags, part->file, setting->line,
                  "a picture is of one kind, bars or curve, and has one "
                  "line of curves");
        return;
    }
    if (picture->nnames && picture->nnames < PICTURE_BARS)
        picture->begins[picture->nnames] = true;
    picture->kind = kind;
    take_names(&picture->names, &picture->nnames,
               bars ? PICTURE_BARS : PICTURE_CURVES, setting, part);
}

static void
take_model(struct picture *picture, const struct setting *setting,
           const struct part *part)
{
    take_names(&picture->models, &picture->nmodels, PICTURE_MODELS, setting,
               part);
}

static void
take_word(char **word, const struct setting *setting, const struct part *part)
{
    size_t len = strlen(setting->value);

    if (!len || len > PICTURE_WORD) {
        refuse(setting, part, "one to 24 characters");
        return;
    }
    free(*word);
    *word = mem_copy(setting->value);
    utf8_make_printable(*word);
}

static void
take_unit(struct picture *picture, const struct setting *setting,
          const struct part *part)
{
    take_word(&picture->unit, setting, part);
}

static void
take_x(struct picture *picture, const struct setting *setting,
       const struct part *part)
{
    take_word(&picture->x, setting, part);
}

static void
take_log(struct picture *picture, const struct setting *setting,
         const struct part *part)
{
    const char *list = setting->value, *word;
    size_t len;
    bool x = false, y = false;

    while ((len = word_next(&list, ",", &word)) > 0) {
        x |= len == 1 && *word == 'x';
        y |= len == 1 && *word == 'y';
        if (len == 1 && (*word == 'x' || *word == 'y'))
            continue;
        x = y = false;
        break;
    }
    if (!x && !y)
        refuse(setting, part, "the axes x, y or both, as in 'x, y'");
    picture->log_x = x;
    picture->log_y = y;
}

/* "More steps, fewer digits.  [error_1000 > error_100]" */
static void
take_says(struct picture *picture, const struct setting *setting,
          const struct part *part)
{
    const char *value = setting->value;
    const char *open = strrchr(value, '[');
    size_t len = strlen(value);
    struct diag diag = DIAG_INIT;
    char *condition = NULL, *text = NULL;

    if (open && value[len - 1] == ']') {
        condition = word_trim(open + 1, len - 2 - (size_t)(open - value));
        text = word_trim(value, (size_t)(open - value));
    }
    if (!condition || !*text) {
        refuse(setting, part,
               "a sentence and behind it when it is true, as in "
               "'Slower! [b > a]'");
    } else if (condition_check(condition, &diag) < 0) {
        diags_add(part->diags, part->file, setting->line, "%s", diag.text);
    } else if (picture->nsays == PICTURE_SAYS) {
        diags_add(part->diags, part->file, setting->line,
                  "a picture says %d things at most", PICTURE_SAYS);
    } else {
        utf8_make_printable(text);
        picture->says = mem_resize(picture->says, picture->nsays + 1,
                                   sizeof *picture->says);
        picture->says[picture->nsays++] =
            (struct picture_say){text, condition};
        return;
    }
    free(condition);
    free(text);
}

static const struct {
    const char *name;
    void (*take)(struct picture *, const struct setting *,
                 const struct part *);
} keys[] = {
    {"bars", take_drawn}, {"curve", take_drawn}, {"model", take_model},
    {"unit", take_unit},  {"x", take_x},         {"log", take_log},
    {"says", take_says},
};

bool
picture_setting(struct picture *picture, const struct setting *setting,
                const struct part *part)
{
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (!strcmp(keys[i].name, setting->name)) {
            keys[i].take(picture, setting, part);
            return true;
        }
    }
    return false;
}

void
picture_check(const struct picture *picture, int line,
              const struct part *part)
{
    bool axes = picture->nmodels || picture->x || picture->log_x ||
                picture->log_y;

    if (picture->kind == PICTURE_NONE)
        diags_add(part->diags, part->file, line,
                  "a picture draws something: name results as bars or as a "
                  "curve");
    else if (picture->kind == PICTURE_OF_BARS && axes)
        diags_add(part->diags, part->file, line,
                  "bars begin at zero and have no axes: model, x and log are "
                  "for a curve");
    for (size_t i = 0; i < picture->nmodels; i++)
        if (is_among(picture->names, picture->nnames, picture->models[i]))
            diags_add(part->diags, part->file, line,
                      "%s cannot be compared with itself: it is the curve "
                      "and the model", picture->models[i]);
}
