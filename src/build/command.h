/* What is compiled, with which words: one list of flags for the tutor and
 * for the shell. */
#ifndef BUILD_COMMAND_H
#define BUILD_COMMAND_H

#include "base/diag.h"
#include "build/builder.h"
#include "build/compiler.h"

struct recipe {
    enum build_kind kind;
    char *source;               /* absolute path */
    char *shown;                /* from the folder that was asked for */
    struct words flags;         /* optimisation and the like */
    struct words includes;      /* -I... */
    struct words libs;          /* paths of archives */
    struct words hooks;         /* of BUILD_SANITIZED: what stands in the
                                 * sanitizer's place */
};

#define RECIPE_INIT {0}

/*
 * Find out what it takes to build when called in the folder `from`, "" for
 * anywhere: paths inside it are shown from there.  Returns 0, or -errno with
 * a sentence in diag: -ENOENT where the source file or libmp is missing.
 */
int recipe_make(const struct builder_spec *spec, const char *from,
                struct recipe *recipe, struct diag *diag);
void recipe_release(struct recipe *recipe);

/*
 * The same of BUILD_SANITIZED, as one line for a shell: the source is
 * compiled once, to program.o, and linked twice at the same time, to program
 * and to program.hooked.  `more` is for the compiler alone.  The caller's,
 * free() ends it.
 */
char *recipe_script(const struct recipe *recipe, const struct words *compiler,
                    const char *program, const struct words *more);

/* Add the words of the command behind the compiler's own. */
void recipe_words(const struct recipe *recipe, const char *program,
                  struct words *words);

#endif
