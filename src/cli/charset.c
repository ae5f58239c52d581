/*
 * The locale.  Only LC_CTYPE is taken from the environment, so that numbers
 * look the same everywhere.
 *
 * A name that ssh brought from another machine may not be installed here.
 * If it says UTF-8 the terminal is in UTF-8 all the same, and any locale in
 * it does: of all that a locale has, we use the characters alone.  A bundle
 * has one with it, for machines without any.
 */
#include "cli/charset.h"

#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/mem.h"

static const char path_variable[] = "LOCPATH";
static enum charset_state state;

/* The variables in the order that counts. */
const char *
charset_wanted(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);

        if (value && *value)
            return value;
    }
    return "C";
}

enum charset_state
charset_state(void)
{
    return state;
}

/* Whether "language.CODESET@variant" says UTF-8.  macOS sends the codeset
 * alone. */
static bool
says_utf8(const char *name)
{
    const char *dot = strchr(name, '.');
    const char *codeset = dot ? dot + 1 : name;
    size_t len = strcspn(codeset, "@");

    return (len == 5 && strncasecmp(codeset, "UTF-8", len) == 0) ||
           (len == 4 && strncasecmp(codeset, "UTF8", len) == 0);
}

/* The one in share/racecourse/locale.  What we start inherits nothing of
 * where it was found. */
static bool
take_own(void)
{
    char *self = path_of_self();
    char *folder = self ? path_join(self, "../share/racecourse/locale") : NULL;
    const char *path = getenv(path_variable);
    char *before = path ? mem_copy(path) : NULL;
    bool good = false;

    if (folder && file_exists(folder)) {
        setenv(path_variable, folder, 1);
        good = setlocale(LC_CTYPE, "C.UTF-8") != NULL;
        if (before)
            setenv(path_variable, before, 1);
        else
            unsetenv(path_variable);
    }
    free(before);
    free(folder);
    free(self);
    return good;
}

static bool
take_any(void)
{
    static const char *const names[] = {"C.UTF-8", "C.utf8", "en_US.UTF-8"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (setlocale(LC_CTYPE, names[i]))
            return true;
    return take_own();
}

void
charset_take(void)
{
    state = CHARSET_FOUND;
    if (!setlocale(LC_CTYPE, ""))
        state = says_utf8(charset_wanted()) && take_any() ? CHARSET_REPLACED
                                                         : CHARSET_MISSING;
}
