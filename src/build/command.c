/*
 * The command that builds an exercise.  All paths inside the course are
 * relative to its root, where the compiler runs: so the command is short to
 * read, and the compiler's messages are, too.  For a shell they are whole
 * where the learner's copies live elsewhere, for nobody works in the root.
 */
#include "build/command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "build/guest.h"
#include "course/copy.h"

void
recipe_release(struct recipe *recipe)
{
    free(recipe->source);
    free(recipe->shown);
    words_release(&recipe->flags);
    words_release(&recipe->includes);
    words_release(&recipe->libs);
    words_release(&recipe->hooks);
    *recipe = (struct recipe)RECIPE_INIT;
}

/* The path from that folder, or the path itself outside of it. */
static const char *
path_from(const char *folder, const char *path)
{
    size_t len = strlen(folder);

    if (!len || strncmp(path, folder, len) != 0 || path[len] != '/')
        return path;
    return path + len + 1;
}

static bool
is_optimisation(const char *flag)
{
    return flag[0] == '-' && flag[1] == 'O';
}

static bool
replaces_optimisation(const struct builder_spec *spec)
{
    return spec->kind != BUILD_PLAIN ||
           (spec->variant && spec->variant[0] == 'O');
}

/* A variant like O0 stands for the flag, any other defines a name. */
static void
add_flags(const struct builder_spec *spec, struct words *flags)
{
    const char *variant = spec->variant;
    struct words own = WORDS_INIT;
    char *flag = NULL;

    if (variant)
        flag = str_format(variant[0] == 'O' ? "-%s" : "-DVARIANT_%s",
                          variant);
    if (spec->kind != BUILD_PLAIN)
        words_add(flags, "-O0");
    else if (flag && is_optimisation(flag))
        words_add(flags, flag);
    words_add_all(&own, spec->exercise->flags);
    for (size_t i = 0; i < own.count; i++)
        if (!replaces_optimisation(spec) || !is_optimisation(own.items[i]))
            words_add(flags, own.items[i]);
    if (flag && !is_optimisation(flag))
        words_add(flags, flag);
    words_release(&own);
    free(flag);
}

static int
refuse_mp(const char *file, struct diag *diag)
{
    diag_set(diag, NULL, 0,
             "this exercise needs %s, which is missing beside the program; "
             "build racecourse again", file);
    return -ENOENT;
}

static int
add_mp(const struct builder_spec *spec, const char *from,
       struct recipe *recipe, struct diag *diag)
{
    char *header = guest_folder(spec->course, "mp", "mp.h");
    char *library = guest_folder(spec->course, "mp", "libmp.a");
    int err = 0;

    if (!header || !library) {
        err = refuse_mp(header ? "libmp.a" : "mp.h", diag);
    } else {
        char *flag = str_format("-I%s", path_from(from, header));
        char *archive = path_join(library, "libmp.a");

        words_add(&recipe->includes, flag);
        words_add(&recipe->libs, path_from(from, archive));
        free(flag);
        free(archive);
    }
    free(header);
    free(library);
    return err;
}

static int
add_hooks(const struct builder_spec *spec, const char *from,
          struct recipe *recipe, struct diag *diag)
{
    char *folder = guest_folder(spec->course, "hooks", "libhooks.a");
    char *word;

    if (!folder) {
        diag_set(diag, NULL, 0,
                 "libhooks.a is missing beside the program; build racecourse "
                 "again");
        return -ENOENT;
    }
    word = path_join(path_from(from, folder), "libhooks.a");
    words_add(&recipe->hooks, word);
    free(word);
    word = str_format("@%s/hooks.args", path_from(from, folder));
    words_add(&recipe->hooks, word);
    free(word);
    free(folder);
    return 0;
}

/* Borrowed from spec; NULL with a sentence where there is no such source. */
static const char *
source_of(const struct builder_spec *spec, struct diag *diag)
{
    if (spec->file)
        return spec->file;
    if (spec->source == RUN_SOLUTION && spec->exercise->solution)
        return spec->exercise->solution;
    if (spec->source == RUN_MINE)
        return copy_current(spec->exercise);
    diag_set(diag, NULL, 0, "%s has no %s to build", spec->exercise->name,
             run_source_name(spec->source));
    return NULL;
}

static void
add_course(const struct builder_spec *spec, const char *from,
           struct recipe *recipe)
{
    char *folder = path_join(course_root(spec->course), "exercises");
    char *flag = str_format("-I%s", path_from(from, folder));

    words_add(&recipe->includes, flag);
    free(flag);
    free(folder);
}

int
recipe_make(const struct builder_spec *spec, const char *from,
            struct recipe *recipe, struct diag *diag)
{
    const char *file = source_of(spec, diag);
    int err = 0;

    if (!file)
        return -ENOENT;
    *recipe = (struct recipe){.kind = spec->kind};
    recipe->source = realpath(file, NULL);
    if (!recipe->source) {
        err = -errno;
        diag_set(diag, NULL, 0, "%s cannot be opened: %s", file,
                 strerror(-err));
        return err;
    }
    recipe->shown = mem_copy(path_from(from, recipe->source));
    add_flags(spec, &recipe->flags);
    add_course(spec, from, recipe);
    if (spec->exercise->nlibs)
        err = add_mp(spec, from, recipe, diag);
    if (!err && spec->kind == BUILD_SANITIZED)
        err = add_hooks(spec, from, recipe, diag);
    if (err)
        recipe_release(recipe);
    return err;
}

void
recipe_words(const struct recipe *recipe, const char *program,
             struct words *words)
{
    words_join(words, &recipe->flags);
    words_add_all(words, "-g -pthread -Wall -Wextra");
    words_join(words, &recipe->includes);
    words_add(words, recipe->shown);
    words_join(words, &recipe->libs);
    words_add(words, "-o");
    words_add(words, program);
    words_add(words, "-lm");
}

static void
add_quoted(struct str *text, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789_-+=./,:@%";

    if (*word && strspn(word, plain) == strlen(word)) {
        str_add(text, word);
        return;
    }
    str_add_char(text, '\'');
    for (; *word; word++) {
        if (*word == '\'')
            str_add(text, "'\\''");
        else
            str_add_char(text, *word);
    }
    str_add_char(text, '\'');
}

static void
add_command(struct str *text, const struct words *words)
{
    for (size_t i = 0; i < words->count; i++) {
        if (i)
            str_add_char(text, ' ');
        add_quoted(text, words->items[i]);
    }
}

/* The command that makes the object file. */
static void
add_compile(struct str *text, const struct recipe *recipe,
            const struct words *compiler, const char *object,
            const struct words *more)
{
    struct words words = WORDS_INIT;

    words_join(&words, compiler);
    words_join(&words, &recipe->flags);
    words_add_all(&words, "-g -pthread -Wall -Wextra -fsanitize=thread");
    /* What gcc makes of a short constant text, nobody sees. */
    words_add_all(&words, "-fno-builtin-strcpy -fno-builtin-strcat");
    /* Of `x = x + 1` clang reports the write alone. */
    if (compiler_is_clang(compiler))
        words_add_all(&words, "-mllvm -tsan-instrument-read-before-write");
    words_join(&words, &recipe->includes);
    words_add(&words, recipe->shown);
    words_add(&words, "-c");
    words_add(&words, "-o");
    words_add(&words, object);
    words_join(&words, more);
    add_command(text, &words);
    words_release(&words);
}

/* The command that makes a program of it, with these archives and words. */
static void
add_link(struct str *text, const struct words *compiler, const char *object,
         const struct words *with, const char *program)
{
    struct words words = WORDS_INIT;

    words_join(&words, compiler);
    words_add_all(&words, "-g -pthread");
    words_add(&words, object);
    words_join(&words, with);
    words_add(&words, "-o");
    words_add(&words, program);
    words_add(&words, "-lm");
    add_command(text, &words);
    words_release(&words);
}

char *
recipe_script(const struct recipe *recipe, const struct words *compiler,
              const char *program, const struct words *more)
{
    char *object = str_format("%s.o", program);
    char *hooked = str_format("%s.hooked", program);
    struct words sanitizer = WORDS_INIT, hooks = WORDS_INIT;
    struct str text = STR_INIT;

    words_join(&sanitizer, &recipe->libs);
    words_add(&sanitizer, "-fsanitize=thread");
    words_join(&hooks, &recipe->libs);
    words_join(&hooks, &recipe->hooks);
    add_compile(&text, recipe, compiler, object, more);
    str_add(&text, " && { ");
    add_link(&text, compiler, object, &sanitizer, program);
    str_add(&text, " & ");
    add_link(&text, compiler, object, &hooks, hooked);
    str_add(&text, "; hooked=$?; wait $! && rm ");
    add_quoted(&text, object);
    str_add(&text, " && exit $hooked; }");
    words_release(&sanitizer);
    words_release(&hooks);
    free(hooked);
    free(object);
    return str_detach(&text);
}

/* What a person types: $CC where it is set, gcc where it is there. */
static void
add_compiler(struct words *words)
{
    struct words found = WORDS_INIT;
    struct diag diag = DIAG_INIT;
    const char *cc = getenv("CC");

    if (cc && cc[strspn(cc, " \t\n")])
        words_add_all(words, cc);
    else if (compiler_find(&found, &diag) == 0 &&
             !strcmp(path_name(found.items[0]), "clang"))
        words_add(words, "clang");
    else
        words_add(words, "gcc");
    words_release(&found);
}

/* Where a person calls the compiler: the root, or anywhere at all. */
static const char *
shell_folder(const struct course *course)
{
    const char *root = course_root(course), *work = course_work(course);

    return path_from(root, work) == work ? "" : root;
}

char *
builder_command(const struct builder_spec *spec, struct diag *diag)
{
    const char *from = shell_folder(spec->course);
    struct recipe recipe = RECIPE_INIT;
    struct words words = WORDS_INIT;
    struct str text = STR_INIT;

    if (recipe_make(spec, from, &recipe, diag) < 0)
        return NULL;
    add_compiler(&words);
    recipe_words(&recipe, spec->exercise->name, &words);
    add_command(&text, &words);
    words_release(&words);
    recipe_release(&recipe);
    return str_detach(&text);
}
