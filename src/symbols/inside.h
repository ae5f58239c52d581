/* What the files of symbols/ share. */
#ifndef SYMBOLS_INSIDE_H
#define SYMBOLS_INSIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "symbols/libdw.h"
#include "symbols/symbols.h"

/* What is read of a file that may be broken ends somewhere. */
#define MAX_UNITS 16384
#define MAX_DIES 400000         /* looked at for one question */
#define MAX_DEPTH 48            /* of scopes, and of types */

struct symbols {
    int fd;
    char *image;                /* what elf reads from; NULL: the file */
    Elf *elf;
    char *root;                 /* with its slash at the end; or "" */
    size_t root_len;
    bool looked;                /* these are set: */
    Dwarf *dwarf;               /* NULL: it has none */
    Dwarf_Die *units;
    size_t nunits;
    bool looked_for_frames;     /* these are set: */
    Dwarf_CFI *frames;          /* borrowed from elf */
};

/* The compiled files that it consists of, none where that is not known. */
void symbols_look(struct symbols *symbols);

/* How to get from a function to its caller; NULL: it does not say. */
Dwarf_CFI *symbols_cfi(struct symbols *symbols);

/* A file's name as it is shown; borrowed. */
const char *symbols_file(const struct symbols *symbols, const char *path);

/* The name of the function (or variable) that the address lies in, from the
 * linker's tables; NULL where there is none.  Borrowed. */
const char *names_function(const struct symbols *symbols, uint64_t address,
                           uint64_t *ret_start);
const char *names_object(const struct symbols *symbols, uint64_t address,
                         uint64_t *ret_start);

#endif
