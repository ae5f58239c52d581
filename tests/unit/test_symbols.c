#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "compiled.h"
#include "garbled.h"
#include "symbols/symbols.h"

static const char header[] =
    "static inline int\n"
    "twice(int x)\n"
    "{\n"
    "    return x * seen; /* in twice */\n"
    "}\n";

static const char source[] =
    "#include <stdio.h>\n"
    "#include <pthread.h>\n"
    "struct point { short x, y; };\n"
    "struct account {\n"
    "    int id;\n"
    "    volatile long balance;\n"
    "    struct point at[2];\n"
    "    union { int first; char bytes[4]; };\n"
    "};\n"
    "typedef const struct account fixed;\n"
    "volatile int seen = 3;\n"
    "struct account accounts[8];\n"
    "static long grid[3][5];\n"
    "fixed constant = {1, 2, {{3, 4}}, {5}};\n"
    "pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;\n"
    "static struct account *heap;\n"
    "static __thread int own;\n"
    "long *numbers;\n"
    "const struct account *rooms[2];\n"
    "void *anything;\n"
    "#include \"frame/twice.h\"\n"
    "int next(void)\n"
    "{ /* next */\n"
    "    static int hidden;\n"
    "    { static char deeper[7]; deeper[seen]++; }\n"
    "    return hidden++;\n"
    "}\n"
    "static __attribute__((noinline)) int outer(int x)\n"
    "{ /* outer */\n"
    "    return twice(x) + 1; /* call twice */\n"
    "}\n"
    "int main(int argc, char **argv)\n"
    "{\n"
    "    heap = (void *)argv;\n"
    "    grid[1][2] = outer(argc); own = 1;\n"
    "    printf(\"%d %ld %p %ld\\n\", next() + own, accounts[argc].balance,\n"
    "           (void *)&constant, grid[argc][2] + (heap != 0));\n"
    "    return 0;\n"
    "}\n";

/* Ways to build it: each has to say the same. */
static const char *const ways[] = {
    "gcc -g -O0 -pthread",
    "gcc -g -O0 -pthread -fsanitize=thread",
    "gcc -g -O2 -pthread",
    "gcc -g -O0 -pthread -no-pie -gdwarf-4",
    "clang -g -O0 -pthread",
    "clang -g -O2 -pthread -gdwarf-4",
    "clang -g -O0 -pthread -fsanitize=thread",
};
#define NWAYS (sizeof ways / sizeof ways[0])

static const char *program;     /* that is looked at */

static int
set_up(void **state)
{
    if (folder_make(state) != 0)
        return -1;
    folder_write("marked.c", source);
    folder_write("frame/twice.h", header);
    compile_ways(ways, NWAYS, "marked.c");
    return 0;
}

static struct symbols *
open_program(const char *name)
{
    struct symbols *symbols = NULL;
    char *path = folder_path(name);
    char *root = realpath(folder, NULL);

    program = name;
    assert_int_equal(symbols_open(path, root, &symbols), 0);
    free(path);
    free(root);
    return symbols;
}

/* NULL: that way cannot be gone here. */
static struct symbols *
open_built(size_t way)
{
    return built[way][0] ? open_program(built[way]) : NULL;
}

static void
test_symbols__function_has_its_file_and_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < NWAYS; i++) {
        struct symbols *symbols = open_built(i);
        struct symbol symbol;

        if (!symbols)
            continue;
        assert_int_equal(symbols_find(symbols, address_of(program, "next"),
                                      &symbol), 0);
        assert_string_equal(symbol.function, "next");
        assert_string_equal(symbol.file, "marked.c");
        /* Where it begins its name or its body stands. */
        assert_in_range(symbol.line, line_of(source, "int next(void)"),
                        line_of(source, "deeper[7]"));
        symbols_free(symbols);
    }
}

static void
check_name(struct symbols *symbols, uint64_t address, size_t size,
           const char *expected)
{
    struct str name = STR_INIT;

    if (!expected) {
        assert_int_equal(symbols_variable(symbols, address, size, &name),
                         -ENOENT);
        assert_string_equal(str_text(&name), "");
    } else {
        assert_int_equal(symbols_variable(symbols, address, size, &name), 0);
        assert_string_equal(str_text(&name), expected);
    }
    str_release(&name);
}

/* sizeof(struct account) is 32: id at 0, balance at 8, at[0] at 16, at[1] at
 * 20, the union at 24. */
static void
check_names(struct symbols *symbols)
{
    uint64_t accounts = address_of(program, "accounts");
    uint64_t grid = address_of(program, "grid");

    check_name(symbols, address_of(program, "seen"), 4, "seen");
    check_name(symbols, accounts, 4, "accounts[0].id");
    check_name(symbols, accounts + 3 * 32 + 8, 8, "accounts[3].balance");
    check_name(symbols, accounts + 7 * 32 + 22, 2, "accounts[7].at[1].y");
    check_name(symbols, accounts + 2 * 32 + 16, 8, "accounts[2].at");
    check_name(symbols, accounts + 2 * 32 + 20, 4, "accounts[2].at[1]");
    check_name(symbols, accounts + 24, 4, "accounts[0].first");
    check_name(symbols, accounts + 25, 1, "accounts[0].first");
    check_name(symbols, accounts + 32, 32, "accounts[1]");
    check_name(symbols, accounts, 256, "accounts");
    /* Nobody's: between id and balance. */
    check_name(symbols, accounts + 4, 4, "accounts[0]");
    check_name(symbols, grid + 8 * 7, 8, "grid[1][2]");
    check_name(symbols, address_of(program, "constant") + 8, 8,
               "constant.balance");
    check_name(symbols, address_of(program, "lock"), 0, "lock");
    check_name(symbols, address_of(program, "lock"), 40, "lock");
    check_name(symbols, 0, 4, NULL);
    check_name(symbols, UINT64_MAX - 3, 4, NULL);
}

static void
test_symbols__variable_has_its_name_and_way_inside(void **state)
{
    (void)state;
    for (size_t i = 0; i < NWAYS; i++) {
        struct symbols *symbols = open_built(i);

        if (symbols)
            check_names(symbols);
        symbols_free(symbols);
    }
}

static void
check_pointed(struct symbols *symbols, uint64_t address, uint64_t offset,
              size_t size, const char *expected)
{
    struct str name = STR_INIT;

    assert_int_equal(symbols_pointed(symbols, address, offset, size, &name),
                     expected ? 0 : -ENOENT);
    assert_string_equal(str_text(&name), expected ? expected : "");
    str_release(&name);
}

static void
check_pointers(struct symbols *symbols)
{
    uint64_t numbers = address_of(program, "numbers");
    uint64_t rooms = address_of(program, "rooms");

    check_pointed(symbols, numbers, 0, 8, "numbers[0]");
    check_pointed(symbols, numbers, 8 * 12345, 8, "numbers[12345]");
    check_pointed(symbols, numbers, 12, 4, "numbers[1]");
    check_pointed(symbols, rooms + 8, 8, 8, "rooms[1]->balance");
    check_pointed(symbols, rooms, 32 + 22, 2, "rooms[0][1].at[1].y");
    check_pointed(symbols, rooms, 0, 32, "rooms[0][0]");
    check_pointed(symbols, address_of(program, "anything"), 0, 8, NULL);
    check_pointed(symbols, address_of(program, "seen"), 0, 4, NULL);
    check_pointed(symbols, address_of(program, "accounts"), 0, 4, NULL);
    check_pointed(symbols, 0, 0, 4, NULL);
}

static void
test_symbols__what_a_variable_points_to_has_its_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < NWAYS; i++) {
        struct symbols *symbols = open_built(i);

        if (symbols)
            check_pointers(symbols);
        symbols_free(symbols);
    }
}

static void
test_symbols__static_of_a_function_has_its_name(void **state)
{
    struct symbols *symbols = open_built(0);
    char *nm = str_format("nm %s/%s | sed -n 's/.* \\(hidden.*\\)/\\1/p;"
                          "s/.* \\(deeper.*\\)/\\1/p'", folder, program);
    FILE *pipe = symbols ? popen(nm, "re") : NULL;
    char name[64];
    int count = 0;

    (void)state;
    for (; pipe && fscanf(pipe, "%63s", name) == 1; count++) {
        bool is_hidden = strncmp(name, "hidden", 6) == 0;

        check_name(symbols, address_of(program, name) + (is_hidden ? 0 : 3),
                   0, is_hidden ? "hidden" : "deeper[3]");
    }
    assert_int_equal(count, symbols ? 2 : 0);
    if (pipe)
        pclose(pipe);
    free(nm);
    symbols_free(symbols);
}

/* Where twice() was inlined into outer(): both, and the learner's is
 * preferred to a system's only. */
static void
test_symbols__inlined_call_has_both_places(void **state)
{
    struct symbols *symbols = open_built(2);
    struct symbol frames[SYMBOLS_INLINED];
    struct symbol symbol;
    bool seen = false;
    uint64_t at;

    (void)state;
    if (!symbols)
        return;
    at = address_of(program, "outer");
    for (uint64_t end = at + 24; !seen && at < end; at++) {
        int count = symbols_frames(symbols, at, SYMBOLS_INLINED, frames);

        assert_true(count >= 1);
        if (count != 2)
            continue;
        seen = true;
        assert_string_equal(frames[0].function, "twice");
        assert_string_equal(frames[0].file, "frame/twice.h");
        assert_int_equal(frames[0].line, line_of(header, "in twice"));
        assert_string_equal(frames[1].function, "outer");
        assert_string_equal(frames[1].file, "marked.c");
        assert_int_equal(frames[1].line, line_of(source, "call twice"));
        assert_int_equal(symbols_find(symbols, at, &symbol), 0);
        assert_string_equal(symbol.function, "twice");
    }
    assert_true(seen);
    symbols_free(symbols);
}

/* One address after another through a function, by addr2line. */
static void
compare(struct symbols *symbols, const char *function)
{
    size_t size = 0;
    uint64_t start = place_of(program, function, &size);
    char *command = str_format("seq %llu %llu | xargs printf '%%x\\n' | "
                               "addr2line -f -e %s/%s",
                               (unsigned long long)start,
                               (unsigned long long)start + size - 1, folder,
                               program);
    FILE *pipe = popen(command, "re");
    char name[256], place[1024];

    assert_true(size > 0);
    for (uint64_t at = start; at < start + size; at++) {
        struct symbol frames[SYMBOLS_INLINED];
        int line;

        assert_int_equal(fscanf(pipe, "%255s %1023[^\n]", name, place), 2);
        if (sscanf(strrchr(place, ':'), ":%d", &line) != 1 || line == 0)
            continue;
        assert_true(
            symbols_frames(symbols, at, SYMBOLS_INLINED, frames) > 0);
        assert_string_equal(frames[0].function, name);
        assert_int_equal(frames[0].line, line);
        assert_non_null(strstr(place, frames[0].file));
    }
    pclose(pipe);
    free(command);
}

static void
test_symbols__says_what_addr2line_says(void **state)
{
    (void)state;
    if (!has_command("addr2line") || !has_command("xargs")) {
        print_message("# addr2line is not here\n");
        return;
    }
    for (size_t i = 0; i < NWAYS; i++) {
        struct symbols *symbols = open_built(i);

        if (!symbols)
            continue;
        compare(symbols, "next");
        compare(symbols, "outer");
        compare(symbols, "main");
        symbols_free(symbols);
    }
}

static void
test_symbols__without_debug_information_names_are_left(void **state)
{
    struct symbols *symbols;
    struct symbol symbol;

    (void)state;
    if (!compile_to("gcc -O0 -pthread", "marked.c", "bare"))
        return;
    symbols = open_program("bare");
    assert_int_equal(symbols_find(symbols, address_of(program, "outer") + 5,
                                  &symbol), 0);
    assert_string_equal(symbol.function, "outer");
    assert_null(symbol.file);
    assert_int_equal(symbol.line, 0);
    assert_true(symbol_is_foreign(&symbol));
    check_name(symbols, address_of(program, "accounts") + 40, 8, "accounts");
    assert_int_equal(symbols_find(symbols, 16, &symbol), -ENOENT);
    symbols_free(symbols);
}

static void
test_symbols__knows_what_comes_from_libraries(void **state)
{
    static const char *const some[] = {"outer", "fopen", "printf", NULL};
    static const char *const none[] = {"outer", "fopen", NULL};
    static const char *const own[] = {"printf", "fopen", "outer", NULL};
    static const char *const others[] = {"printf", "fopen", NULL};

    (void)state;
    for (size_t i = 0; i < NWAYS; i++) {
        struct symbols *symbols = open_built(i);

        /* Clang's sanitizer brings much of libc along. */
        if (!symbols || strstr(ways[i], "sanitize")) {
            symbols_free(symbols);
            continue;
        }
        assert_string_equal(symbols_used(symbols, some), "printf");
        assert_null(symbols_used(symbols, none));
        assert_string_equal(symbols_linked(symbols, own), "outer");
        assert_null(symbols_linked(symbols, others));
        symbols_free(symbols);
    }
}

static void
test_symbols__refuses_what_is_no_program(void **state)
{
    struct symbols *symbols = NULL;
    char *path = folder_path("marked.c");

    (void)state;
    assert_int_equal(symbols_open(path, NULL, &symbols), -ENOEXEC);
    assert_int_equal(symbols_open("/nowhere/at/all", NULL, &symbols),
                     -ENOENT);
    assert_int_equal(symbols_open("/dev/null", NULL, &symbols), -ENOEXEC);
    assert_int_equal(symbols_open(folder, NULL, &symbols), -ENOEXEC);
    assert_null(symbols);
    symbols_free(NULL);
    free(path);
}

/* Ask all sorts of questions; whatever is answered is an answer. */
static void
ask(const char *path, uint64_t code, uint64_t data)
{
    struct symbol frames[SYMBOLS_INLINED];
    struct str name = STR_INIT;
    struct symbols *symbols;

    if (symbols_open(path, NULL, &symbols) != 0)
        return;
    for (uint64_t at = 0; at < 64; at += 7) {
        symbols_frames(symbols, code + at, SYMBOLS_INLINED, frames);
        symbols_variable(symbols, data + at, 4, &name);
    }
    str_release(&name);
    symbols_free(symbols);
}

static void
test_symbols__broken_files_break_nothing(void **state)
{
    static const uint32_t tries = 150;

    (void)state;
    for (size_t i = 0; i < NWAYS; i += 4) {
        struct symbols *symbols = open_built(i);
        char *path = folder_path(built[i]);
        char *broken = folder_path("broken");
        uint64_t code = address_of(built[i], "outer");
        uint64_t data = address_of(built[i], "accounts");

        for (uint32_t seed = 0; symbols && seed < tries; seed++) {
            garble(path, broken, seed);
            ask(broken, code, data);
        }
        free(path);
        free(broken);
        symbols_free(symbols);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_symbols__function_has_its_file_and_line),
        cmocka_unit_test(test_symbols__variable_has_its_name_and_way_inside),
        cmocka_unit_test(test_symbols__what_a_variable_points_to_has_its_name),
        cmocka_unit_test(test_symbols__static_of_a_function_has_its_name),
        cmocka_unit_test(test_symbols__inlined_call_has_both_places),
        cmocka_unit_test(test_symbols__says_what_addr2line_says),
        cmocka_unit_test(
            test_symbols__without_debug_information_names_are_left),
        cmocka_unit_test(test_symbols__knows_what_comes_from_libraries),
        cmocka_unit_test(test_symbols__refuses_what_is_no_program),
        cmocka_unit_test(test_symbols__broken_files_break_nothing),
    };

    return cmocka_run_group_tests(tests, set_up, folder_remove);
}
