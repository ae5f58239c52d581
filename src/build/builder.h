/*
 * From an exercise to a program: flags, variants, the cache, the compiler's
 * errors.  Like a runner it has one descriptor to wait on and never blocks.
 */
#ifndef BUILD_BUILDER_H
#define BUILD_BUILDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "course/course.h"
#include "course/exercise.h"
#include "run/run.h"

struct builder;

enum build_kind {
    BUILD_PLAIN,                /* as the exercise says, and by hand */
    BUILD_SANITIZED,            /* with ThreadSanitizer, and once more with
                                 * guest/hooks in its place; not optimised, so
                                 * that each access of the source is one */
};

struct builder_spec {
    const struct course *course;
    const struct exercise *exercise;
    enum run_source source;     /* RUN_MINE or RUN_SOLUTION */
    const char *file;           /* this file instead, or NULL */
    const char *variant;        /* one of the exercise's, or NULL */
    enum build_kind kind;
};

/* Something the compiler said. */
struct build_message {
    char *file;
    int line;                   /* 0: not about a line */
    int column;
    bool error;                 /* or a warning */
    char *text;
    char *source;               /* that line of the file, or NULL */
};

struct build {
    char *program;              /* path of the program; NULL: not built */
    char *hooked;               /* of BUILD_SANITIZED: with guest/hooks */
    bool cached;                /* it was there already */
    double seconds;
    struct build_message *messages;
    size_t nmessages;
    char *said;                 /* all that the compiler said, as text */
};

#define BUILD_INIT {0}
void build_release(struct build *build);
/* The first error, or NULL. */
const struct build_message *build_first_error(const struct build *build);

/*
 * Start to build; `build` stays the caller's and must outlive the builder.
 * -errno with a sentence in diag: -ENOENT where there is no compiler or no
 * source file, -EACCES and the like where the cache cannot be written.
 * A source that does not compile is no error: build->program stays NULL.
 * builder_free() ends it and what it has started.
 */
int builder_start(const struct builder_spec *spec, struct build *build,
                  struct diag *diag, struct builder **ret_builder);
void builder_free(struct builder *builder);

/* Readable when there is something to do; also right after the start where
 * the program was in the cache.  The builder's. */
int builder_fd(const struct builder *builder);

/* 1 when it is over, 0 while it goes on, -errno (with diag) where the
 * compiler could not be run to its end. */
int builder_dispatch(struct builder *builder, struct diag *diag);

/*
 * The command that builds it by hand, for a shell: from the course's root
 * folder, or from any where the copies live outside of it.  NULL with a
 * sentence in diag where a file is missing.  The caller's, free() ends it.
 */
char *builder_command(const struct builder_spec *spec, struct diag *diag);

/* The compiler: $CC, else cc, gcc or clang of $PATH.  NULL: there is none.
 * The caller's, free() ends it. */
char *builder_compiler(void);

#endif
