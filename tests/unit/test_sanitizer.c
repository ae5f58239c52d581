#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "check/sanitizer.h"
#include "compiled.h"

#define SECONDS 240

/* Of eight bytes at one place newer sanitizers tell only the first race. */
static const char races[] =
    "#include <pthread.h>\n"
    "#include <stdio.h>\n"
    "#include <stdlib.h>\n"
    "#include \"frame.h\"\n"
    "pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;\n"
    "static pthread_mutex_t other = PTHREAD_MUTEX_INITIALIZER;\n"
    "struct account { int id; long balance; } accounts[4];\n"
    "_Alignas(8) int counter;\n"
    "_Alignas(8) int framed;\n"
    "static long *heap;\n"
    "static void *add(void *arg)\n"
    "{\n"
    "    counter = 1; /* first counter */\n"
    "    pthread_mutex_lock(&lock);\n"
    "    accounts[2].balance = 1; /* first balance */\n"
    "    pthread_mutex_unlock(&lock);\n"
    "    heap[3] = 1; /* first heap */\n"
    "    touch(&framed); /* first framed */\n"
    "    return arg;\n"
    "}\n"
    "static void *sub(void *arg)\n"
    "{\n"
    "    counter = 2; /* second counter */\n"
    "    pthread_mutex_lock(&other);\n"
    "    accounts[2].balance = 2; /* second balance */\n"
    "    pthread_mutex_unlock(&other);\n"
    "    heap[3] = 2; /* second heap */\n"
    "    touch(&framed); /* second framed */\n"
    "    *(int *)arg = 2; /* second local */\n"
    "    return NULL;\n"
    "}\n"
    "int main(void)\n"
    "{\n"
    "    pthread_t a, b;\n"
    "    int local = 0;\n"
    "    heap = calloc(8, sizeof *heap); /* made */\n"
    "    pthread_create(&a, NULL, add, &local);\n"
    "    pthread_create(&b, NULL, sub, &local);\n"
    "    local = 1; /* first local */\n"
    "    pthread_join(a, NULL);\n"
    "    pthread_join(b, NULL);\n"
    "    printf(\"counter = %d\\n\", counter);\n"
    "    return 3;\n"
    "}\n";

static const char frame[] =
    "static void touch(int *what)\n"
    "{\n"
    "    *what = 5; /* in frame */\n"
    "}\n";

static const char locks[] =
    "#include <pthread.h>\n"
    "#include <stdlib.h>\n"
    "#include <string.h>\n"
    "static pthread_mutex_t a = PTHREAD_MUTEX_INITIALIZER, *b;\n"
    "static void *one(void *x)\n"
    "{\n"
    "    pthread_mutex_lock(&a); /* one a */\n"
    "    pthread_mutex_lock(b); /* one b */\n"
    "    pthread_mutex_unlock(b);\n"
    "    pthread_mutex_unlock(&a);\n"
    "    return x;\n"
    "}\n"
    "static void *two(void *x)\n"
    "{\n"
    "    pthread_mutex_lock(b); /* two b */\n"
    "    pthread_mutex_lock(&a); /* two a */\n"
    "    pthread_mutex_unlock(&a);\n"
    "    pthread_mutex_unlock(b);\n"
    "    return x;\n"
    "}\n"
    "int main(int argc, char **argv)\n"
    "{\n"
    "    pthread_t t;\n"
    "    int *nothing = NULL;\n"
    "    b = malloc(sizeof *b);\n"
    "    pthread_mutex_init(b, NULL); /* made */\n"
    "    if (argc < 2)\n"
    "        return 0;\n"
    "    if (strcmp(argv[1], \"order\") == 0) {\n"
    "        pthread_create(&t, NULL, one, NULL);\n"
    "        pthread_join(t, NULL);\n"
    "        pthread_create(&t, NULL, two, NULL);\n"
    "        pthread_join(t, NULL);\n"
    "    }\n"
    "    if (strcmp(argv[1], \"unlock\") == 0)\n"
    "        pthread_mutex_unlock(&a); /* unlock */\n"
    "    if (strcmp(argv[1], \"destroy\") == 0) {\n"
    "        pthread_mutex_lock(&a); /* locked */\n"
    "        pthread_mutex_destroy(&a); /* destroy */\n"
    "    }\n"
    "    if (strcmp(argv[1], \"segv\") == 0)\n"
    "        *nothing = 1; /* segv */\n"
    "    if (strcmp(argv[1], \"abort\") == 0)\n"
    "        abort();\n"
    "    return argv[1][0] == '6' ? 66 : 0;\n"
    "}\n";

/* Right, by means that ThreadSanitizer does not know. */
static const char clocked[] =
    "#include <pthread.h>\n"
    "#include <threads.h>\n"
    "static mtx_t lock;\n"
    "static int counter;\n"
    "static void *add(void *arg)\n"
    "{\n"
    "    for (int i = 0; i < 1000; i++) {\n"
    "        mtx_lock(&lock);\n"
    "        counter++;\n"
    "        mtx_unlock(&lock);\n"
    "    }\n"
    "    return arg;\n"
    "}\n"
    "int main(void)\n"
    "{\n"
    "    pthread_t a, b;\n"
    "    mtx_init(&lock, mtx_plain);\n"
    "    pthread_create(&a, NULL, add, NULL);\n"
    "    pthread_create(&b, NULL, add, NULL);\n"
    "    pthread_join(a, NULL);\n"
    "    pthread_join(b, NULL);\n"
    "    return counter != 2000;\n"
    "}\n";

static const char *const compilers[] = {"gcc", "clang"};
static struct run run;
static struct sanitizer sanitizer;

static int
set_up(void **state)
{
    if (folder_make(state) != 0)
        return -1;
    folder_write("races.c", races);
    folder_write("frame.h", frame);
    folder_write("locks.c", locks);
    folder_write("clocked.c", clocked);
    return 0;
}

static bool
build(const char *compiler, const char *name)
{
    char *command = str_format("%s -g -O0 -fsanitize=thread -pthread",
                               compiler);
    bool good = compile(command, name);

    free(command);
    return good;
}

/* What the child does between fork and exec. */
static void
become(const char *path, const char *argument, const char *said, bool little)
{
    struct rlimit limit = {4000000000u, 4000000000u};
    char *log = folder_path("log");
    int fd = open(said, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    dup2(fd, STDERR_FILENO);
    dup2(fd, STDOUT_FILENO);
    putenv(sanitizer_options(log));
    if (little)
        setrlimit(RLIMIT_AS, &limit);
    alarm(SECONDS);
    execl(path, path, argument, NULL);
    _exit(127);
}

static void
take_status(int status)
{
    run = (struct run)RUN_INIT;
    if (WIFEXITED(status)) {
        run.status = RUN_EXITED;
        run.exit_code = WEXITSTATUS(status);
    } else {
        run.status = RUN_SIGNALLED;
        run.signal = WTERMSIG(status);
    }
}

/* Run it as a check does. */
static void
sanitize(const char *name, const char *argument, bool little)
{
    char *path = folder_path(name);
    char *said = folder_path("said");
    char *log = folder_path("log");
    char *source = str_format("%s.c", name);
    struct str text = STR_INIT;
    char *before;
    int status;
    pid_t pid = fork();

    if (pid == 0)
        become(path, argument, said, little);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    take_status(status);
    sanitizer_take_log(log, &text);
    assert_int_equal(file_read(said, 1 << 20, &before, NULL), 0);
    str_add(&text, before);
    sanitizer_read(&(struct sanitizer_spec){
        .run = &run, .text = str_text(&text), .program = path,
        .root = folder, .file = source,
    }, &sanitizer);
    free(before);
    str_release(&text);
    free(path);
    free(said);
    free(log);
    free(source);
}

static const struct sanitizer_report *
report_of(enum race_place place, const char *variable)
{
    for (size_t i = 0; i < sanitizer.nreports; i++) {
        const struct race *race = &sanitizer.reports[i].race;

        if (race->place == place &&
            (variable ? race->variable &&
                            strcmp(race->variable, variable) == 0
                      : !race->variable))
            return &sanitizer.reports[i];
    }
    return NULL;
}

/* Two workers, each at its line, in either order. */
static void
check_accesses(const struct race *race, const char *first, const char *second)
{
    size_t begin =
        race_blamed(&race->accesses[0].stack)->line == line_of(races, first)
            ? 0 : 1;
    const char *const marks[] = {first, second};

    for (size_t i = 0; i < 2; i++) {
        const struct race_access *access = &race->accesses[(begin + i) % 2];
        const struct race_frame *blamed = race_blamed(&access->stack);

        assert_true(access->write);
        assert_false(access->atomic);
        assert_string_equal(blamed->file, "races.c");
        assert_int_equal(blamed->line, line_of(races, marks[i]));
        if (strcmp(first, "first local") == 0 && i == 0) {
            assert_string_equal(access->worker, "main");
            continue;
        }
        assert_string_equal(access->worker, i ? "thread 2" : "thread 1");
        assert_string_equal(blamed->function, i ? "sub" : "add");
    }
}

static void
check_balance(const struct race *race)
{
    size_t first = strcmp(race->accesses[0].worker, "thread 1") ? 1 : 0;

    check_accesses(race, "first balance", "second balance");
    assert_int_equal(race->accesses[first].nlocks, 1);
    assert_string_equal(race->accesses[first].locks[0].name, "lock");
    assert_int_equal(race->accesses[1 - first].nlocks, 1);
    assert_string_equal(race->accesses[1 - first].locks[0].name, "other");
}

static void
check_heap(const struct race *race)
{
    struct str text = STR_INIT;
    char *expected = str_format("8 bytes in a block of 64 that main"
                                " allocated at races.c:%d",
                                line_of(races, "/* made */"));

    check_accesses(race, "first heap", "second heap");
    assert_int_equal(race->size, 8);
    assert_int_equal(race->block, 64);
    assert_int_equal(race->offset, 24);
    race_add_place(&text, race);
    assert_string_equal(str_text(&text), expected);
    free(expected);
    str_release(&text);
}

/* Both touch it in the frame's header; they are blamed for calling it. */
static void
check_framed(const struct race *race)
{
    check_accesses(race, "first framed", "second framed");
    for (size_t i = 0; i < 2; i++) {
        const struct race_stack *stack = &race->accesses[i].stack;

        assert_int_equal(stack->own, 1);
        assert_string_equal(stack->frames[0].file, "frame.h");
        assert_int_equal(stack->frames[0].line, line_of(frame, "in frame"));
        assert_string_equal(stack->frames[0].function, "touch");
    }
}

static void
test_sanitizer__names_what_was_touched_where_and_how(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        if (!build(compilers[i], "races")) {
            print_message("# %s has no ThreadSanitizer\n", compilers[i]);
            continue;
        }
        sanitize("races", "", false);
        assert_int_equal(sanitizer.outcome, SANITIZER_FOUND);
        assert_int_equal(run.exit_code, SANITIZER_EXIT);
        assert_non_null(report_of(RACE_GLOBAL, "counter"));
        check_accesses(&report_of(RACE_GLOBAL, "counter")->race,
                       "first counter", "second counter");
        assert_int_equal(report_of(RACE_GLOBAL, "counter")
                             ->race.accesses[0].nlocks, 0);
        check_balance(
            &report_of(RACE_GLOBAL, "accounts[2].balance")->race);
        check_heap(&report_of(RACE_HEAP, NULL)->race);
        check_framed(&report_of(RACE_GLOBAL, "framed")->race);
        check_accesses(&report_of(RACE_STACK, NULL)->race, "first local",
                       "second local");
        assert_string_equal(report_of(RACE_STACK, NULL)->race.owner, "main");
        sanitizer_release(&sanitizer);
    }
}

static void
check_order(const struct sanitizer_report *report)
{
    static const char *const marks[2][2] = {{"one a", "one b"},
                                            {"two b", "two a"}};
    size_t first = strcmp(report->order[0].worker, "thread 1") ? 1 : 0;

    assert_int_equal(report->kind, SANITIZER_ORDER);
    assert_int_equal(report->norder, 2);
    for (size_t i = 0; i < 2; i++) {
        const struct sanitizer_order *order = &report->order[first ^ i];
        const char *name = i ? order->wants : order->holds;

        assert_string_equal(order->worker, i ? "thread 2" : "thread 1");
        assert_string_equal(name, "a");
        assert_int_equal(race_blamed(&order->held)->line,
                         line_of(locks, marks[i][0]));
        assert_int_equal(race_blamed(&order->wanted)->line,
                         line_of(locks, marks[i][1]));
    }
}

static void
check_misuse(const char *how, const char *title, const char *second)
{
    char *mark = str_format("/* %s */", how);
    const struct sanitizer_report *report;

    sanitize("locks", how, false);
    assert_int_equal(sanitizer.outcome, SANITIZER_FOUND);
    assert_int_equal(sanitizer.nreports, 1);
    report = &sanitizer.reports[0];
    assert_int_equal(report->kind, SANITIZER_LOCK);
    assert_string_equal(report->title, title);
    assert_string_equal(report->lock, "a");
    assert_int_equal(race_blamed(&report->race.accesses[0].stack)->line,
                     line_of(locks, mark));
    if (second)
        assert_int_equal(race_blamed(&report->race.accesses[1].stack)->line,
                         line_of(locks, second));
    sanitizer_release(&sanitizer);
    free(mark);
}

static void
test_sanitizer__names_locks_that_are_used_wrongly(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        if (!build(compilers[i], "locks")) {
            print_message("# %s has no ThreadSanitizer\n", compilers[i]);
            continue;
        }
        sanitize("locks", "order", false);
        assert_int_equal(sanitizer.outcome, SANITIZER_FOUND);
        assert_int_equal(sanitizer.nreports, 1);
        check_order(&sanitizer.reports[0]);
        sanitizer_release(&sanitizer);
        check_misuse("unlock", "unlock of an unlocked mutex (or by a wrong "
                               "thread)", NULL);
        check_misuse("destroy", "destroy of a locked mutex", "/* locked */");
    }
}

static void
expect(const char *how, bool little, enum sanitizer_outcome outcome)
{
    sanitize("locks", how, little);
    assert_int_equal(sanitizer.nreports, 0);
    assert_int_equal(sanitizer.outcome, outcome);
    if (outcome == SANITIZER_COULD_NOT)
        assert_non_null(sanitizer.why);
    if (strcmp(how, "segv") == 0)
        assert_int_equal(race_blamed(&sanitizer.crash)->line,
                         line_of(locks, "/* segv */"));
    sanitizer_release(&sanitizer);
}

static void
test_sanitizer__tells_apart_how_a_run_ended(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        if (!build(compilers[i], "locks")) {
            print_message("# %s has no ThreadSanitizer\n", compilers[i]);
            continue;
        }
        expect("nothing", false, SANITIZER_CLEAN);
        expect("segv", false, SANITIZER_CRASHED);
        expect("abort", false, SANITIZER_CRASHED);
        expect("66", false, SANITIZER_COULD_NOT);
        expect("nothing", true, SANITIZER_COULD_NOT);
    }
}

static void
test_sanitizer__accuses_nobody_of_what_it_does_not_know(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        if (!build(compilers[i], "clocked"))
            continue;
        sanitize("clocked", "", false);
        /* Where it knows these functions one day, it finds nothing. */
        assert_int_equal(sanitizer.nreports, 0);
        assert_true(sanitizer.outcome == SANITIZER_COULD_NOT ||
                    sanitizer.outcome == SANITIZER_CLEAN);
        if (sanitizer.outcome == SANITIZER_COULD_NOT)
            assert_non_null(strstr(sanitizer.why, "mtx_lock()"));
        sanitizer_release(&sanitizer);
    }
}

/* ---- of texts that no run here gives */

static void
read_text(const char *text, enum run_status status, int number)
{
    run = (struct run)RUN_INIT;
    run.status = status;
    run.exit_code = run.signal = number;
    sanitizer_read(&(struct sanitizer_spec){
        .run = &run, .text = text, .program = "/nowhere/race-gcc",
    }, &sanitizer);
}

static void
test_sanitizer__says_why_it_could_not_start(void **state)
{
    (void)state;
    read_text("FATAL: ThreadSanitizer: unexpected memory mapping "
              "0x5cad9a2f1000-0x5cad9a2f2000\n", RUN_EXITED, 66);
    assert_int_equal(sanitizer.outcome, SANITIZER_COULD_NOT);
    assert_true(sanitizer.try_fixed);
    assert_non_null(strstr(sanitizer.why, "vm.mmap_rnd_bits"));
    sanitizer_release(&sanitizer);

    read_text("==4246==ERROR: ThreadSanitizer failed to allocate "
              "0xf0000000000 (16492674416640) bytes at address 10000000000 "
              "(errno: 12)\n"
              "FATAL: ThreadSanitizer can not mmap the shadow memory\n",
              RUN_SIGNALLED, SIGABRT);
    assert_int_equal(sanitizer.outcome, SANITIZER_COULD_NOT);
    assert_false(sanitizer.try_fixed);
    assert_non_null(strstr(sanitizer.why, "ulimit -v"));
    sanitizer_release(&sanitizer);

    read_text("==77==ThreadSanitizer: starting new threads after "
              "multi-threaded fork is not supported. Dying (set "
              "die_after_fork=0 to override)\n", RUN_EXITED, 66);
    assert_int_equal(sanitizer.outcome, SANITIZER_COULD_NOT);
    assert_non_null(strstr(sanitizer.why, "multi-threaded fork"));
    sanitizer_release(&sanitizer);
}

static void
test_sanitizer__is_not_fooled_by_silence(void **state)
{
    (void)state;
    read_text("", RUN_EXITED, 66);
    assert_int_equal(sanitizer.outcome, SANITIZER_COULD_NOT);
    sanitizer_release(&sanitizer);
    read_text("", RUN_SIGNALLED, SIGSEGV);
    assert_int_equal(sanitizer.outcome, SANITIZER_COULD_NOT);
    sanitizer_release(&sanitizer);
    read_text("", RUN_TIME_LIMIT, 0);
    assert_int_equal(sanitizer.outcome, SANITIZER_UNFINISHED);
    sanitizer_release(&sanitizer);
    read_text("", RUN_EXITED, 1);
    assert_int_equal(sanitizer.outcome, SANITIZER_CLEAN);
    sanitizer_release(&sanitizer);
    /* Newer ones help themselves, and say so. */
    read_text("==1==WARNING: ThreadSanitizer: memory layout is incompatible,"
              " possibly due to high-entropy ASLR.\n"
              "Re-execing with fixed virtual address space.\n",
              RUN_EXITED, 0);
    assert_int_equal(sanitizer.nreports, 0);
    sanitizer_release(&sanitizer);
}

static void
test_sanitizer__reads_reports_without_a_program(void **state)
{
    static const char text[] =
        "==================\n"
        "WARNING: ThreadSanitizer: heap-use-after-free (pid=13146)\n"
        "  Atomic write of size 4 at 0x7b0400000000 by main thread "
        "(mutexes: write M7, read M12):\n"
        "    #0 <null> <null> (race-gcc+0xd017d) (BuildId: 6c7167d6695cb)\n"
        "\n"
        "  Previous read of size 8 at 0x7b0400000000 by thread T12:\n"
        "    [failed to restore the stack]\n"
        "\n"
        "  Mutex M7 (0x55b8ef7680e0) created at:\n"
        "    #0 <null> <null> (libtsan.so.2+0x558e1)\n"
        "\n"
        "SUMMARY: ThreadSanitizer: heap-use-after-free (race-gcc+0xd017d)\n"
        "==================\n"
        "ThreadSanitizer: reported 1 warnings\n";
    const struct race *race;

    (void)state;
    read_text(text, RUN_EXITED, 66);
    assert_int_equal(sanitizer.outcome, SANITIZER_FOUND);
    assert_int_equal(sanitizer.nreports, 1);
    assert_string_equal(sanitizer.reports[0].title, "heap-use-after-free");
    assert_int_equal(sanitizer.reports[0].pid, 13146);
    race = &sanitizer.reports[0].race;
    assert_true(race->accesses[0].write);
    assert_true(race->accesses[0].atomic);
    assert_string_equal(race->accesses[0].worker, "main");
    assert_int_equal(race->accesses[0].nlocks, 2);
    assert_string_equal(race->accesses[0].locks[0].name, "a lock");
    assert_false(race->accesses[1].write);
    assert_string_equal(race->accesses[1].worker, "thread 12");
    assert_null(race_blamed(&race->accesses[1].stack));
    assert_int_equal(race->size, 4);
    sanitizer_release(&sanitizer);
}

/* Whatever part of a text arrives, it is read. */
#define RACE \
    "WARNING: ThreadSanitizer: data race (pid=5)\n" \
    "  Write of size 4 at 0x7b04 by thread T1:\n" \
    "  Previous read of size 4 at 0x7b04 by thread T2:\n" \
    "==================\n"

static void
test_sanitizer__is_doubted_of_order_alone(void **state)
{
    (void)state;
    read_text(RACE, RUN_EXITED, 66);
    sanitizer_doubt(&sanitizer, "how signals order threads");
    assert_int_equal(sanitizer.nreports, 0);
    assert_int_equal(sanitizer.outcome, SANITIZER_COULD_NOT);
    assert_true(sanitizer.hooks_know);
    assert_non_null(strstr(sanitizer.why, "how signals order threads"));
    sanitizer_release(&sanitizer);

    read_text(RACE "WARNING: ThreadSanitizer: double lock of a mutex "
              "(pid=5)\n", RUN_EXITED, 66);
    sanitizer_doubt(&sanitizer, "how signals order threads");
    assert_int_equal(sanitizer.outcome, SANITIZER_FOUND);
    assert_int_equal(sanitizer.nreports, 1);
    assert_int_equal(sanitizer.reports[0].kind, SANITIZER_LOCK);
    sanitizer_release(&sanitizer);

    read_text("WARNING: ThreadSanitizer: heap-use-after-free (pid=5)\n",
              RUN_EXITED, 66);
    sanitizer_doubt(&sanitizer, "how signals order threads");
    assert_int_equal(sanitizer.outcome, SANITIZER_FOUND);
    assert_int_equal(sanitizer.nreports, 1);
    assert_null(sanitizer.unknown);
    sanitizer_release(&sanitizer);
}

static void
test_sanitizer__reads_any_part_of_a_text(void **state)
{
    static const char text[] =
        "WARNING: ThreadSanitizer: lock-order-inversion (potential "
        "deadlock) (pid=1)\n"
        "  Cycle in lock order graph: M1 (0x5590760210a0) => M0 "
        "(0x7b0c00000000) => M1\n"
        "  Mutex M0 acquired here while holding mutex M1 in thread T1:\n"
        "    #0 <null> <null> (race-gcc+0x121e)\n"
        "  Mutex M1 previously acquired by the same thread here:\n"
        "    #1 0x55 (/a (b)/race-gcc+0x1200)\n"
        "  Location is heap block of size 64 at 0x7b10 allocated by T1:\n"
        "  Location is global '<null>' at 0x0 ([stack]+0x1f36c)\n"
        "==9==ERROR: ThreadSanitizer: SEGV on unknown address (pc 0x5)\n"
        "    #0 (((+0x+0x1)\n"
        "    #99999999999999999999 +0x (+0x) )\n";
    char *part = mem_copy(text);

    (void)state;
    for (size_t from = 0; from < sizeof text; from += 3) {
        read_text(text + from, RUN_EXITED, 66);
        sanitizer_release(&sanitizer);
    }
    for (size_t len = sizeof text - 1; len > 0; len--) {
        part[len] = '\0';
        read_text(part, RUN_EXITED, 66);
        sanitizer_release(&sanitizer);
    }
    free(part);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sanitizer__names_what_was_touched_where_and_how),
        cmocka_unit_test(test_sanitizer__names_locks_that_are_used_wrongly),
        cmocka_unit_test(test_sanitizer__tells_apart_how_a_run_ended),
        cmocka_unit_test(
            test_sanitizer__accuses_nobody_of_what_it_does_not_know),
        cmocka_unit_test(test_sanitizer__says_why_it_could_not_start),
        cmocka_unit_test(test_sanitizer__is_not_fooled_by_silence),
        cmocka_unit_test(test_sanitizer__reads_reports_without_a_program),
        cmocka_unit_test(test_sanitizer__is_doubted_of_order_alone),
        cmocka_unit_test(test_sanitizer__reads_any_part_of_a_text),
    };

    return cmocka_run_group_tests(tests, set_up, folder_remove);
}
