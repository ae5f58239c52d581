/* By their ends alone: good for what programs count. */
#include "base/noun.h"

#include <stdbool.h>
#include <string.h>

static bool
ends_in(const char *word, const char *end)
{
    size_t len = strlen(word), end_len = strlen(end);

    return len > end_len && strcmp(word + len - end_len, end) == 0;
}

void
noun_one(const char *many, struct str *ret_text)
{
    /* Ends of those that got an e as well. */
    static const char *const es[] = {"sses",  "shes", "tches",
                                     "nches", "xes",  "zzes"};
    size_t len = strlen(many);

    /* Not of "ties". */
    if (ends_in(many, "ies") && len > strlen("ties")) {
        str_add_n(ret_text, many, len - strlen("ies"));
        str_add_char(ret_text, 'y');
        return;
    }
    if (ends_in(many, "s") && !ends_in(many, "ss"))
        len--;
    for (size_t i = 0; i < sizeof es / sizeof *es; i++)
        if (ends_in(many, es[i]))
            len = strlen(many) - strlen("es");
    str_add_n(ret_text, many, len);
}

static void
add_many(const char *one, struct str *ret_text)
{
    size_t len = strlen(one);

    if (ends_in(one, "y") && !strchr("aeiou", one[len - 2])) {
        str_add_n(ret_text, one, len - 1);
        str_add(ret_text, "ies");
        return;
    }
    str_add(ret_text, one);
    if (ends_in(one, "s") && !ends_in(one, "ss"))
        return;                 /* "million steps" are many already */
    if (ends_in(one, "ss") || ends_in(one, "sh") || ends_in(one, "tch") ||
        ends_in(one, "nch") || ends_in(one, "x") || ends_in(one, "zz"))
        str_add_char(ret_text, 'e');
    str_add_char(ret_text, 's');
}

void
noun_many(const char *one, struct str *ret_text)
{
    const char *of = strstr(one, " of ");
    struct str head = STR_INIT;

    str_add_n(&head, one, of ? (size_t)(of - one) : strlen(one));
    add_many(str_text(&head), ret_text);
    str_add(ret_text, of ? of : "");
    str_release(&head);
}
