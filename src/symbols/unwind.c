/*
 * The frames of a thread, one by one, by what the compiler says of each; by
 * looking through its stack where that takes a register that nobody told.
 */
#include "symbols/unwind.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "symbols/inside.h"
#include "symbols/unwinding.h"

struct unwinder {
    struct maps maps;
    struct module *modules;     /* each file that was met */
    char *root;
};

int
unwinder_new(const char *maps, const char *root,
             struct unwinder **ret_unwinder)
{
#ifdef __x86_64__
    struct unwinder *unwinder = mem_new(sizeof *unwinder);

    maps_parse(&unwinder->maps, maps);
    unwinder->root = root ? mem_copy(root) : NULL;
    *ret_unwinder = unwinder;
    return 0;
#else
    (void)maps;
    (void)root;
    (void)ret_unwinder;
    return -ENOTSUP;
#endif
}

void
unwinder_free(struct unwinder *unwinder)
{
    if (!unwinder)
        return;
    while (unwinder->modules) {
        struct module *module = unwinder->modules;

        unwinder->modules = module->next;
        symbols_free(module->symbols);
        free(module->path);
        free(module);
    }
    maps_release(&unwinder->maps);
    free(unwinder->root);
    free(unwinder);
}

/*
 * The file says at which of its addresses the mapped part wants to be.  Code
 * is asked, because it alone shares no page with other parts.
 */
static bool
find_bias(Elf *elf, const struct map *map, uint64_t *ret_bias)
{
    size_t count;

    if (elf_getphdrnum(elf, &count) != 0)
        return false;
    for (size_t i = 0; i < count; i++) {
        GElf_Phdr part;

        if (!gelf_getphdr(elf, (int)i, &part) || part.p_type != PT_LOAD ||
            !(part.p_flags & PF_X) || map->offset + 4096 <= part.p_offset ||
            map->offset >= part.p_offset + part.p_filesz)
            continue;
        *ret_bias = map->start - map->offset + part.p_offset - part.p_vaddr;
        return true;
    }
    return false;
}

static bool
find_module_bias(const struct maps *maps, struct module *module)
{
    for (size_t i = 0; i < maps->count; i++) {
        const struct map *map = &maps->items[i];

        if (map->is_code && strcmp(map->path, module->path) == 0)
            return find_bias(module->symbols->elf, map, &module->bias);
    }
    return false;
}

static struct module *
add_module(struct unwinder *unwinder, const char *path)
{
    struct module *module = mem_new(sizeof *module);

    module->path = mem_copy(path);
    module->next = unwinder->modules;
    unwinder->modules = module;
    if (symbols_open(path, unwinder->root, &module->symbols) != 0)
        module->symbols = NULL;
    if (module->symbols && !find_module_bias(&unwinder->maps, module)) {
        symbols_free(module->symbols);
        module->symbols = NULL;
    }
    return module;
}

struct module *
unwinder_module(struct unwinder *unwinder, struct map *map)
{
    struct module *module = map->module;

    if (map->path[0] != '/')
        return NULL;
    if (!module) {
        module = unwinder->modules;
        while (module && strcmp(module->path, map->path) != 0)
            module = module->next;
        map->module = module ? module : add_module(unwinder, map->path);
        module = map->module;
    }
    return module->symbols ? module : NULL;
}

struct module *
unwinder_at(struct unwinder *unwinder, uint64_t address,
            struct map **ret_map)
{
    struct map *map = maps_find(&unwinder->maps, address);

    if (ret_map)
        *ret_map = map;
    return map ? unwinder_module(unwinder, map) : NULL;
}

/* One frame for each function that the place comes from. */
static size_t
add_frames(struct unwinder *unwinder, const struct registers *registers,
           size_t max, struct unwind_frame *frames)
{
    uint64_t at = registers_place(registers);
    struct map *map;
    struct module *module = unwinder_at(unwinder, at, &map);
    struct symbol places[SYMBOLS_INLINED] = {0};
    size_t most = max < SYMBOLS_INLINED ? max : SYMBOLS_INLINED;
    int count = -ENOENT;

    if (module)
        count = symbols_frames(module->symbols, at - module->bias, most,
                               places);
    if (count < 1)
        count = 1;
    for (int i = 0; i < count; i++) {
        frames[i] = (struct unwind_frame){
            .address = registers->pc,
            .link_address = at - (module ? module->bias : 0),
            .module = map && map->path[0] ? map->path : NULL,
            .symbol = places[i],
            .inlined = i + 1 < count,
        };
    }
    return (size_t)count;
}

/* From a frame to its caller, however that goes.  Returns 0, or something
 * else when there is none. */
static int
step(struct unwinder *unwinder, const struct unwind_thread *thread,
     struct registers *registers, bool *guessed)
{
    struct module *module =
        unwinder_at(unwinder, registers_place(registers), NULL);
    int err = -ENOENT;

    *guessed = false;
    if (module)
        err = registers_step(module, thread, registers);
    if (err == -ENODATA) {
        *guessed = true;
        err = scan_frame_pointer(unwinder, thread, registers);
        if (!err)
            err = registers_step(module, thread, registers);
        return err;
    }
    if (err == -ENOENT) {
        *guessed = true;
        err = scan_caller(unwinder, thread, registers);
    }
    return err;
}

size_t
unwinder_frames(struct unwinder *unwinder, const struct unwind_thread *thread,
                size_t max, struct unwind_frame *ret_frames)
{
    struct registers registers = {
        .values[REGISTER_BP] = thread->bp,
        .values[REGISTER_SP] = thread->sp,
        .known = 1u << REGISTER_SP | (thread->bp ? 1u << REGISTER_BP : 0),
        .pc = thread->pc,
    };
    bool guessed = false;
    size_t count = 0;

    while (count < max) {
        uint64_t sp = registers.values[REGISTER_SP];
        size_t added = add_frames(unwinder, &registers, max - count,
                                  ret_frames + count);

        for (size_t i = 0; i < added; i++)
            ret_frames[count + i].guessed = guessed;
        count += added;
        if (step(unwinder, thread, &registers, &guessed) != 0 ||
            registers.values[REGISTER_SP] <= sp || registers.pc == 0)
            break;
    }
    return count;
}

int
unwinder_find(struct unwinder *unwinder, uint64_t address,
              struct symbol *ret_symbol)
{
    struct module *module = unwinder_at(unwinder, address, NULL);

    if (!module)
        return -ENOENT;
    return symbols_find(module->symbols, address - module->bias, ret_symbol);
}

/* What a program has set to zero at first lies in no file; it is mapped
 * right behind the data that does. */
static struct module *
module_of_data(struct unwinder *unwinder, uint64_t address)
{
    struct map *map;
    struct module *module = unwinder_at(unwinder, address, &map);

    if (!module && map && map->path[0] == '\0' &&
        map > unwinder->maps.items && map[-1].end == map->start)
        module = unwinder_module(unwinder, map - 1);
    return module;
}

int
unwinder_variable(struct unwinder *unwinder, uint64_t address, size_t size,
                  struct str *name)
{
    struct module *module = module_of_data(unwinder, address);

    if (!module)
        return -ENOENT;
    return symbols_variable(module->symbols, address - module->bias, size,
                            name);
}

const struct unwind_frame *
unwind_own(const struct unwind_frame *frames, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!symbol_is_foreign(&frames[i].symbol))
            return &frames[i];
    return NULL;
}
