/*
 * From a frame to its caller, by what the compiler wrote down for it
 * (.eh_frame): for each place in a function, how to compute where its frame
 * begins, and where in it the caller's registers were saved.  The answers
 * are little programs for a stack machine, nearly always of one or two
 * instructions.
 */
#include "symbols/unwinding.h"

#include <errno.h>
#include <stdlib.h>

#include <dwarf.h>

#include "symbols/inside.h"

#define MAX_STACK 16
#define MAX_OPS 64

/* What a program has computed: a value, or where one is. */
struct machine {
    const struct unwind_thread *thread;
    const struct registers *registers;
    uint64_t frame;             /* where it begins, once that is known */
    uint64_t stack[MAX_STACK];
    size_t depth;
    bool is_value;              /* not an address to read it from */
};

static int
push(struct machine *machine, uint64_t value)
{
    if (machine->depth == MAX_STACK)
        return -ENOTSUP;
    machine->stack[machine->depth++] = value;
    return 0;
}

static int
push_register(struct machine *machine, uint64_t number, uint64_t offset)
{
    if (number >= NREGISTERS)
        return -ENOTSUP;
    if (!(machine->registers->known & 1u << number))
        return -ENODATA;
    return push(machine, machine->registers->values[number] + offset);
}

/* Read through the address on top. */
static int
dereference(struct machine *machine)
{
    uint64_t *top;

    if (machine->depth == 0)
        return -ENOTSUP;
    top = &machine->stack[machine->depth - 1];
    return machine->thread->read(machine->thread->arg, *top, top,
                                 sizeof *top);
}

/* What takes two values and leaves one. */
static int
combine(struct machine *machine, unsigned atom)
{
    uint64_t b, *a;

    if (machine->depth < 2)
        return -ENOTSUP;
    b = machine->stack[--machine->depth];
    a = &machine->stack[machine->depth - 1];
    switch (atom) {
    case DW_OP_plus:
        *a += b;
        return 0;
    case DW_OP_minus:
        *a -= b;
        return 0;
    case DW_OP_and:
        *a &= b;
        return 0;
    case DW_OP_shl:
        *a = b < 64 ? *a << b : 0;
        return 0;
    case DW_OP_ge:
        *a = (int64_t)*a >= (int64_t)b;
        return 0;
    default:
        return -ENOTSUP;
    }
}

static int
execute(struct machine *machine, const Dwarf_Op *op)
{
    if (op->atom >= DW_OP_breg0 && op->atom <= DW_OP_breg31)
        return push_register(machine, op->atom - DW_OP_breg0, op->number);
    if (op->atom >= DW_OP_lit0 && op->atom <= DW_OP_lit31)
        return push(machine, op->atom - DW_OP_lit0);
    if (op->atom >= DW_OP_reg0 && op->atom <= DW_OP_reg31) {
        machine->is_value = true;
        return push_register(machine, op->atom - DW_OP_reg0, 0);
    }
    switch (op->atom) {
    case DW_OP_bregx:
        return push_register(machine, op->number, op->number2);
    case DW_OP_regx:
        machine->is_value = true;
        return push_register(machine, op->number, 0);
    case DW_OP_call_frame_cfa:
        return push(machine, machine->frame);
    case DW_OP_plus_uconst:
        if (machine->depth == 0)
            return -ENOTSUP;
        machine->stack[machine->depth - 1] += op->number;
        return 0;
    case DW_OP_const1u:
    case DW_OP_const1s:
    case DW_OP_const2u:
    case DW_OP_const2s:
    case DW_OP_const4u:
    case DW_OP_const4s:
    case DW_OP_const8u:
    case DW_OP_const8s:
    case DW_OP_constu:
    case DW_OP_consts:
        return push(machine, op->number);
    case DW_OP_deref:
        return dereference(machine);
    case DW_OP_stack_value:
        machine->is_value = true;
        return 0;
    case DW_OP_nop:
        return 0;
    default:
        return combine(machine, op->atom);
    }
}

/* The value or address that a program leaves on top. */
static int
evaluate(struct machine *machine, const Dwarf_Op *ops, size_t count)
{
    int err = count > MAX_OPS ? -ENOTSUP : 0;

    machine->depth = 0;
    machine->is_value = false;
    for (size_t i = 0; !err && i < count; i++)
        err = execute(machine, &ops[i]);
    return !err && machine->depth == 0 ? -ENOTSUP : err;
}

static int
find_frame(struct machine *machine, Dwarf_Frame *frame)
{
    Dwarf_Op *ops;
    size_t count;
    int err;

    if (dwarf_frame_cfa(frame, &ops, &count) != 0)
        return -ENOENT;
    err = evaluate(machine, ops, count);
    if (!err)
        machine->frame = machine->stack[machine->depth - 1];
    return err;
}

/* What the caller has in a register.  Returns 0, 1 where that is not
 * defined, or -errno. */
static int
restore(struct machine *machine, Dwarf_Frame *frame, int number,
        uint64_t *ret_value)
{
    Dwarf_Op memory[3];
    Dwarf_Op *ops;
    size_t count;
    int err;

    if (dwarf_frame_register(frame, number, memory, &ops, &count) != 0)
        return -ENOENT;
    if (count == 0 && ops)
        return 1;
    if (count == 0) {
        *ret_value = machine->registers->values[number];
        return machine->registers->known & 1u << number ? 0 : 1;
    }
    err = evaluate(machine, ops, count);
    if (!err && !machine->is_value)
        err = dereference(machine);
    if (!err)
        *ret_value = machine->stack[machine->depth - 1];
    return err;
}

/* Above where the frame begins is the caller's part of the stack. */
static int
leave(struct machine *machine, Dwarf_Frame *frame, int back,
      struct registers *registers)
{
    struct registers caller = {.is_call = true};
    int err = restore(machine, frame, back, &caller.pc);

    if (err)
        return err;
    for (int i = 0; i < NREGISTERS - 1; i++)
        if (i != REGISTER_SP &&
            restore(machine, frame, i, &caller.values[i]) == 0)
            caller.known |= 1u << i;
    if (restore(machine, frame, REGISTER_SP,
                &caller.values[REGISTER_SP]) != 0)
        caller.values[REGISTER_SP] = machine->frame;
    caller.known |= 1u << REGISTER_SP;
    *registers = caller;
    return 0;
}

uint64_t
registers_place(const struct registers *registers)
{
    return registers->pc - (registers->is_call ? 1 : 0);
}

int
registers_step(const struct module *module,
               const struct unwind_thread *thread,
               struct registers *registers)
{
    struct machine machine = {.thread = thread, .registers = registers};
    uint64_t at = registers_place(registers) - module->bias;
    Dwarf_CFI *cfi = symbols_cfi(module->symbols);
    Dwarf_Frame *frame;
    bool is_signal = false;
    int back, err;

    if (!cfi || dwarf_cfi_addrframe(cfi, at, &frame) != 0)
        return -ENOENT;
    back = dwarf_frame_info(frame, NULL, NULL, &is_signal);
    err = back >= 0 && back < NREGISTERS ? find_frame(&machine, frame)
                                         : -ENOTSUP;
    if (!err)
        err = leave(&machine, frame, back, registers);
    if (!err && is_signal)
        registers->is_call = false;
    free(frame);
    return err;
}
