#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "compiled.h"
#include "garbled.h"
#include "symbols/unwind.h"

#define MAX_FRAMES 16
#define SECONDS 240

/* A program that waits in one way or another, two calls deep. */
static const char source[] =
    "#include <pthread.h>\n"
    "#include <semaphore.h>\n"
    "#include <stdio.h>\n"
    "#include <string.h>\n"
    "#include <sys/wait.h>\n"
    "#include <unistd.h>\n"
    "pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;\n"
    "pthread_cond_t cond = PTHREAD_COND_INITIALIZER;\n"
    "pthread_barrier_t barrier;\n"
    "sem_t sem;\n"
    "volatile int depth;\n"
    "static void *never(void *x) { pause(); return x; }\n"
    "static int do_wait(const char *how)\n"
    "{\n"
    "    volatile char big[9000];\n"
    "    pthread_t thread;\n"
    "    int fds[2];\n"
    "    char c = 0;\n"
    "    big[depth] = 1;\n"
    "    if (strcmp(how, \"lock\") == 0) {\n"
    "        pthread_mutex_lock(&lock);\n"
    "        pthread_mutex_lock(&lock); /* at lock */\n"
    "    } else if (strcmp(how, \"cond\") == 0) {\n"
    "        pthread_mutex_lock(&lock);\n"
    "        pthread_cond_wait(&cond, &lock); /* at cond */\n"
    "    } else if (strcmp(how, \"sem\") == 0) {\n"
    "        sem_init(&sem, 0, 0);\n"
    "        sem_wait(&sem); /* at sem */\n"
    "    } else if (strcmp(how, \"barrier\") == 0) {\n"
    "        pthread_barrier_init(&barrier, NULL, 2);\n"
    "        pthread_barrier_wait(&barrier); /* at barrier */\n"
    "    } else if (strcmp(how, \"join\") == 0) {\n"
    "        pthread_create(&thread, NULL, never, NULL);\n"
    "        pthread_join(thread, NULL); /* at join */\n"
    "    } else if (strcmp(how, \"read\") == 0) {\n"
    "        if (pipe(fds) == 0 &&\n"
    "            read(fds[0], &c, 1) == 1) /* at read */\n"
    "            putchar(c);\n"
    "    } else if (strcmp(how, \"child\") == 0) {\n"
    "        if (fork() == 0) {\n"
    "            alarm(240);\n"
    "            pause();\n"
    "            _exit(0);\n"
    "        }\n"
    "        waitpid(-1, NULL, 0); /* at child */\n"
    "    } else {\n"
    "        pause(); /* at pause */\n"
    "    }\n"
    "    return big[depth];\n"
    "}\n"
    "static int work(const char *how)\n"
    "{\n"
    "    int got = do_wait(how); /* in work */\n"
    "    depth++;\n"
    "    return got;\n"
    "}\n"
    "static void *run(void *how)\n"
    "{\n"
    "    if (work(how)) /* in run */\n"
    "        depth++;\n"
    "    return NULL;\n"
    "}\n"
    "int main(int argc, char **argv)\n"
    "{\n"
    "    pthread_t thread;\n"
    "    if (argc < 3)\n"
    "        return 2;\n"
    "    if (argv[2][0] == 'm') {\n"
    "        run(argv[1]); /* in main */\n"
    "        return depth;\n"
    "    }\n"
    "    pthread_create(&thread, NULL, run, argv[1]);\n"
    "    pthread_join(thread, NULL);\n"
    "    return 0;\n"
    "}\n";

static const char *const ways[] = {
    "gcc -g -O0 -pthread",
    "gcc -g -O2 -pthread",
    "gcc -g -O1 -no-pie -pthread",
    "clang -g -O0 -pthread",
    "clang -g -O2 -pthread",
    "gcc -g -O0 -pthread -fsanitize=thread",
    "clang -g -O0 -pthread -fsanitize=thread",
};

/* A process that stands still, as somebody else sees it. */
struct standing {
    pid_t pid;
    pid_t tid;
    struct unwinder *unwinder;
    struct unwind_thread thread;
    bool sanitized;             /* the program is */
};

static int
set_up(void **state)
{
    if (folder_make(state) != 0)
        return -1;
    folder_write("waits.c", source);
    compile_ways(ways, sizeof ways / sizeof ways[0], "waits.c");
    return 0;
}

static int
read_memory(void *arg, uint64_t address, void *buf, size_t len)
{
    const struct standing *standing = arg;
    struct iovec here = {buf, len};
    struct iovec there = {(void *)(uintptr_t)address, len};
    ssize_t got = process_vm_readv(standing->pid, &here, 1, &there, 1, 0);

    return got == (ssize_t)len ? 0 : -EFAULT;
}

static pid_t
start(const char *program, const char *how, const char *where)
{
    char *path = folder_path(program);
    pid_t pid = fork();

    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        setpgid(0, 0);
        alarm(SECONDS);
        execl(path, path, how, where, NULL);
        _exit(127);
    }
    free(path);
    setpgid(pid, pid);
    return pid;
}

static char *
read_proc(pid_t pid, pid_t tid, const char *name)
{
    char *path = str_format("/proc/%d/task/%d/%s", pid, tid, name);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    char *text = NULL;

    free(path);
    if (fd >= 0 && file_read_fd(fd, 1 << 20, &text, NULL) != 0)
        text = NULL;
    if (fd >= 0)
        close(fd);
    return text;
}

/* Is it in that system call?  Where it then stands. */
static bool
is_in(struct standing *standing, long number)
{
    char *text = read_proc(standing->pid, standing->tid, "syscall");
    unsigned long long sp, pc;
    bool is = text && text[0] >= '0' && text[0] <= '9' &&
              strtol(text, NULL, 10) == number &&
              sscanf(text, "%*s %*s %*s %*s %*s %*s %*s %llx %llx", &sp,
                     &pc) == 2;

    if (is) {
        standing->thread.sp = sp;
        standing->thread.pc = pc;
    }
    free(text);
    return is;
}

static long
call_of(const char *how)
{
    return strcmp(how, "read") == 0 ? SYS_read
           : strcmp(how, "child") == 0 ? SYS_wait4
           : strcmp(how, "pause") == 0 ? SYS_pause : SYS_futex;
}

/* The newest thread but for `join`, which has a newer one. */
static pid_t
find_thread(pid_t pid, const char *how)
{
    char *path = str_format("ls /proc/%d/task | sort -n | tail -n +2", pid);
    FILE *pipe = popen(path, "re");
    int tid = 0, next;

    free(path);
    while (fscanf(pipe, "%d", &next) == 1)
        if (!tid || strcmp(how, "join") != 0)
            tid = next;
    pclose(pipe);
    return tid;
}

/* Does it stand where the program says so?  On the way there it may wait for
 * something else. */
static bool
is_there(struct standing *standing, const char *how)
{
    struct unwind_frame frames[MAX_FRAMES];
    const struct unwind_frame *own;
    char *mark = str_format("/* at %s */", how);
    char *maps = read_proc(standing->pid, standing->tid, "maps");
    size_t count;
    bool is;

    unwinder_free(standing->unwinder);
    assert_int_equal(unwinder_new(maps ? maps : "", folder,
                                  &standing->unwinder), 0);
    count = unwinder_frames(standing->unwinder, &standing->thread, MAX_FRAMES,
                            frames);
    own = unwind_own(frames, count);
    is = own && own->symbol.line == line_of(source, mark);
    free(maps);
    free(mark);
    return is;
}

/* Wait until it stands where it should. */
static void
stand(struct standing *standing, size_t way, const char *how, bool in_main)
{
    *standing = (struct standing){
        .pid = start(built[way], how, in_main ? "m" : "t"),
        .sanitized = strstr(ways[way], "sanitize") != NULL,
    };
    standing->thread.read = read_memory;
    standing->thread.arg = standing;
    do {
        assert_int_equal(waitpid(standing->pid, NULL, WNOHANG), 0);
        usleep(2000);
        standing->tid = in_main ? standing->pid
                                : find_thread(standing->pid, how);
    } while (!standing->tid || !is_in(standing, call_of(how)) ||
             !is_there(standing, how));
}

static void
end(struct standing *standing)
{
    kill(-standing->pid, SIGKILL);
    waitpid(standing->pid, NULL, 0);
    unwinder_free(standing->unwinder);
}

/* The next frame of that function; `count` where there is none. */
static size_t
next_of(const struct unwind_frame *frames, size_t count, size_t from,
        const char *function)
{
    while (from < count &&
           !(frames[from].symbol.function &&
             strcmp(frames[from].symbol.function, function) == 0))
        from++;
    return from;
}

/* From function to function, each where its mark is. */
static void
check_frames(const struct standing *standing, const char *how, bool in_main)
{
    char *mark = str_format("/* at %s */", how);
    const char *const names[] = {"do_wait", "work", "run", "main"};
    const char *const marks[] = {mark, "in work", "in run", "in main"};
    struct unwind_frame frames[MAX_FRAMES];
    size_t count = unwinder_frames(standing->unwinder, &standing->thread,
                                   MAX_FRAMES, frames);
    const struct unwind_frame *own = unwind_own(frames, count);
    size_t at = 0;

    assert_true(count > 1);
    assert_non_null(own);
    assert_string_equal(own->symbol.function, "do_wait");
    /* A sanitizer may wait in libc's place, in a library of its own or in the
     * program. */
    assert_non_null(frames[0].module);
    if (!standing->sanitized)
        assert_string_equal(path_name(frames[0].module), "libc.so.6");
    for (size_t i = 0; i < (in_main ? 4 : 3); i++) {
        at = next_of(frames, count, at, names[i]);
        assert_true(at < count);
        assert_string_equal(frames[at].symbol.file, "waits.c");
        assert_int_equal(frames[at].symbol.line, line_of(source, marks[i]));
    }
    /* What called the outermost is the system's. */
    for (at++; at < count; at++)
        assert_true(symbol_is_foreign(&frames[at].symbol));
    free(mark);
}

static void
check_ways(const char *how)
{
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        if (!built[i][0])
            continue;
        /* ThreadSanitizer has threads of its own. */
        for (int in_main = strstr(ways[i], "sanitize") ? 1 : 0; in_main < 2;
             in_main++) {
            struct standing standing;

            stand(&standing, i, how, in_main);
            check_frames(&standing, how, in_main);
            end(&standing);
        }
    }
}

static void
test_unwind__from_a_mutex(void **state)
{
    (void)state;
    check_ways("lock");
}

static void
test_unwind__from_a_condition_variable(void **state)
{
    (void)state;
    check_ways("cond");
}

static void
test_unwind__from_a_semaphore(void **state)
{
    (void)state;
    check_ways("sem");
}

static void
test_unwind__from_a_barrier(void **state)
{
    (void)state;
    check_ways("barrier");
}

static void
test_unwind__from_a_join(void **state)
{
    (void)state;
    check_ways("join");
}

static void
test_unwind__from_a_pipe(void **state)
{
    (void)state;
    check_ways("read");
}

static void
test_unwind__from_waiting_for_a_child(void **state)
{
    (void)state;
    check_ways("child");
}

static void
test_unwind__from_pause(void **state)
{
    (void)state;
    check_ways("pause");
}

static void
test_unwind__names_addresses_of_the_process(void **state)
{
    struct standing standing;
    struct str name = STR_INIT;
    struct unwind_frame frames[MAX_FRAMES];
    uint64_t bias;

    (void)state;
    if (!built[0][0])
        return;
    stand(&standing, 0, "lock", false);
    unwinder_frames(standing.unwinder, &standing.thread, MAX_FRAMES, frames);
    for (size_t i = 0; !strstr(frames[0].module, built[0]); i++)
        frames[0] = frames[i];
    bias = frames[0].address - 1 - frames[0].link_address;
    assert_int_equal(
        unwinder_variable(standing.unwinder,
                          bias + address_of(built[0], "lock"), 40, &name), 0);
    assert_string_equal(str_text(&name), "lock");
    str_clear(&name);
    assert_int_equal(
        unwinder_variable(standing.unwinder,
                          bias + address_of(built[0], "depth"), 4, &name), 0);
    assert_string_equal(str_text(&name), "depth");
    assert_int_equal(unwinder_variable(standing.unwinder,
                                       standing.thread.sp, 4, &name),
                     -ENOENT);
    str_release(&name);
    end(&standing);
}

static int
read_nothing(void *arg, uint64_t address, void *buf, size_t len)
{
    (void)arg;
    (void)address;
    (void)buf;
    (void)len;
    return -EFAULT;
}

/* Every word is another: the frames make no sense, and end. */
static int
read_noise(void *arg, uint64_t address, void *buf, size_t len)
{
    unsigned *seed = arg;
    unsigned char *bytes = buf;

    for (size_t i = 0; i < len; i++) {
        *seed = *seed * 1664525u + 1013904223u;
        bytes[i] = (unsigned char)(*seed >> 16 ^ address);
    }
    return 0;
}

static void
test_unwind__nonsense_ends(void **state)
{
    struct unwind_frame frames[MAX_FRAMES];
    struct standing standing;
    unsigned seed = 1;
    size_t count;

    (void)state;
    if (!built[0][0])
        return;
    stand(&standing, 0, "lock", false);
    standing.thread.read = read_nothing;
    count = unwinder_frames(standing.unwinder, &standing.thread, MAX_FRAMES,
                            frames);
    assert_int_equal(count, 1);
    standing.thread.read = read_noise;
    standing.thread.arg = &seed;
    for (int i = 0; i < 50; i++) {
        count = unwinder_frames(standing.unwinder, &standing.thread,
                                MAX_FRAMES, frames);
        assert_in_range(count, 1, MAX_FRAMES);
    }
    standing.thread.pc = 5;
    standing.thread.sp = 3;
    count = unwinder_frames(standing.unwinder, &standing.thread, MAX_FRAMES,
                            frames);
    assert_int_equal(count, 1);
    assert_null(frames[0].symbol.function);
    assert_null(frames[0].module);
    end(&standing);
}

/* A process of which the program's file is broken. */
static void
test_unwind__broken_files_break_nothing(void **state)
{
    char *path = folder_path(built[1]);
    char *broken = folder_path("broken");
    char *maps = str_format("1000-100000 r-xp 1000 08:01 1 %s\n"
                            "200000-300000 rw-p 0 00:00 0 [stack]\n", broken);
    struct unwind_frame frames[MAX_FRAMES];
    unsigned noise = 7;
    struct unwind_thread thread = {
        .sp = 0x200000, .read = read_noise, .arg = &noise,
    };
    uint64_t start = 0;

    (void)state;
    if (built[1][0])
        start = address_of(built[1], "main");
    for (uint32_t seed = 0; start && seed < 60; seed++) {
        struct unwinder *unwinder;

        garble(path, broken, seed);
        assert_int_equal(unwinder_new(maps, NULL, &unwinder), 0);
        for (uint64_t at = 0; at < 40; at += 3) {
            thread.pc = start + at;
            unwinder_frames(unwinder, &thread, MAX_FRAMES, frames);
        }
        unwinder_free(unwinder);
    }
    free(path);
    free(broken);
    free(maps);
}

static void
test_unwind__maps_may_be_anything(void **state)
{
    static const char *const texts[] = {
        "", "\n\n", "garbage", "5-3 r-xp 0 0:0 0\n",
        "400000-500000 r-xp 0 08:01 1 /\n",
        "400000-500000 r-xp 0 08:01 1 /dev/null\n",
        "400000-500000 r-xp 0 08:01 1   /etc/passwd\n500000-600000 rw-p 0",
        "400000-500000 r-xp ffffffffffffffff 08:01 1 /bin/sh (deleted)\n",
    };
    struct unwind_thread thread = {
        .pc = 0x400010, .sp = 0x500010, .read = read_nothing,
    };
    struct unwind_frame frames[MAX_FRAMES];
    struct symbol symbol;

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct unwinder *unwinder;

        assert_int_equal(unwinder_new(texts[i], NULL, &unwinder), 0);
        assert_int_equal(unwinder_frames(unwinder, &thread, MAX_FRAMES,
                                         frames), 1);
        assert_int_equal(unwinder_find(unwinder, 0x400010, &symbol),
                         -ENOENT);
        unwinder_free(unwinder);
    }
    unwinder_free(NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_unwind__from_a_mutex),
        cmocka_unit_test(test_unwind__from_a_condition_variable),
        cmocka_unit_test(test_unwind__from_a_semaphore),
        cmocka_unit_test(test_unwind__from_a_barrier),
        cmocka_unit_test(test_unwind__from_a_join),
        cmocka_unit_test(test_unwind__from_a_pipe),
        cmocka_unit_test(test_unwind__from_waiting_for_a_child),
        cmocka_unit_test(test_unwind__from_pause),
        cmocka_unit_test(test_unwind__names_addresses_of_the_process),
        cmocka_unit_test(test_unwind__nonsense_ends),
        cmocka_unit_test(test_unwind__broken_files_break_nothing),
        cmocka_unit_test(test_unwind__maps_may_be_anything),
    };

#ifndef __x86_64__
    printf("1..0 # SKIP stacks are unwound on x86-64 alone\n");
    return 0;
#endif
    return cmocka_run_group_tests(tests, set_up, folder_remove);
}
