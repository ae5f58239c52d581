#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "build/builder.h"
#include "build/guest.h"
#include "folder.h"

static struct course *course;
static const struct exercise *exercise;
static struct diag diag;

static int
set_up(void **state)
{
    struct diags diags = DIAGS_INIT;
    char *cache;

    if (folder_make(state) < 0)
        return -1;
    cache = folder_path("cache");
    setenv("XDG_CACHE_HOME", cache, 1);
    unsetenv("CC");
    free(cache);
    folder_write("lessons/01_one.md",
                 "# One\n"
                 "```exercise one\n"
                 "[build]\n"
                 "flags = -O1 -DX='1'\n"
                 "variants = O0, LOUD1\n"
                 "[knobs]\n"
                 "O = 1, 0..1\n"
                 "LOUD = 0, 0..1\n"
                 "```\n");
    folder_write("exercises/01_one/one.c",
                 "#include <stdio.h>\n"
                 "#include \"race.h\"\n"
                 "int main(void)\n"
                 "{\n"
                 "    puts(GREETING);\n"
                 "}\n");
    folder_write("exercises/race.h", "#define GREETING \"hello\"\n");
    folder_write("solutions/01_one/one.c", "int main(void) { return 7; }\n");
    if (course_open(folder, NULL, &diags, &course) < 0 || diags.count)
        return -1;
    exercise = course_exercise(course, 0);
    diag = (struct diag)DIAG_INIT;
    return 0;
}

static int
tear_down(void **state)
{
    course_free(course);
    return folder_remove(state);
}

/* Builds to the end; what builder_start() or _dispatch() say. */
static int
build_spec(const struct builder_spec *spec, struct build *build)
{
    struct builder *builder = NULL;
    int result = builder_start(spec, build, &diag, &builder);

    if (result < 0)
        return result;
    do {
        struct pollfd waits = {.fd = builder_fd(builder), .events = POLLIN};

        assert_int_equal(poll(&waits, 1, 20000), 1);
        result = builder_dispatch(builder, &diag);
    } while (result == 0);
    assert_int_equal(builder_dispatch(builder, &diag), 1);
    builder_free(builder);
    return result;
}

static int
build_mine(struct build *build)
{
    struct builder_spec spec = {.course = course, .exercise = exercise};

    return build_spec(&spec, build);
}

/* The first line that the program prints, without its end. */
static const char *
first_line(const char *program)
{
    static char line[200];
    FILE *pipe = popen(program, "r");

    assert_non_null(pipe);
    if (!fgets(line, sizeof line, pipe))
        line[0] = '\0';
    pclose(pipe);
    line[strcspn(line, "\n")] = '\0';
    return line;
}

/* Files and folders of the cache that are no finished program and no list
 * of headers. */
static int
count_drafts(void)
{
    char *command =
        str_format("ls %s/cache/racecourse/build | grep -c draft", folder);
    int count = atoi(first_line(command));

    free(command);
    return count;
}

/* Leave a script in the course's folder and make it the compiler. */
static void
use_compiler(const char *script)
{
    char *path = folder_path("fakecc");

    folder_write("fakecc", script);
    assert_int_equal(chmod(path, 0755), 0);
    setenv("CC", path, 1);
    free(path);
}

static void
test_builder__builds_once(void **state)
{
    struct build build = BUILD_INIT;
    char *program;

    (void)state;
    assert_int_equal(build_mine(&build), 1);
    assert_non_null(build.program);
    assert_false(build.cached);
    assert_true(build.seconds > 0);
    assert_int_equal(build.nmessages, 0);
    assert_string_equal(path_name(build.program), "one");
    assert_string_equal(first_line(build.program), "hello");
    program = mem_copy(build.program);
    assert_int_equal(build_mine(&build), 1);
    assert_true(build.cached);
    assert_string_equal(build.program, program);
    assert_int_equal(count_drafts(), 0);
    free(program);
    build_release(&build);
}

static void
test_builder__builds_again_when_a_header_changed(void **state)
{
    struct build build = BUILD_INIT;

    (void)state;
    assert_int_equal(build_mine(&build), 1);
    folder_write("exercises/race.h", "#define GREETING \"goodbye\"\n");
    assert_int_equal(build_mine(&build), 1);
    assert_false(build.cached);
    assert_string_equal(first_line(build.program), "goodbye");
    folder_write("exercises/race.h", "#define GREETING \"hello\"\n");
    assert_int_equal(build_mine(&build), 1);
    assert_true(build.cached);
    assert_string_equal(first_line(build.program), "hello");
    build_release(&build);
}

static void
test_builder__builds_the_source_that_is_meant(void **state)
{
    struct build build = BUILD_INIT;
    struct builder_spec spec = {.course = course, .exercise = exercise};

    (void)state;
    folder_write("work/01_one/one.c", "#include <stdio.h>\n"
                                      "int main(void) { puts(\"mine\"); }\n");
    assert_int_equal(build_spec(&spec, &build), 1);
    assert_string_equal(first_line(build.program), "mine");
    spec.source = RUN_SOLUTION;
    assert_int_equal(build_spec(&spec, &build), 1);
    assert_string_equal(first_line(build.program), "");
    spec.file = exercise->start;
    assert_int_equal(build_spec(&spec, &build), 1);
    assert_string_equal(first_line(build.program), "hello");
    spec.file = NULL;
    spec.source = RUN_TWIN;
    assert_int_equal(build_spec(&spec, &build), -ENOENT);
    assert_string_equal(diag.text, "one has no twin to build");
    spec.file = "/nonexistent.c";
    assert_int_equal(build_spec(&spec, &build), -ENOENT);
    assert_null(build.program);
    build_release(&build);
}

static void
test_builder__knows_variants(void **state)
{
    struct build build = BUILD_INIT;
    struct builder_spec spec = {
        .course = course,
        .exercise = exercise,
        .variant = "LOUD1",
    };

    (void)state;
    folder_write("exercises/01_one/one.c",
                 "#include <stdio.h>\n"
                 "int main(void)\n"
                 "{\n"
                 "#ifdef VARIANT_LOUD1\n"
                 "    puts(\"loud\");\n"
                 "#elif defined __OPTIMIZE__\n"
                 "    puts(\"fast\");\n"
                 "#else\n"
                 "    puts(\"slow\");\n"
                 "#endif\n"
                 "}\n");
    assert_int_equal(build_spec(&spec, &build), 1);
    assert_string_equal(first_line(build.program), "loud");
    spec.variant = "O0";
    assert_int_equal(build_spec(&spec, &build), 1);
    assert_string_equal(first_line(build.program), "slow");
    spec.variant = NULL;
    assert_int_equal(build_spec(&spec, &build), 1);
    assert_string_equal(first_line(build.program), "fast");
    build_release(&build);
}

static void
test_builder__sanitizes_without_optimising(void **state)
{
    struct builder_spec spec = {
        .course = course,
        .exercise = exercise,
        .kind = BUILD_SANITIZED,
    };
    struct build build = BUILD_INIT;

    (void)state;
    folder_write("exercises/01_one/one.c",
                 "#include <stdio.h>\n"
                 "int main(void)\n"
                 "{\n"
                 "#if defined __SANITIZE_THREAD__ && !defined __OPTIMIZE__\n"
                 "    puts(\"sanitized\");\n"
                 "#endif\n"
                 "}\n");
    assert_int_equal(build_spec(&spec, &build), 1);
    /* A compiler may come without its sanitizer. */
    if (build.program || !strstr(build.said, "tsan"))
        assert_string_equal(first_line(build.program), "sanitized");
    assert_int_equal(build_mine(&build), 1);
    assert_string_equal(first_line(build.program), "");
    build_release(&build);
}

/* Nothing of the sanitizer's own is in it. */
static void
test_builder__puts_hooks_in_the_sanitizers_place(void **state)
{
    struct builder_spec spec = {
        .course = course,
        .exercise = exercise,
        .source = RUN_SOLUTION,
        .kind = BUILD_SANITIZED,
    };
    struct build build = BUILD_INIT;
    char *again;

    (void)state;
    /* The sanitizer's runtime, where there is one, has such a function. */
    folder_write("solutions/01_one/one.c",
                 "#include <stdio.h>\n"
                 "__attribute__((weak)) void __tsan_on_report(void *);\n"
                 "int main(void)\n"
                 "{\n"
                 "    puts(__tsan_on_report ? \"sanitizer\" : \"hooks\");\n"
                 "}\n");
    assert_int_equal(build_spec(&spec, &build), 1);
    assert_string_equal(first_line(build.program), "sanitizer");
    assert_string_equal(first_line(build.hooked), "hooks");
    again = strdup(build.hooked);
    assert_int_equal(build_spec(&spec, &build), 1);
    assert_true(build.cached);
    assert_string_equal(build.hooked, again);
    free(again);
    build_release(&build);
}

static void
test_builder__tells_the_line_of_an_error(void **state)
{
    struct build build = BUILD_INIT;
    const struct build_message *error;

    (void)state;
    folder_write("work/01_one/one.c", "int main(void)\n"
                                      "{\n"
                                      "    return nothing;\n"
                                      "}\n");
    assert_int_equal(build_mine(&build), 1);
    assert_null(build.program);
    error = build_first_error(&build);
    assert_non_null(error);
    assert_string_equal(error->file, "work/01_one/one.c");
    assert_int_equal(error->line, 3);
    assert_string_equal(error->source, "    return nothing;");
    assert_non_null(strstr(error->text, "nothing"));
    assert_non_null(strstr(build.said, "return nothing;"));
    assert_int_equal(count_drafts(), 0);
    build_release(&build);
}

static void
test_builder__keeps_the_warnings_of_a_cached_program(void **state)
{
    struct build build = BUILD_INIT;

    (void)state;
    folder_write("work/01_one/one.c", "int main(void)\n"
                                      "{\n"
                                      "    int unused;\n"
                                      "}\n");
    for (int i = 0; i < 2; i++) {
        assert_int_equal(build_mine(&build), 1);
        assert_non_null(build.program);
        assert_int_equal(build.cached, i);
        assert_int_equal(build.nmessages, 1);
        assert_int_equal(build.messages[0].line, 3);
        assert_null(build_first_error(&build));
    }
    build_release(&build);
}

static void
test_builder__tells_what_the_linker_misses(void **state)
{
    struct build build = BUILD_INIT;
    const struct build_message *error;

    (void)state;
    folder_write("work/01_one/one.c", "int missing(void);\n"
                                      "int main(void)\n"
                                      "{\n"
                                      "    return missing();\n"
                                      "}\n");
    assert_int_equal(build_mine(&build), 1);
    assert_null(build.program);
    error = build_first_error(&build);
    assert_non_null(error);
    assert_non_null(strstr(error->text, "missing"));
    assert_int_equal(build.nmessages, 1);
    build_release(&build);
}

static void
test_builder__needs_a_compiler(void **state)
{
    char *path = mem_copy(getenv("PATH"));
    struct build build = BUILD_INIT;

    (void)state;
    setenv("CC", "/nonexistent/cc -m64", 1);
    assert_int_equal(build_mine(&build), -ENOENT);
    assert_non_null(strstr(diag.text, "/nonexistent/cc"));
    assert_null(builder_compiler());
    unsetenv("CC");
    setenv("PATH", folder, 1);
    assert_int_equal(build_mine(&build), -ENOENT);
    assert_non_null(strstr(diag.text, "install gcc or clang"));
    setenv("PATH", path, 1);
    free(path);
    assert_int_equal(build_mine(&build), 1);
    build_release(&build);
}

static const struct {
    const char *script;
    const char *said;
} failing[] = {
    {"#!/bin/sh\nexit 1\n", "failed with status 1 and did not say why"},
    {"#!/bin/sh\nkill -9 $$\n", "was killed: Killed"},
    {"#!/bin/sh\nexit 0\n", "ended well but made no program"},
    {"#!/bin/sh\necho 'gcc: internal compiler error: x' >&2\nexit 4\n",
     "crashed: gcc: internal compiler error: x"},
};

static void
test_builder__says_when_the_compiler_fails(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof failing / sizeof failing[0]; i++) {
        struct build build = BUILD_INIT;

        use_compiler(failing[i].script);
        assert_int_equal(build_mine(&build), -EIO);
        if (!strstr(diag.text, failing[i].said))
            fail_msg("%s: %s", failing[i].script, diag.text);
        assert_null(build.program);
        assert_int_equal(count_drafts(), 0);
        build_release(&build);
    }
}

static void
test_builder__takes_any_words_for_an_error(void **state)
{
    struct build build = BUILD_INIT;
    const struct build_message *error;

    (void)state;
    use_compiler("#!/bin/sh\necho; echo something odd; echo more\nexit 3\n");
    assert_int_equal(build_mine(&build), 1);
    assert_null(build.program);
    error = build_first_error(&build);
    assert_non_null(error);
    assert_string_equal(error->text, "something odd");
    assert_int_equal(error->line, 0);
    build_release(&build);
}

static void
test_builder__tells_compilers_apart(void **state)
{
    struct build build = BUILD_INIT;

    (void)state;
    use_compiler("#!/bin/sh\nexec gcc \"$@\"\n");
    assert_int_equal(build_mine(&build), 1);
    assert_false(build.cached);
    assert_int_equal(build_mine(&build), 1);
    assert_true(build.cached);
    use_compiler("#!/bin/sh\nexec gcc -DNEW \"$@\"\n");
    assert_int_equal(build_mine(&build), 1);
    assert_false(build.cached);
    unsetenv("CC");
    assert_int_equal(build_mine(&build), 1);
    assert_false(build.cached);
    build_release(&build);
}

static void
test_builder__needs_a_cache_it_can_write(void **state)
{
    struct build build = BUILD_INIT;
    char *home = mem_copy(getenv("HOME") ? getenv("HOME") : "/");

    (void)state;
    folder_write("cache", "a file");
    assert_int_equal(build_mine(&build), -ENOTDIR);
    assert_non_null(strstr(diag.text, "XDG_CACHE_HOME"));
    unsetenv("XDG_CACHE_HOME");
    unsetenv("HOME");
    assert_int_equal(build_mine(&build), -ENOENT);
    assert_non_null(strstr(diag.text, "HOME"));
    setenv("HOME", home, 1);
    free(home);
}

static void
test_builder__leaves_nothing_when_it_is_ended_early(void **state)
{
    struct builder_spec spec = {.course = course, .exercise = exercise};
    struct build build = BUILD_INIT;
    struct builder *builder;

    (void)state;
    use_compiler("#!/bin/sh\necho $$ > pid\nexec sleep 100\n");
    assert_int_equal(builder_start(&spec, &build, &diag, &builder), 0);
    assert_int_equal(count_drafts(), 1);
    builder_free(builder);
    assert_int_equal(count_drafts(), 0);
    assert_null(build.program);
    build_release(&build);
}

static void
test_builder__does_not_find_what_changed_while_it_built(void **state)
{
    struct build build = BUILD_INIT;

    (void)state;
    use_compiler("#!/bin/sh\n"
                 "sleep 0.05\n"
                 "echo '#define GREETING \"late\"' > exercises/race.h\n"
                 "exec gcc \"$@\"\n");
    assert_int_equal(build_mine(&build), 1);
    assert_non_null(build.program);
    assert_string_equal(first_line(build.program), "late");
    assert_int_equal(build_mine(&build), 1);
    assert_false(build.cached);
    build_release(&build);
}

static void
test_builder__links_with_mp(void **state)
{
    static const char make[] =
        "cd %s/src/guest/mp && echo 'int mp_size(void) { return %d; }' > m.c "
        "&& gcc -c m.c && rm -f libmp.a && ar %s libmp.a m.o";
    struct build build = BUILD_INIT;
    struct exercise with_mp = *exercise;
    struct builder_spec spec = {.course = course, .exercise = &with_mp};
    char *libs[] = {(char[]){"mp"}};
    char *command;

    (void)state;
    with_mp.libs = libs;
    with_mp.nlibs = 1;
    folder_write("src/guest/mp/mp.h", "int mp_size(void);\n");
    folder_write("exercises/01_one/one.c",
                 "#include <mp.h>\n"
                 "#include <stdio.h>\n"
                 "int main(void) { printf(\"%d\\n\", mp_size()); }\n");
    /* A thin archive, from the second on, only names its members. */
    for (int size = 1; size < 4; size++) {
        command = str_format(make, folder, size, size == 1 ? "cr" : "crT");
        assert_int_equal(system(command), 0);
        free(command);
        assert_int_equal(build_spec(&spec, &build), 1);
        assert_false(build.cached);
        assert_int_equal(atoi(first_line(build.program)), size);
        assert_int_equal(build_spec(&spec, &build), 1);
        assert_true(build.cached);
    }
    command = builder_command(&spec, &diag);
    assert_non_null(strstr(command,
                           "-Iexercises -Isrc/guest/mp "
                           "exercises/01_one/one.c src/guest/mp/libmp.a "
                           "-o one -lm"));
    free(command);
    build_release(&build);
}

static void
test_builder__knows_where_guests_are(void **state)
{
    static const char *const files[] = {"libhooks.a", "hooks.args"};
    char *where = NULL;
    char *own = str_format("%s/src/guest/hooks", folder);

    (void)state;
    for (int i = 0; i < 2; i++) {
        where = guest_folder(course, "hooks", files[i]);
        assert_non_null(where);
        free(where);
    }
    assert_null(guest_folder(course, "hooks", "libnothing.a"));
    folder_write("src/guest/hooks/hooks.args", "\n");
    where = guest_folder(course, "hooks", "hooks.args");
    assert_string_equal(where, own);
    free(where);
    free(own);
}

static void
test_builder__says_the_command_for_a_shell(void **state)
{
    struct builder_spec spec = {.course = course, .exercise = exercise};
    char *command = builder_command(&spec, &diag);

    (void)state;
    assert_string_equal(command,
                        "gcc -O1 '-DX='\\''1'\\''' -g -pthread -Wall -Wextra "
                        "-Iexercises exercises/01_one/one.c -o one -lm");
    free(command);
    folder_write("work/01_one/one.c", "int main(void) { }\n");
    spec.variant = "O0";
    command = builder_command(&spec, &diag);
    assert_string_equal(command,
                        "gcc -O0 '-DX='\\''1'\\''' -g -pthread -Wall -Wextra "
                        "-Iexercises work/01_one/one.c -o one -lm");
    free(command);
    setenv("CC", "clang -m64", 1);
    command = builder_command(&spec, &diag);
    assert_int_equal(strncmp(command, "clang -m64 -O0 ", 15), 0);
    free(command);
    spec.file = "/nonexistent.c";
    assert_null(builder_command(&spec, &diag));
    assert_non_null(strstr(diag.text, "/nonexistent.c cannot be opened"));
}

/* Who has copies elsewhere works there, and perhaps may not write here. */
static void
test_builder__command_works_anywhere_for_copies_elsewhere(void **state)
{
    struct diags diags = DIAGS_INIT;
    struct course *other;
    struct builder_spec spec = {0};
    char *command, *wanted;

    (void)state;
    assert_int_equal(course_open(folder, "/elsewhere", &diags, &other), 0);
    spec.course = other;
    spec.exercise = course_exercise(other, 0);
    command = builder_command(&spec, &diag);
    wanted = str_format("-I%s/exercises %s/exercises/01_one/one.c -o one -lm",
                        course_root(other), course_root(other));
    assert_non_null(command);
    assert_non_null(strstr(command, wanted));
    free(wanted);
    free(command);
    diags_release(&diags);
    course_free(other);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_builder__builds_once),
        TEST(test_builder__builds_again_when_a_header_changed),
        TEST(test_builder__builds_the_source_that_is_meant),
        TEST(test_builder__knows_variants),
        TEST(test_builder__sanitizes_without_optimising),
        TEST(test_builder__puts_hooks_in_the_sanitizers_place),
        TEST(test_builder__tells_the_line_of_an_error),
        TEST(test_builder__keeps_the_warnings_of_a_cached_program),
        TEST(test_builder__tells_what_the_linker_misses),
        TEST(test_builder__needs_a_compiler),
        TEST(test_builder__says_when_the_compiler_fails),
        TEST(test_builder__takes_any_words_for_an_error),
        TEST(test_builder__tells_compilers_apart),
        TEST(test_builder__needs_a_cache_it_can_write),
        TEST(test_builder__leaves_nothing_when_it_is_ended_early),
        TEST(test_builder__does_not_find_what_changed_while_it_built),
        TEST(test_builder__links_with_mp),
        TEST(test_builder__knows_where_guests_are),
        TEST(test_builder__says_the_command_for_a_shell),
        TEST(test_builder__command_works_anywhere_for_copies_elsewhere),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
