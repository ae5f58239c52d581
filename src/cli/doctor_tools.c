/* The programs that racecourse calls. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "build/compiler.h"
#include "build/python.h"
#include "cli/doctor.h"
#include "symbols/symbols.h"

#define PROGRAM_BYTES (512 * 1024)
#define OLDEST_PYTHON 9         /* 3.9, for twins */
#define ELSEWHERE "set XDG_CACHE_HOME to a folder that can be written to"
#define EXECUTABLE "set XDG_CACHE_HOME to a folder that may hold programs"

static const char probe_source[] =
    "#include <pthread.h>\n"
    "int main(void) { return pthread_mutex_trylock == 0; }\n";

/* A folder of our own in the cache, or NULL and errno; free() ends it. */
static char *
make_folder(void)
{
    char *cache = path_cache("racecourse");
    char *folder = NULL;
    int err;

    if (!cache) {
        errno = ENOENT;
        return NULL;
    }
    err = dir_make(cache);
    if (!err) {
        folder = path_join(cache, "doctor.XXXXXX");
        if (!mkdtemp(folder)) {
            err = -errno;
            free(folder);
            folder = NULL;
        }
    }
    free(cache);
    errno = -err;
    return folder;
}

static int
compile_probe(struct doctor *doctor, const struct words *compiler,
              const char *const *more, char **ret_said)
{
    struct words words = WORDS_INIT;
    int status;

    for (size_t i = 0; i < compiler->count; i++)
        words_add(&words, compiler->items[i]);
    for (; *more; more++)
        words_add(&words, *more);
    status = doctor_try(doctor, (const char *const *)words.items, ret_said);
    words_release(&words);
    return status;
}

enum trial {
    TRIAL_GOOD,
    TRIAL_NOT_WRITTEN,
    TRIAL_NOT_COMPILED,
    TRIAL_NOT_RUN,
    TRIAL_RUN_IN_PLACE,         /* where addresses are not randomised */
};

static enum trial
run_probe(struct doctor *doctor, char *program, char **ret_said)
{
    const char *run[] = {program, NULL};
    const char *in_place[] = {"setarch", "-R", program, NULL};

    if (doctor_try(doctor, run, ret_said) == 0)
        return TRIAL_GOOD;
    return doctor_try(doctor, in_place, NULL) == 0 ? TRIAL_RUN_IN_PLACE
                                                   : TRIAL_NOT_RUN;
}

/* Compile and run.  ret_said is what was said about it, free() ends it. */
static enum trial
try_compiler(struct doctor *doctor, const struct words *compiler,
             const char *folder, const char *flag, char **ret_said)
{
    char *source = path_join(folder, "try.c");
    char *program = path_join(folder, "try");
    const char *more[] = {"-pthread", flag, "-o", program, source, NULL};
    enum trial result = TRIAL_NOT_COMPILED;
    int err = file_replace(source, probe_source, sizeof probe_source - 1);

    *ret_said = NULL;
    if (err) {
        result = TRIAL_NOT_WRITTEN;
        *ret_said = mem_copy(strerror(-err));
    } else if (compile_probe(doctor, compiler, more, ret_said) == 0) {
        free(*ret_said);
        result = run_probe(doctor, program, ret_said);
    }
    if (!*ret_said)
        *ret_said = mem_copy("");
    unlink(program);
    unlink(source);
    free(program);
    free(source);
    return result;
}

static void
find_compiled(struct doctor *doctor, const struct words *compiler,
              const char *folder)
{
    const char *version[] = {"--version", NULL};
    const char *path = compiler->items[0];
    char *named = NULL, *said = NULL;
    enum trial result = try_compiler(doctor, compiler, folder, "-O2", &said);

    compile_probe(doctor, compiler, version, &named);
    if (result == TRIAL_NOT_WRITTEN)
        doctor_bad(doctor, "compiler", ELSEWHERE, "nothing can be tried: %s",
                   said);
    else if (result == TRIAL_NOT_COMPILED)
        doctor_bad(doctor, "compiler", "install gcc, with the headers of libc",
                   "%s cannot compile two lines: %s", path, said);
    else if (result == TRIAL_NOT_RUN)
        doctor_bad(doctor, "compiler", EXECUTABLE,
                   "what %s makes in %s cannot be run: %s", path, folder, said);
    else
        doctor_good(doctor, "compiler", "%s, %s", path, named ? named : "");
    free(named);
    free(said);
}

/* Both compilers have it in a package of its own on some systems. */
static const char *
sanitizer_package(const struct words *compiler)
{
    if (strstr(path_name(compiler->items[0]), "clang"))
        return "install libclang-rt-dev, compiler-rt elsewhere; races are "
               "then found that no result shows";
    return "install libtsan; races are then found that no result shows";
}

static void
find_sanitizer(struct doctor *doctor, const struct words *compiler,
               const char *folder)
{
    static const char what[] = "ThreadSanitizer";
    char *said = NULL;

    switch (try_compiler(doctor, compiler, folder, "-fsanitize=thread",
                         &said)) {
    case TRIAL_GOOD:
        doctor_good(doctor, what, "works");
        break;
    case TRIAL_RUN_IN_PLACE:
        doctor_less(doctor, what, "`sysctl vm.mmap_rnd_bits=28` as root",
                    "starts only where addresses are not randomised, as "
                    "under setarch -R");
        break;
    case TRIAL_NOT_RUN:
        doctor_less(doctor, what, "races are not found that no result shows",
                    "does not start: %s", said);
        break;
    case TRIAL_NOT_COMPILED:
    case TRIAL_NOT_WRITTEN:
        doctor_less(doctor, what, sanitizer_package(compiler),
                    "cannot be linked: %s", said);
    }
    free(said);
}

/* Says what is wrong with it, or all that is right.  Returns whether it may
 * hold programs. */
static bool
find_cache(struct doctor *doctor, const char *folder)
{
    int len = (int)(strlen(folder) - strlen("/doctor.XXXXXX"));
    int err = doctor_write(folder, PROGRAM_BYTES);
    struct statvfs fs;
    bool may_run = statvfs(folder, &fs) < 0 || !(fs.f_flag & ST_NOEXEC);

    if (err)
        doctor_bad(doctor, "cache", doctor_write_remedy(err, ELSEWHERE),
                   "programs cannot be kept in %.*s: %s", len, folder,
                   strerror(-err));
    else if (!may_run)
        doctor_bad(doctor, "cache", EXECUTABLE,
                   "programs in %.*s cannot be run, it is mounted noexec", len,
                   folder);
    else
        doctor_good(doctor, "cache", "%.*s", len, folder);
    return !err && may_run;
}

static void
find_compiler(struct doctor *doctor)
{
    struct words compiler = WORDS_INIT;
    struct diag diag = DIAG_INIT;
    char *folder = make_folder();
    int err = folder ? 0 : -errno;
    bool useful = false;

    if (folder)
        useful = find_cache(doctor, folder);
    else
        doctor_bad(doctor, "cache", doctor_write_remedy(err, ELSEWHERE),
                   "programs have no place: %s", strerror(-err));
    if (compiler_find(&compiler, &diag) < 0) {
        doctor_bad(doctor, "compiler", NULL, "%s", diag.text);
    } else if (useful) {
        find_compiled(doctor, &compiler, folder);
        find_sanitizer(doctor, &compiler, folder);
    }
    if (folder)
        rmdir(folder);
    free(folder);
    words_release(&compiler);
}

/* The first word may be followed by arguments. */
static char *
editor_of(const char *wanted)
{
    char *word = mem_copy_n(wanted, strcspn(wanted, " \t"));
    char *found = *word ? path_of_command(word, 0) : NULL;

    free(word);
    return found;
}

static void
find_editor(struct doctor *doctor)
{
    const char *names[] = {getenv("VISUAL"), getenv("EDITOR"), "nano", "vim",
                           "vi"};
    char *found = NULL;

    for (size_t i = 0; !found && i < sizeof names / sizeof *names; i++) {
        if (!names[i] || !*names[i])
            continue;
        found = editor_of(names[i]);
        if (!found && i < 2)
            doctor_less(doctor, "editor", "set it to one that is installed",
                        "$%s, %s, cannot be found", i ? "EDITOR" : "VISUAL",
                        names[i]);
    }
    if (found)
        doctor_good(doctor, "editor", "%s", found);
    else
        doctor_less(doctor, "editor", "install nano, or set $EDITOR",
                    "there is none");
    free(found);
}

static void
find_python(struct doctor *doctor)
{
    struct diag diag = DIAG_INIT;
    char *path = python_find(&diag);
    const char *version[] = {path, "--version", NULL};
    char *said = NULL;
    int minor = 0;

    if (!path)
        doctor_less(doctor, "python3", NULL, "%s %s", diag.file, diag.text);
    else if (doctor_try(doctor, version, &said) != 0)
        doctor_less(doctor, "python3",
                    "install it to run the twins of exercises",
                    "%s cannot be run", path);
    else if (said && sscanf(said, "Python 3.%d", &minor) == 1 &&
             minor < OLDEST_PYTHON)
        doctor_less(doctor, "python3",
                    "a newer one runs the twins of exercises",
                    "%s, and 3.9 is wanted", said);
    else
        doctor_good(doctor, "python3", "%s, %s", said ? said : "", path);
    free(said);
    free(path);
}

/* What it says of itself is of no interest. */
static void
find_symbols(struct doctor *doctor)
{
    struct symbols *symbols = NULL;

    if (symbols_open("/proc/self/exe", NULL, &symbols) == -ENOSYS)
        doctor_less(doctor, "libdw", "install libdw1, or elfutils-libs",
                    "cannot be loaded; races and hangs are told without "
                    "their lines");
    else
        doctor_good(doctor, "libdw", "tells the lines of races and hangs");
    symbols_free(symbols);
}

void
doctor_tools(struct doctor *doctor)
{
    find_compiler(doctor);
    find_symbols(doctor);
    find_editor(doctor);
    find_python(doctor);
}
