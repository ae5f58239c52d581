#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "check/check.h"
#include "folder.h"

static struct course *course;
static const struct exercise *exercise;
static struct findings findings;
static struct diag diag;

#define LESSON \
    "# One\n" \
    "```exercise one\n" \
    "[knobs]\n" \
    "n = 100, 1..1000\n" \
    "[check]\n" \
    "knobs = n 2..50\n" \
    "trials = 4\n" \
    "limit = 2\n"

#define START \
    "#include <pthread.h>\n" \
    "#include <stdio.h>\n" \
    "#include <stdlib.h>\n" \
    "#include <sys/mman.h>\n" \
    "#include <sys/personality.h>\n" \
    "#include <sys/wait.h>\n" \
    "#include <unistd.h>\n" \
    "static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;\n" \
    "int touched;\n" \
    "void *touch(void *arg) { touched = 1; return arg; }\n" \
    "static pthread_mutex_t locks[2] = {PTHREAD_MUTEX_INITIALIZER,\n" \
    "                                   PTHREAD_MUTEX_INITIALIZER};\n" \
    "void *cross(void *arg)\n" \
    "{\n" \
    "    pthread_mutex_lock(&locks[(long)arg]);\n" \
    "    pthread_mutex_lock(&locks[1 - (long)arg]);\n" \
    "    pthread_mutex_unlock(&locks[0]);\n" \
    "    pthread_mutex_unlock(&locks[1]);\n" \
    "    return NULL;\n" \
    "}\n" \
    "int main(int argc, char **argv)\n" \
    "{\n" \
    "    long n = argc > 1 ? atol(argv[1] + 2) : 0;\n"

#define END \
    "    (void)lock;\n" \
    "    printf(\"sum = %ld\\n\", n);\n" \
    "    return 0;\n" \
    "}\n"

static int
set_up(void **state)
{
    char *cache;

    if (folder_make(state) < 0)
        return -1;
    cache = folder_path("cache");
    setenv("XDG_CACHE_HOME", cache, 1);
    free(cache);
    findings = (struct findings)FINDINGS_INIT;
    diag = (struct diag)DIAG_INIT;
    return 0;
}

static int
tear_down(void **state)
{
    findings_release(&findings);
    course_free(course);
    course = NULL;
    return folder_remove(state);
}

/* A course whose solution doubles n, with these lines for [check]. */
static void
make_course(const char *asked)
{
    struct diags diags = DIAGS_INIT;
    char *lesson = malloc(strlen(LESSON) + strlen(asked) + 10);

    strcpy(lesson, LESSON);
    strcat(lesson, asked);
    strcat(lesson, "\n```\n");
    folder_write("lessons/01_one.md", lesson);
    free(lesson);
    folder_write("exercises/01_one/one.c", START END);
    folder_write("solutions/01_one/one.c", START "    n *= 2;\n" END);
    assert_int_equal(course_open(folder, NULL, &diags, &course), 0);
    assert_int_equal(diags.count, 0);
    exercise = course_exercise(course, 0);
}

static enum verdict
check(const struct check_spec *spec)
{
    struct check *check;
    int result;

    assert_int_equal(check_start(spec, &findings, &diag, &check), 0);
    do {
        struct pollfd waits = {.fd = check_fd(check), .events = POLLIN};

        assert_int_equal(poll(&waits, 1, 30000), 1);
        result = check_dispatch(check, &diag);
    } while (result == 0);
    assert_int_equal(result, 1);
    assert_int_equal(check_dispatch(check, &diag), 1);
    check_free(check);
    return findings.verdict;
}

/* The verdict on a file with that inside main(). */
static enum verdict
verdict_on(const char *inside)
{
    char *text = malloc(strlen(START) + strlen(inside) + strlen(END) + 1);
    char *file = folder_path("mine.c");
    struct check_spec spec = {
        .course = course,
        .exercise = exercise,
        .file = file,
    };
    enum verdict verdict;

    strcpy(text, START);
    strcat(text, inside);
    strcat(text, END);
    folder_write("mine.c", text);
    free(text);
    verdict = check(&spec);
    free(file);
    return verdict;
}

static void
test_check__passes_what_holds_in_all_trials(void **state)
{
    (void)state;
    make_course("hold = sum == 2 * n");
    assert_int_equal(verdict_on("    n += n;\n"), VERDICT_PASSED);
    assert_int_equal(findings.plain.done, 4);
    assert_int_equal(findings.plain.wrong, 0);
    assert_int_equal(findings.rungs[RUNG_BUILD].state, RUNG_HELD);
    assert_int_equal(findings.rungs[RUNG_RUN].state, RUNG_HELD);
    assert_int_equal(findings.rungs[RUNG_SPEED].state, RUNG_SPARED);
}

static void
test_check__says_what_is_wrong_in_how_many_trials(void **state)
{
    (void)state;
    make_course("hold = sum == 2 * n");
    /* Right for the smallest knobs alone. */
    assert_int_equal(verdict_on("    n = 4;\n"), VERDICT_WRONG_RESULT);
    assert_int_equal(findings.plain.done, 4);
    assert_int_equal(findings.plain.wrong, 3);
    assert_non_null(strstr(findings.mismatch, "sum is 4 and should be "));
    assert_string_equal(findings.failing.exercise, "one");
    assert_int_equal(verdict_on("    exit(7);\n"), VERDICT_WRONG_RESULT);
    assert_non_null(strstr(findings.mismatch, "ended with status 7"));
}

/* A program that does something where its threads are switched. */
#define SWITCHED(what) \
    "    extern char hk_region[] __attribute__((weak));\n" \
    "    if (hk_region)\n" \
    "        " what "\n" \
    "    n += n;\n"

static void
test_check__looks_once_more_where_a_line_is_missing(void **state)
{
    char *inside, *once = folder_path("once");

    (void)state;
    make_course("hold = sum == 2 * n");
    inside = str_format(SWITCHED("if (access(\"%s\", F_OK) != 0)\n"
                                 "            return fclose(fopen(\"%s\", "
                                 "\"w\"));"), once, once);
    assert_int_equal(verdict_on(inside), VERDICT_PASSED);
    assert_true(findings.unsaid);
    free(inside);
    free(once);
    findings_release(&findings);
    findings = (struct findings)FINDINGS_INIT;
    assert_int_equal(verdict_on(SWITCHED("return 0;")), VERDICT_RIGHT_BY_LUCK);
    assert_non_null(strstr(findings.sentence, "no result 'sum'"));
}

static void
test_check__compares_with_the_solution_at_the_same_knobs(void **state)
{
    (void)state;
    make_course("same = sum");
    assert_int_equal(verdict_on("    n += n;\n"), VERDICT_PASSED);
    assert_int_equal(verdict_on("    n += n - (n == 50);\n"),
                     VERDICT_WRONG_RESULT);
    assert_non_null(strstr(findings.mismatch, "sum is 99 and should be 100"));
    assert_int_equal(findings.failing.knobs[0].value, 50);
}

/* Nothing is known of what was printed, so it is neither right nor wrong. */
static void
test_check__needs_the_solution_to_compare_with(void **state)
{
    (void)state;
    make_course("same = sum\nunordered = sum");
    folder_write("solutions/01_one/one.c", START "    abort();\n" END);
    assert_int_equal(verdict_on("    n = 3;\n"), VERDICT_NOT_CHECKED);
    assert_int_equal(findings.rungs[RUNG_RUN].state, RUNG_UNKNOWN);
    folder_write("solutions/01_one/one.c", START "    n *= 2\n" END);
    assert_int_equal(verdict_on("    n = 3;\n"), VERDICT_NOT_CHECKED);
    assert_string_equal(findings.sentence,
                        "The output could not be compared with the "
                        "solution's: it could not be built.");
}

static void
test_check__tells_what_does_not_build(void **state)
{
    (void)state;
    make_course("hold = sum == 2 * n");
    assert_int_equal(verdict_on("    n += m;\n"), VERDICT_DOES_NOT_BUILD);
    assert_int_equal(build_first_error(&findings.build)->line, 24);
    assert_int_equal(findings.rungs[RUNG_BUILD].state, RUNG_BROKE);
    assert_int_equal(findings.rungs[RUNG_RUN].state, RUNG_SPARED);
}

static void
test_check__stops_at_crashes_and_hangs(void **state)
{
    (void)state;
    make_course("hold = sum == 2 * n");
    assert_int_equal(verdict_on("    n += n;\n    abort();\n"),
                     VERDICT_CRASHED);
    assert_int_equal(findings.plain.done, 1);
    assert_int_equal(verdict_on("    n += n;\n"
                                "    pthread_mutex_lock(&lock);\n"
                                "    pthread_mutex_lock(&lock);\n"),
                     VERDICT_DEADLOCK);
    assert_int_equal(verdict_on("    n += n;\n    for (;;) ;\n"),
                     VERDICT_STUCK);
}

/* The verdict is there, and the others would take as long. */
static void
test_check__makes_one_slow_wrong_trial(void **state)
{
    (void)state;
    make_course("hold = sum == 2 * n");
    assert_int_equal(verdict_on("    usleep(1200000);\n"),
                     VERDICT_WRONG_RESULT);
    assert_int_equal(findings.plain.done, 1);
}

/* Both write the same, so that the result is right, always. */
static void
test_check__finds_the_race_behind_right_results(void **state)
{
    (void)state;
    make_course("hold = sum == 2 * n");
    assert_int_equal(
        verdict_on("    n += n;\n"
                   "    pthread_t id[2];\n"
                   "    for (int i = 0; i < 2; i++)\n"
                   "        pthread_create(&id[i], NULL, touch, NULL);\n"
                   "    for (int i = 0; i < 2; i++)\n"
                   "        pthread_join(id[i], NULL);\n"),
        VERDICT_RIGHT_BY_LUCK);
    assert_int_equal(findings.rungs[RUNG_RUN].state, RUNG_HELD);
    assert_int_equal(findings.rungs[RUNG_SANITIZE].state, RUNG_BROKE);
    assert_string_equal(findings.sentence,
                        "The output is right, but two threads write "
                        "`touched`, with no lock between them.");
}

/* Once each, in a moment: trials hardly ever meet it. */
static void
test_check__finds_the_deadlock_behind_right_results(void **state)
{
    (void)state;
    make_course("hold = sum == 2 * n");
    assert_int_equal(
        verdict_on("    n += n;\n"
                   "    pthread_t id[2];\n"
                   "    for (long i = 0; i < 2; i++)\n"
                   "        pthread_create(&id[i], NULL, cross, (void *)i);\n"
                   "    for (int i = 0; i < 2; i++)\n"
                   "        pthread_join(id[i], NULL);\n"),
        VERDICT_DEADLOCK);
    assert_int_equal(findings.rungs[RUNG_RUN].state, RUNG_BROKE);
    assert_int_equal(findings.failing.hang.kind, HANG_DEADLOCK);
}

/* Two of n is the best that a trial shows. */
static void
test_check__tells_workers_that_never_overlap(void **state)
{
    (void)state;
    make_course("hold = sum == 2 * n\noverlap = most >= 2");
    assert_int_equal(verdict_on("    n += n;\n"
                                "    puts(\"most = 1\");\n"),
                     VERDICT_SERIALISED);
    assert_string_equal(findings.sentence,
                        "It is right, but its workers wait for each other: "
                        "most is 1 and should be >= 2.");
    assert_int_equal(findings.rungs[RUNG_SPEED].state, RUNG_BROKE);
    assert_int_equal(verdict_on("    puts(n < 50 ? \"most = 1\"\n"
                                "                : \"most = 2\");\n"
                                "    n += n;\n"),
                     VERDICT_PASSED);
    assert_int_equal(findings.rungs[RUNG_SPEED].state, RUNG_HELD);
    assert_int_equal(verdict_on("    n += n;\n"), VERDICT_WRONG_RESULT);
    assert_non_null(strstr(findings.mismatch, "no result 'most'"));
}

/* As ThreadSanitizer does where a kernel scatters programs too far. */
#define STARTS_IF(condition) \
    "    if (getenv(\"TSAN_OPTIONS\") && !(" condition ")) {\n" \
    "        fputs(\"FATAL: ThreadSanitizer: unexpected memory mapping \"\n" \
    "              \"0x1-0x2\\n\", stderr);\n" \
    "        _exit(66);\n" \
    "    }\n" \
    "    n += n;\n"

static void
test_check__tries_the_sanitizer_again_with_fixed_addresses(void **state)
{
    (void)state;
    make_course("hold = sum == 2 * n");
    assert_int_equal(
        verdict_on(STARTS_IF("personality(~0u) & ADDR_NO_RANDOMIZE")),
        VERDICT_PASSED);
    assert_int_equal(findings.sanitized, 2);
    assert_int_equal(verdict_on(STARTS_IF("0")), VERDICT_NOT_CHECKED);
    assert_non_null(strstr(findings.sentence, "vm.mmap_rnd_bits"));
}

/* More atomic variables than the hooks have room for. */
#define MANY \
    "    static long many[5000];\n" \
    "    for (int i = 0; i < 5000; i++)\n" \
    "        __atomic_fetch_add(&many[i], 1, __ATOMIC_SEQ_CST);\n"

/* Processes race where ThreadSanitizer sees nothing. */
static void
test_check__passes_nothing_that_it_could_not_see(void **state)
{
    (void)state;
    make_course("hold = sum == 2 * n\nworkers = 2");
    assert_int_equal(verdict_on("    n += n;\n" MANY),
                     VERDICT_SKIPPED);
    assert_int_equal(
        verdict_on("    n += n;\n" MANY
                   "    int *sum = mmap(NULL, 4096, PROT_READ | PROT_WRITE,\n"
                   "                    MAP_SHARED | MAP_ANONYMOUS, -1, 0);\n"
                   "    for (int i = 0; i < 2; i++)\n"
                   "        if (!fork()) { *sum = 1; _exit(0); }\n"
                   "    while (wait(NULL) > 0) ;\n"),
        VERDICT_NOT_CHECKED);
    assert_int_equal(findings.rungs[RUNG_SANITIZE].state, RUNG_UNKNOWN);
}

#define WITH_ONE \
    "    pthread_t id;\n" \
    "    pthread_create(&id, NULL, touch, NULL);\n" \
    "    pthread_join(id, NULL);\n"

/* Right without them: what they do reaches no result. */
static void
test_check__tells_workers_that_nobody_needs(void **state)
{
    (void)state;
    make_course("hold = sum == 2 * n\nworkers = 1");
    assert_int_equal(verdict_on(WITH_ONE "    n += touched * n;\n"),
                     VERDICT_PASSED);
    assert_int_equal(findings.workers, 1);
    assert_int_equal(verdict_on(WITH_ONE "    n += n;\n"), VERDICT_SKIPPED);
    assert_string_equal(findings.sentence,
                        "The output is right, but it does not come from the "
                        "workers: it is as right when none of them does "
                        "anything.");
    assert_int_equal(verdict_on("    n += n;\n"), VERDICT_SKIPPED);
    assert_int_equal(findings.workers, 0);
}

/* Who does what they leave would do without them, and is right. */
static void
test_check__lets_main_do_what_is_left(void **state)
{
    (void)state;
    make_course("hold = sum == 2 * n\nworkers = 1");
    assert_int_equal(verdict_on(WITH_ONE
                                "    if (!touched) touch(NULL);\n"
                                "    n += touched * n;\n"),
                     VERDICT_PASSED);
}

/* That they were there is no work. */
static void
test_check__asks_for_the_work_alone(void **state)
{
    (void)state;
    make_course("hold = sum == 2 * n, there == 1\nworkers = 1\n"
                "work = sum == 2 * n");
    assert_int_equal(verdict_on(WITH_ONE
                                "    n += n;\n"
                                "    printf(\"there = %d\\n\", touched);\n"),
                     VERDICT_SKIPPED);
}

static void
test_check__tells_who_outlived_the_program(void **state)
{
    (void)state;
    make_course("hold = sum == 2 * n");
    assert_int_equal(verdict_on("    n += n;\n"
                                "    if (!fork()) { sleep(60); _exit(0); }\n"),
                     VERDICT_LEFT_BEHIND);
}

static void
test_check__knows_the_start_file(void **state)
{
    struct check_spec spec;
    struct check *none;
    char *file;

    (void)state;
    make_course("hold = sum == 2 * n");
    spec = (struct check_spec){.course = course, .exercise = exercise};
    assert_int_equal(check(&spec), VERDICT_NOT_FINISHED);
    assert_int_equal(findings.plain.done, 0);
    /* Under another name it is a solution like any other. */
    file = folder_path("exercises/01_one/one.c");
    spec.file = file;
    assert_int_equal(check(&spec), VERDICT_WRONG_RESULT);
    free(file);
    spec.file = "/nowhere/one.c";
    assert_true(check_start(&spec, &findings, &diag, &none) < 0);
    assert_non_null(strstr(diag.text, "/nowhere/one.c"));
}

static void
test_check__blames_nobody_for_a_missing_compiler(void **state)
{
    (void)state;
    make_course("hold = sum == 2 * n");
    setenv("CC", "/nowhere/cc", 1);
    assert_int_equal(verdict_on("    n += n;\n"), VERDICT_NOT_CHECKED);
    unsetenv("CC");
    assert_non_null(strstr(findings.sentence, "/nowhere/cc"));
}

static void
test_check__can_be_ended_early(void **state)
{
    struct check_spec spec;
    struct check *check;
    char *file = NULL;

    (void)state;
    make_course("hold = sum == 2 * n");
    file = folder_path("solutions/01_one/one.c");
    spec = (struct check_spec){
        .course = course,
        .exercise = exercise,
        .file = file,
    };
    for (int turns = 0; turns < 6; turns++) {
        assert_int_equal(check_start(&spec, &findings, &diag, &check), 0);
        for (int turn = 0; turn < turns; turn++) {
            struct pollfd waits = {.fd = check_fd(check), .events = POLLIN};

            poll(&waits, 1, 50);
            check_dispatch(check, &diag);
        }
        check_free(check);
    }
    free(file);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_check__passes_what_holds_in_all_trials),
        TEST(test_check__says_what_is_wrong_in_how_many_trials),
        TEST(test_check__looks_once_more_where_a_line_is_missing),
        TEST(test_check__compares_with_the_solution_at_the_same_knobs),
        TEST(test_check__needs_the_solution_to_compare_with),
        TEST(test_check__tells_what_does_not_build),
        TEST(test_check__stops_at_crashes_and_hangs),
        TEST(test_check__makes_one_slow_wrong_trial),
        TEST(test_check__finds_the_race_behind_right_results),
        TEST(test_check__finds_the_deadlock_behind_right_results),
        TEST(test_check__tells_workers_that_never_overlap),
        TEST(test_check__tries_the_sanitizer_again_with_fixed_addresses),
        TEST(test_check__passes_nothing_that_it_could_not_see),
        TEST(test_check__tells_workers_that_nobody_needs),
        TEST(test_check__lets_main_do_what_is_left),
        TEST(test_check__asks_for_the_work_alone),
        TEST(test_check__tells_who_outlived_the_program),
        TEST(test_check__knows_the_start_file),
        TEST(test_check__blames_nobody_for_a_missing_compiler),
        TEST(test_check__can_be_ended_early),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
