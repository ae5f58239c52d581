/*
 * Builds one program: from the cache, or by running the compiler as any
 * other program is run, so that one which hangs or crashes is contained.
 */
#include "build/builder.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/str.h"
#include "build/cache.h"
#include "build/command.h"
#include "build/compiler.h"
#include "build/messages.h"
#include "run/runner.h"

#define COMPILER_SECONDS 60
#define SOURCE_MAX (16 * 1024 * 1024)

/* Changes whenever the words below do, so that no old program is taken for
 * what they would make. */
#define FORM "2"

struct builder {
    struct build *build;
    struct recipe recipe;
    struct words compiler;
    struct cache_slot slot;
    char *root;
    int event;                  /* readable; -1 while the compiler runs */
    struct runner *runner;      /* NULL: found in the cache */
    struct run run;
    int64_t began;
    bool over;
};

static int
add_file(uint64_t *key, const char *path, struct diag *diag)
{
    char *text;
    size_t len;
    int err = file_read(path, SOURCE_MAX, &text, &len);

    if (err) {
        diag_set(diag, NULL, 0, "%s cannot be read: %s", path,
                 strerror(-err));
        return err;
    }
    *key = hash_add(*key, &len, sizeof len);
    *key = hash_add(*key, text, len);
    free(text);
    return 0;
}

/* An archive may be thin: then its members are files that it only names,
 * and its own time tells that one of them was made anew. */
static int
add_library(const struct builder *builder, const char *lib, uint64_t *key,
            struct diag *diag)
{
    char *path = lib[0] == '/' ? mem_copy(lib)
                               : path_join(builder->root, lib);
    struct stat st;
    int err = add_file(key, path, diag);

    if (!err && stat(path, &st) == 0)
        *key = hash_add(*key, &st.st_mtim, sizeof st.st_mtim);
    free(path);
    return err;
}

/* All that is known before the compiler has run. */
static int
make_key(struct builder *builder, struct diag *diag)
{
    const struct recipe *recipe = &builder->recipe;
    uint64_t key = hash_add_text(HASH_INIT, FORM);
    struct words words = WORDS_INIT;
    int err;

    key = compiler_hash(&builder->compiler, key);
    key = hash_add_text(key, builder->root);
    recipe_words(recipe, builder->slot.name, &words);
    words_add(&words, recipe->kind == BUILD_SANITIZED ? "sanitized" : "");
    for (size_t i = 0; i < words.count; i++)
        key = hash_add_text(key, words.items[i]);
    words_release(&words);
    err = add_file(&key, recipe->source, diag);
    for (size_t i = 0; !err && i < recipe->libs.count; i++)
        err = add_library(builder, recipe->libs.items[i], &key, diag);
    if (!err && recipe->hooks.count)
        err = add_library(builder, recipe->hooks.items[0], &key, diag);
    builder->slot.key = key;
    return err;
}

/* An eventfd that stays readable: there is something to do at once. */
static int
make_readable(struct builder *builder, struct diag *diag)
{
    int err;

    builder->event = eventfd(1, EFD_CLOEXEC | EFD_NONBLOCK);
    if (builder->event >= 0)
        return 0;
    err = -errno;
    diag_set(diag, NULL, 0, "the build cannot be waited for: %s",
             strerror(-err));
    return err;
}

/* The compiler's words are in English whatever the user's language is, and
 * its own files end with the draft. */
static void
add_compiler_words(const struct builder *builder, struct words *words)
{
    char *program = path_join(builder->slot.draft, builder->slot.name);
    char *tmp = str_format("TMPDIR=%s", builder->slot.draft);
    char *deps = path_join(builder->slot.draft, "deps");
    struct words more = WORDS_INIT;
    char *script;

    words_add_all(&more, "-fdiagnostics-color=never -MMD -MF");
    words_add(&more, deps);
    words_add(words, "env");
    words_add(words, "LC_ALL=C");
    words_add(words, tmp);
    if (builder->recipe.kind == BUILD_SANITIZED) {
        script = recipe_script(&builder->recipe, &builder->compiler, program,
                               &more);
        words_add_all(words, "sh -c");
        words_add(words, script);
        free(script);
    } else {
        words_join(words, &builder->compiler);
        recipe_words(&builder->recipe, program, words);
        words_join(words, &more);
    }
    words_release(&more);
    free(deps);
    free(program);
    free(tmp);
}

static int
start_compiler(struct builder *builder, struct diag *diag)
{
    struct words words = WORDS_INIT;
    struct runner_spec spec = {
        .cwd = builder->root,
        .limit_seconds = COMPILER_SECONDS,
        .flags = RUNNER_PIPE | RUNNER_TOOL,
    };
    int err = cache_begin(&builder->slot, diag);

    if (err)
        return err;
    add_compiler_words(builder, &words);
    spec.argv = (const char *const *)words.items;
    err = runner_start(&spec, &builder->run, diag, &builder->runner);
    words_release(&words);
    return err;
}

static double
seconds_since(int64_t began)
{
    return (double)(clock_now() - began) / CLOCK_SECOND;
}

static void
take_said(struct builder *builder, char *said)
{
    builder->build->said = said;
    messages_parse(builder->build, said, builder->root,
                   builder->recipe.shown);
}

/* It stands beside the program. */
static void
name_hooked(struct builder *builder)
{
    struct build *build = builder->build;

    if (build->program && builder->recipe.kind == BUILD_SANITIZED)
        build->hooked = str_format("%s.hooked", build->program);
}

static int
start(struct builder *builder, const struct builder_spec *spec,
      struct diag *diag)
{
    char *said = NULL;
    int err = recipe_make(spec, course_root(spec->course), &builder->recipe,
                          diag);

    if (!err)
        err = compiler_find(&builder->compiler, diag);
    if (!err)
        err = cache_open(&builder->slot, builder->root, spec->exercise->name,
                         diag);
    if (!err)
        err = make_key(builder, diag);
    if (err)
        return err;
    builder->build->program = cache_find(&builder->slot, &said);
    if (!builder->build->program)
        return start_compiler(builder, diag);
    name_hooked(builder);
    builder->build->cached = true;
    take_said(builder, said);
    builder->build->seconds = seconds_since(builder->began);
    return make_readable(builder, diag);
}

int
builder_start(const struct builder_spec *spec, struct build *build,
              struct diag *diag, struct builder **ret_builder)
{
    struct builder *builder = mem_new(sizeof *builder);
    int err;

    build_release(build);
    builder->build = build;
    builder->event = -1;
    builder->root = mem_copy(course_root(spec->course));
    builder->run = (struct run)RUN_INIT;
    builder->began = clock_now();
    err = start(builder, spec, diag);
    if (err) {
        build_release(build);
        builder_free(builder);
        return err;
    }
    *ret_builder = builder;
    return 0;
}

void
builder_free(struct builder *builder)
{
    if (!builder)
        return;
    runner_free(builder->runner);
    run_release(&builder->run);
    if (builder->event >= 0)
        close(builder->event);
    cache_release(&builder->slot);
    words_release(&builder->compiler);
    recipe_release(&builder->recipe);
    free(builder->root);
    free(builder);
}

int
builder_fd(const struct builder *builder)
{
    return builder->runner ? runner_fd(builder->runner) : builder->event;
}

/* What the compiler said when it fell over itself; NULL if it did not. */
static const char *
crash_in(const char *said)
{
    static const char *const words[] = {
        "internal compiler error", "terminated program",
        "PLEASE submit a bug report",
    };

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        const char *found = strstr(said, words[i]);

        while (found && found > said && found[-1] != '\n')
            found--;
        if (found)
            return found;
    }
    return NULL;
}

/* Why the compiler could not write, as -errno, or 0: it tells with an
 * error's usual words at the end of a line. */
static int
no_room_in(const char *said)
{
    static const int errors[] = {ENOSPC, EDQUOT, EROFS};

    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
        char *words = str_format(": %s\n", strerror(errors[i]));
        bool found = strstr(said, words) != NULL;

        free(words);
        if (found)
            return -errors[i];
    }
    return 0;
}

/* The compiler did not get to the end of its work: say so. */
static int
check_end(const struct builder *builder, const char *said, struct diag *diag)
{
    const struct run *run = &builder->run;
    const char *name = builder->compiler.items[0];
    const char *crash = crash_in(said);
    int no_room = run->exit_code ? no_room_in(said) : 0;

    if (run->status == RUN_TIME_LIMIT) {
        diag_set(diag, NULL, 0,
                 "the compiler %s was ended after %d seconds", name,
                 COMPILER_SECONDS);
        return -ETIMEDOUT;
    }
    if (run->status != RUN_EXITED) {
        diag_set(diag, NULL, 0, "the compiler %s was killed: %s", name,
                 strsignal(run->status == RUN_SIGNALLED ? run->signal
                                                        : SIGTERM));
        return -EIO;
    }
    if (no_room) {
        diag_set(diag, NULL, 0,
                 "the compiler %s could not write in %s: %s; make room "
                 "there, or set XDG_CACHE_HOME to another folder", name,
                 builder->slot.folder, strerror(-no_room));
        return no_room;
    }
    if (run->exit_code && crash) {
        diag_set(diag, NULL, 0, "the compiler %s crashed: %.*s", name,
                 (int)strcspn(crash, "\n"), crash);
        return -EIO;
    }
    if (run->exit_code && !said[strspn(said, " \t\n")]) {
        diag_set(diag, NULL, 0,
                 "the compiler %s failed with status %d and did not say why",
                 name, run->exit_code);
        return -EIO;
    }
    return 0;
}

/* A failure whose words are of no known form is told by its first line. */
static void
ensure_an_error(struct build *build, const char *shown)
{
    struct build_message *message;
    const char *text = build->said + strspn(build->said, " \t\n");

    if (build_first_error(build))
        return;
    build->messages = mem_resize(build->messages, build->nmessages + 1,
                                 sizeof *build->messages);
    message = &build->messages[build->nmessages++];
    *message = (struct build_message){
        .file = mem_copy(shown),
        .error = true,
        .text = mem_copy_n(text, strcspn(text, "\n")),
    };
}

static int
keep_program(struct builder *builder, struct diag *diag)
{
    struct build *build = builder->build;
    char *draft = path_join(builder->slot.draft, builder->slot.name);
    bool made = access(draft, X_OK) == 0;

    free(draft);
    if (made) {
        int err = cache_keep(&builder->slot, build->said, diag,
                             &build->program);

        name_hooked(builder);
        return err;
    }
    diag_set(diag, NULL, 0, "the compiler %s ended well but made no program",
             builder->compiler.items[0]);
    return -EIO;
}

static int
finish(struct builder *builder, struct diag *diag)
{
    struct build *build = builder->build;
    size_t len;
    char *said = output_text(&builder->run.output, &len);
    int err = check_end(builder, said, diag);

    build->seconds = seconds_since(builder->began);
    take_said(builder, said);
    if (err)
        return err;
    if (builder->run.exit_code) {
        ensure_an_error(build, builder->recipe.shown);
        return 1;
    }
    err = keep_program(builder, diag);
    return err ? err : 1;
}

int
builder_dispatch(struct builder *builder, struct diag *diag)
{
    if (!builder->runner || builder->over)
        return 1;
    if (runner_dispatch(builder->runner) == 0)
        return 0;
    builder->over = true;
    return finish(builder, diag);
}
