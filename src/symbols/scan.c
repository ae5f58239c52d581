/*
 * What to do where a register is not known.  The kernel tells a blocked
 * thread's stack pointer, not its frame pointer; glibc's own functions do
 * without, but one built at -O0 finds its frame by nothing else.
 *
 * Such a frame is [caller's frame pointer] [where the call comes back to],
 * and the frame pointer is the address of the first.  So the words above the
 * stack pointer are looked through for an address behind a call.  An array
 * that was never written to holds what earlier calls left there; therefore
 * the best is taken: a call of this very function goes before one through a
 * pointer, and one from which the frames lead to the thread's beginning
 * before one from which they do not.
 */
#include "symbols/unwinding.h"

#include <errno.h>
#include <string.h>

#include "symbols/inside.h"

#define MAX_SCAN (256 * 1024)
#define MAX_TRIED 200           /* addresses that the frames are tried from */
#define MAX_FRAMES 64
#define PIECE 512               /* words read at once */

enum rank {
    RANK_NONE,
    RANK_POINTER,               /* a call through a pointer */
    RANK_CALL,                  /* a call of the function */
    RANK_POINTER_ENDS,          /* ... and the frames lead to the end */
    RANK_CALL_ENDS,
};

struct scan {
    struct unwinder *unwinder;
    const struct unwind_thread *thread;
    const struct registers *from;
    bool by_pointer;            /* what is looked for is a frame pointer */
    uint64_t entry;             /* of the function; 0: not known */
    unsigned tried;
    uint64_t words[PIECE];
    enum rank rank;             /* of the best so far: */
    struct registers best;
};

/* Where a function begins, in the process; 0: not known. */
static uint64_t
entry_of(struct unwinder *unwinder, const struct registers *registers)
{
    uint64_t at = registers_place(registers);
    struct module *module = unwinder_at(unwinder, at, NULL);
    uint64_t start;

    if (!module ||
        !names_function(module->symbols, at - module->bias, &start))
        return 0;
    return start + module->bias;
}

/* Is it `call *register` or `call *memory`, which end here? */
static bool
is_indirect_call(const unsigned char code[8])
{
    /* FF /2, with as many bytes behind it as the second says. */
    static const struct {
        int at;
        unsigned char mask, want;
    } forms[] = {
        {6, 0xf8, 0xd0},        /* call *%rax */
        {6, 0xf8, 0x10},        /* call *(%rax) */
        {5, 0xf8, 0x50},        /* call *8(%rax) */
        {4, 0xff, 0x54},        /* call *8(%rsp) */
        {2, 0xf8, 0x90},        /* call *800(%rax) */
        {2, 0xff, 0x15},        /* call *name(%rip) */
        {1, 0xff, 0x94},        /* call *800(%rsp) */
        {5, 0xff, 0x14},        /* call *(%rax,%rcx,8) */
    };

    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        int at = forms[i].at;

        if (code[at] == 0xff &&
            (code[at + 1] & forms[i].mask) == forms[i].want)
            return true;
    }
    return false;
}

/* The loader is done when a program runs.  What it left on the stack was
 * not called since. */
static bool
is_loader(const struct map *map)
{
    const char *name = strrchr(map->path, '/');

    return name && strncmp(name, "/ld-", 4) == 0;
}

/* Does a call of the function come back to this address? */
static enum rank
comes_back_to(struct scan *scan, uint64_t address)
{
    unsigned char code[8];
    struct map *map;
    int32_t distance;

    unwinder_at(scan->unwinder, address, &map);
    if (!map || !map->is_code || address - map->start < sizeof code ||
        is_loader(map) ||
        scan->thread->read(scan->thread->arg, address - sizeof code, code,
                           sizeof code) != 0)
        return RANK_NONE;
    if (code[3] == 0xe8) {
        memcpy(&distance, code + 4, sizeof distance);
        if (!scan->entry ||
            address + (uint64_t)(int64_t)distance == scan->entry)
            return RANK_CALL;
    }
    return is_indirect_call(code) ? RANK_POINTER : RANK_NONE;
}

/* Do the frames lead to where the thread begins? */
static bool
leads_to_end(struct scan *scan, struct registers registers)
{
    if (scan->tried++ >= MAX_TRIED)
        return false;
    for (int i = 0; i < MAX_FRAMES; i++) {
        uint64_t sp = registers.values[REGISTER_SP];
        struct module *module = unwinder_at(
            scan->unwinder, registers_place(&registers), NULL);
        int err = -ENOENT;

        if (module)
            err = registers_step(module, scan->thread, &registers);
        if (err)
            return err == 1;
        if (registers.values[REGISTER_SP] <= sp)
            return false;
    }
    return false;
}

/* The word at `at` is an address. */
static void
consider(struct scan *scan, uint64_t at, uint64_t address)
{
    enum rank rank = comes_back_to(scan, address);
    struct registers registers = *scan->from;

    if (rank == RANK_NONE)
        return;
    if (scan->by_pointer) {
        registers.values[REGISTER_BP] = at - sizeof address;
        registers.known |= 1u << REGISTER_BP;
    } else {
        registers = (struct registers){.pc = address, .is_call = true};
        registers.values[REGISTER_SP] = at + sizeof address;
        registers.known = 1u << REGISTER_SP;
    }
    if (leads_to_end(scan, registers))
        rank += RANK_POINTER_ENDS - RANK_POINTER;
    if (rank > scan->rank) {
        scan->rank = rank;
        scan->best = registers;
    }
}

/* Consider all words of a thread's stack from an address on. */
static void
consider_all(struct scan *scan, uint64_t from)
{
    uint64_t end = from + MAX_SCAN;
    struct map *stack;

    unwinder_at(scan->unwinder, from, &stack);
    if (!stack || from % sizeof(uint64_t) != 0)
        return;
    end = end < stack->end ? end : stack->end;
    while (end - from >= sizeof(uint64_t)) {
        size_t count = (end - from) / sizeof(uint64_t);

        count = count < PIECE ? count : PIECE;
        if (scan->thread->read(scan->thread->arg, from, scan->words,
                               count * sizeof(uint64_t)) != 0)
            return;
        for (size_t i = 0; i < count && scan->rank < RANK_CALL_ENDS; i++)
            consider(scan, from + i * sizeof(uint64_t), scan->words[i]);
        if (scan->rank == RANK_CALL_ENDS)
            return;
        from += count * sizeof(uint64_t);
    }
}

int
scan_frame_pointer(struct unwinder *unwinder,
                   const struct unwind_thread *thread,
                   struct registers *registers)
{
    struct scan scan = {
        .unwinder = unwinder,
        .thread = thread,
        .from = registers,
        .by_pointer = true,
        .entry = entry_of(unwinder, registers),
    };

    consider_all(&scan,
                 registers->values[REGISTER_SP] + sizeof(uint64_t));
    if (scan.rank == RANK_NONE)
        return -ENOENT;
    *registers = scan.best;
    return 0;
}

int
scan_caller(struct unwinder *unwinder, const struct unwind_thread *thread,
            struct registers *registers)
{
    struct scan scan = {
        .unwinder = unwinder,
        .thread = thread,
        .from = registers,
    };

    consider_all(&scan, registers->values[REGISTER_SP]);
    if (scan.rank == RANK_NONE)
        return -ENOENT;
    *registers = scan.best;
    return 0;
}
