/* Finds the compiler as a shell would, so that it can be told apart from
 * another one of the same name. */
#include "build/compiler.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/str.h"
#include "build/builder.h"

void
words_add(struct words *words, const char *word)
{
    MEM_GROW(words->items, words->count + 1, words->cap);
    words->items[words->count++] = mem_copy(word);
    words->items[words->count] = NULL;
}

void
words_join(struct words *words, const struct words *more)
{
    for (size_t i = 0; i < more->count; i++)
        words_add(words, more->items[i]);
}

void
words_add_all(struct words *words, const char *text)
{
    for (;;) {
        size_t len;
        char *word;

        text += strspn(text, " \t\n");
        len = strcspn(text, " \t\n");
        if (!len)
            return;
        word = mem_copy_n(text, len);
        words_add(words, word);
        free(word);
        text += len;
    }
}

void
words_release(struct words *words)
{
    for (size_t i = 0; i < words->count; i++)
        free(words->items[i]);
    free(words->items);
    *words = (struct words)WORDS_INIT;
}

/* The path of a program, or NULL; the caller's.  A relative entry of $PATH
 * means another folder for each of us. */
static char *
find_program(const char *name)
{
    char *found;

    for (unsigned i = 0; (found = path_of_command(name, i)); i++) {
        if (*found == '/' || strchr(name, '/'))
            return found;
        free(found);
    }
    return NULL;
}

static bool
is_blank(const char *text)
{
    return !text[strspn(text, " \t\n")];
}

/* Put the path in place of the first word. */
static int
resolve(struct words *words, struct diag *diag)
{
    char *full = find_program(words->items[0]);

    if (!full) {
        diag_set(diag, NULL, 0,
                 "$CC names '%s', which is no program here; set it to a C "
                 "compiler or unset it", words->items[0]);
        return -ENOENT;
    }
    free(words->items[0]);
    words->items[0] = full;
    return 0;
}

int
compiler_find(struct words *words, struct diag *diag)
{
    static const char *const names[] = {"cc", "gcc", "clang"};
    const char *cc = getenv("CC");

    if (cc && !is_blank(cc)) {
        words_add_all(words, cc);
        return resolve(words, diag);
    }
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char *full = find_program(names[i]);

        if (full) {
            words_add(words, full);
            free(full);
            return 0;
        }
    }
    diag_set(diag, NULL, 0,
             "there is no C compiler on this machine; install gcc or clang, "
             "or set $CC to one");
    return -ENOENT;
}

uint64_t
compiler_hash(const struct words *words, uint64_t hash)
{
    char *real = realpath(words->items[0], NULL);
    struct stat st;

    for (size_t i = 0; i < words->count; i++)
        hash = hash_add_text(hash, words->items[i]);
    if (real && stat(real, &st) == 0) {
        hash = hash_add_text(hash, real);
        hash = hash_add(hash, &st.st_size, sizeof st.st_size);
        hash = hash_add(hash, &st.st_mtim, sizeof st.st_mtim);
    }
    free(real);
    return hash;
}

char *
builder_compiler(void)
{
    struct words words = WORDS_INIT;
    struct diag diag = DIAG_INIT;
    struct str text = STR_INIT;
    int err = compiler_find(&words, &diag);

    for (size_t i = 0; !err && i < words.count; i++)
        str_add_format(&text, "%s%s", i ? " " : "", words.items[i]);
    words_release(&words);
    return err ? NULL : str_detach(&text);
}

bool
compiler_is_clang(const struct words *words)
{
    char *real = realpath(words->items[0], NULL);
    const char *name = path_name(real ? real : words->items[0]);
    bool is_clang = strncmp(name, "clang", strlen("clang")) == 0;

    free(real);
    return is_clang;
}
