/*
 * From an instruction to the functions it comes from: the one that was
 * compiled there, and those inlined into it.  The table of lines tells where
 * in the innermost it is, each inlined function where it was called.
 *
 * The compiled file is found by looking at all of them, since clang leaves
 * out the table that would name it.
 */
#include "symbols/inside.h"

#include <errno.h>
#include <string.h>

#include <dwarf.h>

/* The scopes around an address, from the outermost in. */
struct scopes {
    Dwarf_Die items[MAX_DEPTH];
    size_t count;
    size_t left;                /* how many may still be looked at */
};

static bool
has_code(Dwarf_Die *die)
{
    switch (dwarf_tag(die)) {
    case DW_TAG_subprogram:
    case DW_TAG_inlined_subroutine:
    case DW_TAG_lexical_block:
    case DW_TAG_try_block:
    case DW_TAG_catch_block:
    case DW_TAG_namespace:
    case DW_TAG_entry_point:
        return true;
    default:
        return false;
    }
}

/* The first child of parent that the address lies in. */
static bool
find_inner(Dwarf_Die *parent, uint64_t address, size_t *left,
           Dwarf_Die *ret_die)
{
    Dwarf_Die die;

    if (dwarf_child(parent, &die) != 0)
        return false;
    do {
        if (*left == 0)
            return false;
        --*left;
        if (has_code(&die) && dwarf_haspc(&die, address) == 1) {
            *ret_die = die;
            return true;
        }
    } while (dwarf_siblingof(&die, &die) == 0);
    return false;
}

static void
find_scopes(Dwarf_Die *unit, uint64_t address, struct scopes *scopes)
{
    Dwarf_Die die = *unit;

    scopes->count = 0;
    scopes->left = MAX_DIES;
    while (scopes->count < MAX_DEPTH &&
           find_inner(&die, address, &scopes->left, &die))
        scopes->items[scopes->count++] = die;
}

static Dwarf_Die *
find_unit(struct symbols *symbols, uint64_t address)
{
    symbols_look(symbols);
    for (size_t i = 0; i < symbols->nunits; i++)
        if (dwarf_haspc(&symbols->units[i], address) == 1)
            return &symbols->units[i];
    return NULL;
}

static int
number_of(Dwarf_Die *die, unsigned name)
{
    Dwarf_Attribute attribute;
    Dwarf_Word value;

    if (!dwarf_attr(die, name, &attribute) ||
        dwarf_formudata(&attribute, &value) != 0 || value > INT32_MAX)
        return 0;
    return (int)value;
}

/* Where the table of lines puts the address.  Code that the compiler added
 * has line 0; it belongs to what stands before it. */
static void
locate(const struct symbols *symbols, Dwarf_Die *unit, uint64_t address,
       struct symbol *symbol)
{
    Dwarf_Line *line = dwarf_getsrc_die(unit, address);
    Dwarf_Addr at;

    symbol->file = NULL;
    symbol->line = symbol->column = 0;
    for (int tries = 0; line && tries < 8; tries++) {
        if (dwarf_lineno(line, &symbol->line) == 0 && symbol->line > 0)
            break;
        if (dwarf_lineaddr(line, &at) != 0 || at == 0)
            break;
        line = dwarf_getsrc_die(unit, at - 1);
    }
    if (!line || symbol->line <= 0) {
        symbol->line = 0;
        return;
    }
    dwarf_linecol(line, &symbol->column);
    symbol->file = symbols_file(symbols, dwarf_linesrc(line, NULL, NULL));
}

/* Where an inlined function was called. */
static void
locate_call(const struct symbols *symbols, Dwarf_Die *unit, Dwarf_Die *die,
            struct symbol *symbol)
{
    int file = number_of(die, DW_AT_call_file);
    Dwarf_Files *files;
    size_t count;

    symbol->line = number_of(die, DW_AT_call_line);
    symbol->column = number_of(die, DW_AT_call_column);
    symbol->file = NULL;
    if (dwarf_getsrcfiles(unit, &files, &count) == 0 &&
        (size_t)file < count)
        symbol->file = symbols_file(
            symbols, dwarf_filesrc(files, (size_t)file, NULL, NULL));
}

static bool
is_function(Dwarf_Die *die)
{
    int tag = dwarf_tag(die);

    return tag == DW_TAG_subprogram || tag == DW_TAG_inlined_subroutine;
}

static int
add_frames(const struct symbols *symbols, Dwarf_Die *unit,
           struct scopes *scopes, size_t max, struct symbol *frames)
{
    struct symbol place = frames[0];
    size_t count = 0;

    for (size_t i = scopes->count; i-- > 0 && count < max;) {
        Dwarf_Die *die = &scopes->items[i];

        if (!is_function(die))
            continue;
        place.function = dwarf_diename(die);
        frames[count++] = place;
        if (dwarf_tag(die) == DW_TAG_subprogram)
            break;
        locate_call(symbols, unit, die, &place);
    }
    return (int)count;
}

int
symbols_frames(struct symbols *symbols, uint64_t address, size_t max,
               struct symbol *ret_frames)
{
    Dwarf_Die *unit = find_unit(symbols, address);
    struct symbol place = {0};
    struct scopes scopes;
    uint64_t start;
    int count;

    if (max == 0)
        return -ENOENT;
    if (unit) {
        find_scopes(unit, address, &scopes);
        locate(symbols, unit, address, &place);
        ret_frames[0] = place;
        count = add_frames(symbols, unit, &scopes, max, ret_frames);
        if (count > 0)
            return count;
    }
    place.function = names_function(symbols, address, &start);
    if (!place.function)
        return -ENOENT;
    ret_frames[0] = place;
    return 1;
}
