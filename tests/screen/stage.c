/* A course, a home and a terminal for each test. */
#include "stage.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void
run_shell(const char *script, const char *first, const char *second)
{
    pid_t pid = fork();
    int status = -1;

    if (pid == 0) {
        execl("/bin/sh", "sh", "-ec", script, "sh", first, second,
              (char *)NULL);
        _exit(127);
    }
    waitpid(pid, &status, 0);
    assert_int_equal(status, 0);
}

const char *
stage_path(const struct stage *stage, const char *name)
{
    static char path[256];

    snprintf(path, sizeof path, "%s/%s", stage->folder, name);
    return path;
}

void
stage_env(struct stage *stage, const char *name, const char *value)
{
    char *pair = malloc(strlen(name) + strlen(value) + 2);

    assert_non_null(pair);
    assert_true(stage->nenv + 1 < STAGE_ENV);
    sprintf(pair, "%s=%s", name, value);
    stage->env[stage->nenv++] = pair;
}

void
stage_journal(struct stage *stage, const char *lines)
{
    run_shell("printf '%s' \"$2\" | sed \"s/TIME/$(($(date +%s) - 300))/\" | "
              "tee -a \"$1\"/home/state/racecourse/progress-* >/dev/null",
              stage->folder, lines);
}

void
stage_init(struct stage *stage)
{
    *stage = (struct stage){0};
    strcpy(stage->folder, "/tmp/racecourse-screen-XXXXXX");
    assert_non_null(mkdtemp(stage->folder));
    run_shell("cp -R \"$1/.\" \"$2/course\"; mkdir \"$2/home\"",
              FIXTURE_COURSE, stage->folder);
    stage_env(stage, "HOME", stage_path(stage, "home"));
    stage_env(stage, "XDG_CACHE_HOME", stage_path(stage, "home/cache"));
    stage_env(stage, "XDG_STATE_HOME", stage_path(stage, "home/state"));
    stage_env(stage, "XDG_CONFIG_HOME", stage_path(stage, "home/config"));
    stage_env(stage, "VISUAL", "");
    stage_env(stage, "EDITOR", "true");
}

static void
start(struct stage *stage, int rows, int columns, const char *command,
      const char *lesson)
{
    char course[128];
    const char *job = "\"$0\" \"$@\"; while read go; do fg; done";
    const char *argv[] = {
        "/bin/sh",  "-mc",  stage->under ? stage->under : job,
        RACECOURSE, "--course", course,
        lesson ? command : NULL, lesson, NULL};
    struct terminal_spec spec = {
        .argv = stage->shell || stage->under ? argv : argv + 3,
        .env = (const char *const *)stage->env,
        .rows = rows,
        .columns = columns,
    };

    snprintf(course, sizeof course, "%s/course", stage->folder);
    if (stage->terminal)
        terminal_free(stage->terminal);
    stage->terminal = terminal_start(&spec);
}

struct terminal *
stage_notes(struct stage *stage, int rows, int columns)
{
    char course[128];
    const char *argv[] = {RACECOURSE, "--course", course, "present",
                          "--notes", NULL};
    struct terminal_spec spec = {
        .argv = argv,
        .env = (const char *const *)stage->env,
        .rows = rows,
        .columns = columns,
    };

    snprintf(course, sizeof course, "%s/course", stage->folder);
    return terminal_start(&spec);
}

void
stage_open(struct stage *stage, int rows, int columns, const char *lesson)
{
    start(stage, rows, columns, "open", lesson);
}

void
stage_present(struct stage *stage, int rows, int columns, const char *lesson)
{
    start(stage, rows, columns, "present", lesson);
}

void
stage_expect(struct stage *stage, const char *text)
{
    if (terminal_wait(stage->terminal, text))
        return;
    terminal_print(stage->terminal);
    fail_msg("not on the screen: %s", text);
}

void
stage_expect_gone(struct stage *stage, const char *text)
{
    if (terminal_wait_gone(stage->terminal, text))
        return;
    terminal_print(stage->terminal);
    fail_msg("still on the screen: %s", text);
}

void
stage_locate(struct stage *stage, const char *text, int *ret_y, int *ret_x)
{
    const char *row;

    *ret_y = terminal_find(stage->terminal, text);
    assert_true(*ret_y >= 0);
    row = terminal_row(stage->terminal, *ret_y);
    *ret_x = 0;
    for (const char *at = row; at < strstr(row, text); at++)
        *ret_x += (*at & 0xC0) != 0x80;
}

void
stage_expect_cursor(struct stage *stage, const char *text)
{
    int y, x, at_y, at_x;

    stage_expect(stage, text);
    do {
        stage_locate(stage, text, &y, &x);
        terminal_cursor(stage->terminal, &at_y, &at_x);
    } while ((y != at_y || x != at_x) && terminal_take(stage->terminal));
    assert_int_equal(at_y, y);
    assert_int_equal(at_x, x);
}

void
stage_click(struct stage *stage, const char *text, int columns)
{
    int y, x;

    stage_expect(stage, text);
    stage_locate(stage, text, &y, &x);
    terminal_mouse(stage->terminal, TERMINAL_LEFT, y, x + columns);
}

void
stage_press(struct stage *stage, const char *keys, const char *text)
{
    terminal_send(stage->terminal, keys);
    stage_expect(stage, text);
}

void
stage_quit(struct stage *stage)
{
    int status;

    terminal_send(stage->terminal, "qq");
    if (stage->shell) {
        assert_true(terminal_wait_job_gone(stage->terminal));
        assert_true(terminal_is_cooked(stage->terminal));
        terminal_send(stage->terminal, "\004");
    }
    status = terminal_end(stage->terminal);
    if (status != 0)
        terminal_print(stage->terminal);
    assert_int_equal(status, 0);
    assert_true(terminal_on_main_screen(stage->terminal));
}

void
stage_script(struct stage *stage, const char *name, const char *text)
{
    FILE *file = fopen(stage_path(stage, name), "w");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    chmod(stage_path(stage, name), 0755);
}

/* Whether a row is as expected, where ¤ stands for any sign and ¶ for a
 * number. */
static bool
row_matches(const char *row, const char *expected)
{
    for (; *expected; expected++, row++) {
        if (strncmp(expected, "¶", 2) == 0) {
            size_t digits = strspn(row, "0123456789.");

            if (!digits)
                return false;
            row += digits - 1;
            expected++;
            continue;
        }
        if (strncmp(expected, "¤", 2) != 0 && *row != *expected)
            return false;
        if (*expected == *row)
            continue;
        if (!*row)
            return false;
        expected++;
        while ((row[1] & 0xC0) == 0x80)
            row++;
    }
    return !*row;
}

/* The first row that is not as expected, or -1. */
static int
first_difference(struct stage *stage, FILE *file)
{
    char line[1024];
    int y = 0;

    rewind(file);
    for (; fgets(line, sizeof line, file); y++) {
        const char *row = terminal_row(stage->terminal, y);

        line[strcspn(line, "\n")] = '\0';
        if (!row || !row_matches(row, line))
            return y;
    }
    return terminal_row(stage->terminal, y) ? y : -1;
}

/* With RACECOURSE_RECORD set the screen is written instead, to be read and
 * checked by a person before it is committed. */
static void
record(struct stage *stage, const char *path)
{
    FILE *file = fopen(path, "w");
    const char *row;

    assert_non_null(file);
    usleep(500000);
    while (terminal_take_now(stage->terminal))
        continue;
    for (int y = 0; (row = terminal_row(stage->terminal, y)); y++)
        fprintf(file, "%s\n", row);
    fclose(file);
}

void
stage_compare(struct stage *stage, const char *name)
{
    char path[512];
    FILE *file;
    int y;

    snprintf(path, sizeof path, "%s/%s.txt", EXPECTED, name);
    if (getenv("RACECOURSE_RECORD")) {
        record(stage, path);
        return;
    }
    file = fopen(path, "r");
    assert_non_null(file);
    while ((y = first_difference(stage, file)) >= 0 &&
           terminal_take(stage->terminal))
        continue;
    fclose(file);
    if (y < 0)
        return;
    terminal_print(stage->terminal);
    fail_msg("line %d is not as in %s.txt", y + 1, name);
}

static bool
command_line_contains(const char *pid, const char *text)
{
    char path[300], line[4096];
    FILE *file;
    size_t len;

    snprintf(path, sizeof path, "/proc/%s/cmdline", pid);
    file = fopen(path, "r");
    if (!file)
        return false;
    len = fread(line, 1, sizeof line - 1, file);
    fclose(file);
    line[len] = '\0';
    return memmem(line, len, text, strlen(text)) != NULL;
}

int
stage_count_processes(const char *text)
{
    DIR *proc = opendir("/proc");
    struct dirent *entry;
    int count = 0;

    assert_non_null(proc);
    while ((entry = readdir(proc)))
        if (entry->d_name[0] >= '1' && entry->d_name[0] <= '9' &&
            command_line_contains(entry->d_name, text))
            count++;
    closedir(proc);
    return count;
}

void
stage_release(struct stage *stage)
{
    int left = 1;

    terminal_free(stage->terminal);
    for (int i = 0; i < 100 && left; i++) {
        left = stage_count_processes(stage->folder);
        if (left)
            usleep(20000);
    }
    run_shell("rm -rf \"$1\"", stage->folder, "");
    for (size_t i = 0; i < stage->nenv; i++)
        free(stage->env[i]);
    assert_int_equal(left, 0);
}

int
stage_set_up(void **state)
{
    static struct stage stage;

    stage_init(&stage);
    *state = &stage;
    return 0;
}

int
stage_tear_down(void **state)
{
    stage_release(*state);
    return 0;
}
