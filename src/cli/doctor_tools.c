/* The programs that racecourse calls. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "build/compiler.h"
#include "cli/doctor.h"

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
compile_probe(const struct words *compiler, const char *const *more,
              char **ret_said)
{
    struct words words = WORDS_INIT;
    int status;

    for (size_t i = 0; i < compiler->count; i++)
        words_add(&words, compiler->items[i]);
    for (; *more; more++)
        words_add(&words, *more);
    status = doctor_try((const char *const *)words.items, ret_said);
    words_release(&words);
    return status;
}

/* Compile and run; 0, 1 where it does not compile, 2 where it does not run.
 * ret_said is what was said about it, free() ends it. */
static int
try_compiler(const struct words *compiler, const char *folder, const char *flag,
             char **ret_said)
{
    char *source = path_join(folder, "try.c");
    char *program = path_join(folder, "try");
    const char *more[] = {"-pthread", flag, "-o", program, source, NULL};
    const char *run[] = {program, NULL};
    int failed = 1;

    *ret_said = NULL;
    if (file_replace(source, probe_source, sizeof probe_source - 1) == 0 &&
        compile_probe(compiler, more, ret_said) == 0) {
        free(*ret_said);
        failed = doctor_try(run, ret_said) == 0 ? 0 : 2;
    }
    if (!*ret_said)
        *ret_said = mem_copy("");
    unlink(program);
    unlink(source);
    free(program);
    free(source);
    return failed;
}

static void
find_compiled(struct doctor *doctor, const struct words *compiler,
              const char *folder)
{
    const char *version[] = {"--version", NULL};
    const char *path = compiler->items[0];
    char *named = NULL, *said = NULL;
    int failed = try_compiler(compiler, folder, "-O2", &said);

    compile_probe(compiler, version, &named);
    if (failed == 1)
        doctor_bad(doctor, "compiler", "install gcc, with the headers of libc",
                   "%s cannot compile two lines: %s", path, said);
    else if (failed)
        doctor_bad(doctor, "cache",
                   "point XDG_CACHE_HOME to a folder that may hold programs",
                   "a program in %s cannot be run: %s", folder, said);
    else
        doctor_good(doctor, "compiler", "%s, %s", path, named);
    free(named);
    free(said);
}

static void
find_sanitizer(struct doctor *doctor, const struct words *compiler,
               const char *folder)
{
    char *said = NULL;
    int failed = try_compiler(compiler, folder, "-fsanitize=thread", &said);

    if (failed == 0)
        doctor_good(doctor, "ThreadSanitizer", "works");
    else
        doctor_less(doctor, "ThreadSanitizer",
                    failed == 1 ? "install libtsan; races are then found "
                                  "that no result shows"
                                : "sysctl vm.mmap_rnd_bits=28 often mends it",
                    failed == 1 ? "cannot be linked: %s" : "does not start: %s",
                    said);
    free(said);
}

static void
find_compiler(struct doctor *doctor)
{
    struct words compiler = WORDS_INIT;
    struct diag diag = DIAG_INIT;
    char *folder = make_folder();
    int err = folder ? 0 : errno;

    if (!folder)
        doctor_bad(doctor, "cache",
                   "set XDG_CACHE_HOME to a folder that can be written to",
                   "programs have no place: %s", strerror(err));
    else
        doctor_good(doctor, "cache", "%.*s",
                    (int)(strlen(folder) - strlen("/doctor.XXXXXX")), folder);
    if (compiler_find(&compiler, &diag) < 0) {
        doctor_bad(doctor, "compiler", NULL, "%s", diag.text);
    } else if (folder) {
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
    char *found = *word ? doctor_command(word) : NULL;

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
    const char *version[] = {"python3", "--version", NULL};
    char *said = NULL;

    if (doctor_try(version, &said) == 0)
        doctor_good(doctor, "python3", "%s", said);
    else
        doctor_less(doctor, "python3",
                    "install it to run the twins of exercises",
                    "cannot be run");
    free(said);
}

void
doctor_tools(struct doctor *doctor)
{
    find_compiler(doctor);
    find_editor(doctor);
    find_python(doctor);
}
