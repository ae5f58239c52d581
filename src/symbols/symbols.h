/*
 * What a program file says of its addresses: which function and line an
 * instruction comes from, which variable a byte belongs to.
 *
 * Addresses are those of the file ("link addresses"): what a process has,
 * less what the file was moved by when it was loaded.
 */
#ifndef SYMBOLS_SYMBOLS_H
#define SYMBOLS_SYMBOLS_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct symbols;

#define SYMBOLS_INLINED 8       /* frames that one address may stand for */

/* A place in a program.  The texts are borrowed from the symbols. */
struct symbol {
    const char *function;       /* NULL: not known */
    const char *file;           /* NULL: not known; from the root where it is
                                 * inside, else as the compiler wrote it */
    int line;                   /* from 1; 0: not known */
    int column;                 /* from 1; 0: not known */
};

/*
 * Open a program or library.  Of `root`, which may be NULL, file names are
 * freed.  Nothing is read before it is asked for.  Returns 0, -ENOEXEC for
 * what is no ELF file of this machine's kind, -ENOSYS where libdw is not
 * there, or -errno.
 */
int symbols_open(const char *path, const char *root,
                 struct symbols **ret_symbols);
void symbols_free(struct symbols *symbols);

/*
 * Which place the instruction at this address comes from.  Of a return
 * address the caller passes one less, so that it lies in the call.  Where
 * functions were inlined it is the innermost that is not a system header's.
 * Returns 0, or -ENOENT when not even a function is known.
 */
int symbols_find(struct symbols *symbols, uint64_t address,
                 struct symbol *ret_symbol);

/* All of them, the innermost first; at most `max`.  Returns how many, or
 * -ENOENT. */
int symbols_frames(struct symbols *symbols, uint64_t address, size_t max,
                   struct symbol *ret_frames);

/*
 * Add the name of what lies at the address: "counter", "accounts[3].balance".
 * `size` is how many bytes of it are meant: the name goes only so deep that
 * it covers them; 0 goes as deep as there are names.  Returns 0, or -ENOENT
 * for what is no static or global variable, such as the heap.
 */
int symbols_variable(struct symbols *symbols, uint64_t address, size_t size,
                     struct str *name);

/*
 * The same for what lies `offset` bytes behind where a variable points to:
 * "numbers[3]", "box->count".  -ENOENT also when at the address there is no
 * pointer to something of a known size.
 */
int symbols_pointed(struct symbols *symbols, uint64_t address,
                    uint64_t offset, size_t size, struct str *name);

/*
 * The first of these names, which NULL ends, that the program takes from a
 * library; NULL: none of them.
 */
const char *symbols_used(struct symbols *symbols, const char *const *names);
/* The first that it has in itself, its own or of a static library. */
const char *symbols_linked(struct symbols *symbols, const char *const *names);

/* Does it belong to the compiler's or the system's headers and libraries? */
int symbol_is_foreign(const struct symbol *symbol);

#endif
