/*
 * A program file, opened once.  It is read as a whole, not mapped, since a
 * learner's program may be built anew while it is open, and zeros are put
 * behind it: libdw follows texts without an end to beyond their section.
 * Only what is very large is read as questions come.  What debuggers would
 * fetch elsewhere (separate debug files, from the network even) is left
 * alone.
 */
#include "symbols/symbols.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <dwarf.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "symbols/inside.h"

#define MAX_IMAGE (64u << 20)
#define PADDING 64

static bool
is_ours(Elf *elf)
{
    GElf_Ehdr header;

    return elf && elf_kind(elf) == ELF_K_ELF &&
           gelf_getehdr(elf, &header) &&
           header.e_ident[EI_CLASS] == ELFCLASS64 &&
           (header.e_type == ET_EXEC || header.e_type == ET_DYN);
}

/* Neither a terminal nor a pipe, whatever a process has mapped. */
static int
open_file(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    struct stat stat;

    if (fd < 0)
        return -errno;
    if (fstat(fd, &stat) < 0 || !S_ISREG(stat.st_mode)) {
        close(fd);
        return -ENOEXEC;
    }
    return fd;
}

/* The file in memory, with zeros behind it; *ret_image is the caller's. */
static Elf *
open_elf(int fd, char **ret_image)
{
    struct stat stat;
    char *image;
    size_t len;

    if (fstat(fd, &stat) < 0 || stat.st_size > MAX_IMAGE ||
        file_read_fd(fd, MAX_IMAGE, &image, &len) != 0)
        return elf_begin(fd, ELF_C_READ, NULL);
    image = mem_resize(image, len + PADDING, 1);
    memset(image + len, 0, PADDING);
    *ret_image = image;
    return elf_memory(image, len);
}

int
symbols_open(const char *path, const char *root, struct symbols **ret_symbols)
{
    struct symbols *symbols;
    int fd;

    if (libdw_load() < 0 || elf_version(EV_CURRENT) == EV_NONE)
        return -ENOSYS;
    fd = open_file(path);
    if (fd < 0)
        return fd;
    symbols = mem_new(sizeof *symbols);
    symbols->fd = fd;
    symbols->root = root && *root ? str_format("%s/", root) : mem_copy("");
    symbols->root_len = strlen(symbols->root);
    symbols->elf = open_elf(fd, &symbols->image);
    if (!is_ours(symbols->elf)) {
        symbols_free(symbols);
        return -ENOEXEC;
    }
    *ret_symbols = symbols;
    return 0;
}

void
symbols_free(struct symbols *symbols)
{
    if (!symbols)
        return;
    dwarf_cfi_end(symbols->frames);
    dwarf_end(symbols->dwarf);
    elf_end(symbols->elf);
    free(symbols->image);
    close(symbols->fd);
    free(symbols->units);
    free(symbols->root);
    free(symbols);
}

static void
find_units(struct symbols *symbols)
{
    Dwarf_CU *unit = NULL;
    size_t cap = 0;
    Dwarf_Die die;

    while (symbols->nunits < MAX_UNITS &&
           dwarf_get_units(symbols->dwarf, unit, &unit, NULL, NULL, &die,
                           NULL) == 0) {
        if (dwarf_tag(&die) != DW_TAG_compile_unit)
            continue;
        MEM_GROW(symbols->units, symbols->nunits, cap);
        symbols->units[symbols->nunits++] = die;
    }
}

void
symbols_look(struct symbols *symbols)
{
    if (symbols->looked)
        return;
    symbols->looked = true;
    symbols->dwarf = dwarf_begin_elf(symbols->elf, DWARF_C_READ, NULL);
    if (symbols->dwarf)
        find_units(symbols);
}

Dwarf_CFI *
symbols_cfi(struct symbols *symbols)
{
    if (!symbols->looked_for_frames)
        symbols->frames = dwarf_getcfi_elf(symbols->elf);
    symbols->looked_for_frames = true;
    return symbols->frames;
}

const char *
symbols_file(const struct symbols *symbols, const char *path)
{
    if (path && symbols->root_len &&
        strncmp(path, symbols->root, symbols->root_len) == 0)
        path += symbols->root_len;
    while (path && strncmp(path, "./", 2) == 0)
        path += 2;
    return path;
}

int
symbols_find(struct symbols *symbols, uint64_t address,
             struct symbol *ret_symbol)
{
    struct symbol frames[SYMBOLS_INLINED];
    int count = symbols_frames(symbols, address, SYMBOLS_INLINED, frames);

    if (count < 0)
        return count;
    *ret_symbol = frames[0];
    for (int i = 0; i < count; i++) {
        if (!symbol_is_foreign(&frames[i])) {
            *ret_symbol = frames[i];
            break;
        }
    }
    return 0;
}

int
symbol_is_foreign(const struct symbol *symbol)
{
    static const char *const folders[] = {"/usr/", "/lib/", "/opt/", "../"};

    if (!symbol->file || symbol->line == 0)
        return 1;
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++)
        if (strncmp(symbol->file, folders[i], strlen(folders[i])) == 0)
            return 1;
    return 0;
}
