/*
 * The linker's own tables of names, for what was built without -g.  Where
 * several names stand for one address the one with the fewest underscores in
 * front is what people call it: read, not __libc_read.
 */
#include "symbols/inside.h"

#include <string.h>

static Elf_Scn *
find_table(Elf *elf, GElf_Word type, GElf_Shdr *ret_header)
{
    Elf_Scn *section = NULL;

    while ((section = elf_nextscn(elf, section)))
        if (gelf_getshdr(section, ret_header) && ret_header->sh_type == type &&
            ret_header->sh_entsize != 0)
            return section;
    return NULL;
}

/* The fewer, the better. */
static size_t
awkwardness(const char *name)
{
    return strspn(name, "_") * 256 + strlen(name);
}

struct search {
    uint64_t address;
    unsigned char type;
    const char *name;           /* the best so far */
    uint64_t start;
};

static bool
covers(const struct search *search, const GElf_Sym *symbol)
{
    return GELF_ST_TYPE(symbol->st_info) == search->type &&
           symbol->st_shndx != SHN_UNDEF &&
           search->address >= symbol->st_value &&
           search->address - symbol->st_value < symbol->st_size;
}

static void
search_table(Elf *elf, GElf_Word type, struct search *search)
{
    GElf_Shdr header;
    Elf_Scn *section = find_table(elf, type, &header);
    Elf_Data *data = section ? elf_getdata(section, NULL) : NULL;
    size_t count = data ? data->d_size / header.sh_entsize : 0;

    for (size_t i = 0; i < count && i < MAX_DIES; i++) {
        GElf_Sym symbol;
        const char *name;

        if (!gelf_getsym(data, (int)i, &symbol) || !covers(search, &symbol))
            continue;
        name = elf_strptr(elf, header.sh_link, symbol.st_name);
        if (!name || !*name)
            continue;
        if (search->name && awkwardness(search->name) <= awkwardness(name))
            continue;
        search->name = name;
        search->start = symbol.st_value;
    }
}

static const char *
search_names(const struct symbols *symbols, uint64_t address,
             unsigned char type, uint64_t *ret_start)
{
    struct search search = {.address = address, .type = type};

    search_table(symbols->elf, SHT_SYMTAB, &search);
    if (!search.name)
        search_table(symbols->elf, SHT_DYNSYM, &search);
    if (search.name)
        *ret_start = search.start;
    return search.name;
}

const char *
names_function(const struct symbols *symbols, uint64_t address,
               uint64_t *ret_start)
{
    return search_names(symbols, address, STT_FUNC, ret_start);
}

const char *
names_object(const struct symbols *symbols, uint64_t address,
             uint64_t *ret_start)
{
    return search_names(symbols, address, STT_OBJECT, ret_start);
}

/* Is it an entry for that name, to be given by others or given here? */
static bool
is_called(Elf *elf, const GElf_Shdr *header, const GElf_Sym *symbol,
          const char *name)
{
    bool taken = header->sh_type == SHT_DYNSYM;
    const char *own;

    if ((symbol->st_shndx == SHN_UNDEF) != taken)
        return false;
    own = elf_strptr(elf, header->sh_link, symbol->st_name);
    return own && strcmp(own, name) == 0;
}

static const char *
first_of(const struct symbols *symbols, unsigned table,
         const char *const *names)
{
    GElf_Shdr header;
    Elf_Scn *section = find_table(symbols->elf, table, &header);
    Elf_Data *data = section ? elf_getdata(section, NULL) : NULL;
    size_t count = data ? data->d_size / header.sh_entsize : 0;

    for (; *names; names++) {
        for (size_t i = 0; i < count && i < MAX_DIES; i++) {
            GElf_Sym symbol;

            if (gelf_getsym(data, (int)i, &symbol) &&
                is_called(symbols->elf, &header, &symbol, *names))
                return *names;
        }
    }
    return NULL;
}

const char *
symbols_used(struct symbols *symbols, const char *const *names)
{
    return first_of(symbols, SHT_DYNSYM, names);
}

const char *
symbols_linked(struct symbols *symbols, const char *const *names)
{
    return first_of(symbols, SHT_SYMTAB, names);
}
