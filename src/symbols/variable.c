/*
 * From an address to the name of what lies there.  A variable's description
 * says where it is; its type says what lies how deep inside it.  Variables
 * that live on a stack or in a thread have no address of their own in the
 * file, and no name here.
 */
#include "symbols/inside.h"

#include <errno.h>
#include <string.h>

#include <dwarf.h>

/* What is looked for, and in what of it. */
struct target {
    uint64_t address;
    uint64_t size;
    size_t left;                /* how many may still be looked at */
};

/* A part of a variable, while its name is made. */
struct part {
    Dwarf_Die type;
    uint64_t offset;            /* of what is looked for, inside it */
    uint64_t size;
};

/* The type behind names and qualifiers. */
static bool
peel(Dwarf_Die *type)
{
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
        Dwarf_Attribute attribute;

        switch (dwarf_tag(type)) {
        case DW_TAG_typedef:
        case DW_TAG_const_type:
        case DW_TAG_volatile_type:
        case DW_TAG_restrict_type:
        case DW_TAG_atomic_type:
            if (!dwarf_attr_integrate(type, DW_AT_type, &attribute) ||
                !dwarf_formref_die(&attribute, type))
                return false;
            break;
        default:
            return true;
        }
    }
    return false;
}

/* The type of a variable, a member, or an array's items. */
static bool
type_of(Dwarf_Die *die, Dwarf_Die *ret_type)
{
    Dwarf_Attribute attribute;

    return dwarf_attr_integrate(die, DW_AT_type, &attribute) &&
           dwarf_formref_die(&attribute, ret_type) && peel(ret_type);
}

static bool
number_in(Dwarf_Die *die, unsigned name, uint64_t *ret_number)
{
    Dwarf_Attribute attribute;

    return dwarf_attr_integrate(die, name, &attribute) &&
           dwarf_formudata(&attribute, ret_number) == 0;
}

static bool
size_of(Dwarf_Die *type, uint64_t *ret_size)
{
    return dwarf_aggregate_size(type, ret_size) == 0 && *ret_size > 0;
}

/* Where a member begins, in bytes. */
static uint64_t
offset_of(Dwarf_Die *member)
{
    uint64_t offset;

    if (number_in(member, DW_AT_data_member_location, &offset))
        return offset;
    if (number_in(member, DW_AT_data_bit_offset, &offset))
        return offset / 8;
    return 0;
}

/* Does a member cover what is looked for? */
static bool
enter_member(Dwarf_Die *member, const struct target *target,
             const struct part *part, struct part *ret_inner)
{
    struct part *inner = ret_inner;

    inner->offset = part->offset - offset_of(member);
    return offset_of(member) <= part->offset &&
           type_of(member, &inner->type) &&
           size_of(&inner->type, &inner->size) &&
           inner->offset < inner->size &&
           target->size <= inner->size - inner->offset;
}

/* What is inside a pthread_mutex_t is nobody's name for it. */
static bool
enter_struct(struct target *target, struct part *part, struct str *name)
{
    Dwarf_Die member;

    if (dwarf_child(&part->type, &member) != 0)
        return false;
    do {
        struct part inner;
        const char *word;

        if (target->left == 0)
            return false;
        target->left--;
        if (dwarf_tag(&member) != DW_TAG_member ||
            !enter_member(&member, target, part, &inner))
            continue;
        word = dwarf_diename(&member);
        if (word && strncmp(word, "__", 2) == 0)
            return false;
        if (word)
            str_add_format(name, ".%s", word);
        *part = inner;
        return true;
    } while (dwarf_siblingof(&member, &member) == 0);
    return false;
}

/* How many items each dimension of an array has; returns how many there
 * are, 0 where one is not known. */
static size_t
dimensions_of(Dwarf_Die *array, size_t max, uint64_t *ret_counts)
{
    Dwarf_Die range;
    size_t count = 0;

    if (dwarf_child(array, &range) != 0)
        return 0;
    do {
        uint64_t bound;

        if (dwarf_tag(&range) != DW_TAG_subrange_type)
            continue;
        if (count == max)
            return 0;
        if (number_in(&range, DW_AT_count, &bound))
            ret_counts[count++] = bound;
        else if (number_in(&range, DW_AT_upper_bound, &bound))
            ret_counts[count++] = bound + 1;
        else
            return 0;
    } while (dwarf_siblingof(&range, &range) == 0);
    return count;
}

static bool
enter_array(const struct target *target, struct part *part, struct str *name)
{
    uint64_t counts[8];
    size_t ndimensions = dimensions_of(&part->type, 8, counts);
    struct part item;
    uint64_t index;

    if (ndimensions == 0 || !type_of(&part->type, &item.type) ||
        !size_of(&item.type, &item.size))
        return false;
    index = part->offset / item.size;
    item.offset = part->offset % item.size;
    if (target->size > item.size - item.offset)
        return false;
    for (size_t i = 0; i < ndimensions; i++) {
        uint64_t stride = 1;

        for (size_t k = i + 1; k < ndimensions; k++)
            stride *= counts[k];
        if (stride == 0)
            return false;
        str_add_format(name, "[%llu]", (unsigned long long)(index / stride));
        index %= stride;
    }
    *part = item;
    return true;
}

/* As deep as it goes: `part` becomes the innermost. */
static void
add_parts(struct target *target, struct part *part, struct str *name)
{
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
        bool entered = false;

        switch (dwarf_tag(&part->type)) {
        case DW_TAG_structure_type:
        case DW_TAG_class_type:
        case DW_TAG_union_type:
            entered = enter_struct(target, part, name);
            break;
        case DW_TAG_array_type:
            entered = enter_array(target, part, name);
            break;
        default:
            break;
        }
        if (!entered)
            return;
    }
}

/* Where a variable is, if it is in one place for ever. */
static bool
address_of(Dwarf_Die *die, uint64_t *ret_address)
{
    Dwarf_Attribute attribute;
    Dwarf_Attribute indirect;
    Dwarf_Op *ops;
    size_t count;

    if (!dwarf_attr(die, DW_AT_location, &attribute) ||
        dwarf_getlocation(&attribute, &ops, &count) != 0 || count != 1)
        return false;
    if (ops[0].atom == DW_OP_addr) {
        *ret_address = ops[0].number;
        return true;
    }
    return (ops[0].atom == DW_OP_addrx ||
            ops[0].atom == DW_OP_GNU_addr_index) &&
           dwarf_getlocation_attr(&attribute, ops, &indirect) == 0 &&
           dwarf_formaddr(&indirect, ret_address) == 0;
}

static bool
is_it(Dwarf_Die *die, const struct target *target, struct part *ret_part)
{
    uint64_t address;
    struct part part;

    if (!address_of(die, &address) || address > target->address ||
        !type_of(die, &part.type) || !size_of(&part.type, &part.size))
        return false;
    part.offset = target->address - address;
    if (part.offset >= part.size)
        return false;
    *ret_part = part;
    return true;
}

static bool
has_variables(Dwarf_Die *die)
{
    int tag = dwarf_tag(die);

    return tag == DW_TAG_subprogram || tag == DW_TAG_lexical_block ||
           tag == DW_TAG_inlined_subroutine || tag == DW_TAG_namespace;
}

/* Look for it among the children of a scope, and in the scopes in it. */
static bool
search_scope(Dwarf_Die *scope, int depth, struct target *target,
             Dwarf_Die *ret_die)
{
    Dwarf_Die die;
    struct part part;

    if (depth > MAX_DEPTH || dwarf_child(scope, &die) != 0)
        return false;
    do {
        if (target->left == 0)
            return false;
        target->left--;
        if (dwarf_tag(&die) == DW_TAG_variable && is_it(&die, target, &part)) {
            *ret_die = die;
            return true;
        }
        if (has_variables(&die) &&
            search_scope(&die, depth + 1, target, ret_die))
            return true;
    } while (dwarf_siblingof(&die, &die) == 0);
    return false;
}

static bool
search_units(struct symbols *symbols, struct target *target,
             Dwarf_Die *ret_die)
{
    symbols_look(symbols);
    for (size_t i = 0; i < symbols->nunits; i++)
        if (search_scope(&symbols->units[i], 0, target, ret_die))
            return true;
    return false;
}

int
symbols_variable(struct symbols *symbols, uint64_t address, size_t size,
                 struct str *name)
{
    struct target target = {address, size ? size : 1, MAX_DIES};
    struct part part;
    const char *word;
    Dwarf_Die die;
    uint64_t start;

    if (search_units(symbols, &target, &die) && dwarf_diename(&die)) {
        str_add(name, dwarf_diename(&die));
        if (is_it(&die, &target, &part))
            add_parts(&target, &part, name);
        return 0;
    }
    word = names_object(symbols, address, &start);
    if (!word)
        return -ENOENT;
    str_add(name, word);
    return 0;
}

/* Of a pointer, what it points to; an item of unknown size is none. */
static bool
enter_pointer(const struct part *pointer, uint64_t offset,
              struct part *ret_item, uint64_t *ret_index)
{
    Dwarf_Die type = pointer->type;

    if (pointer->offset != 0 || dwarf_tag(&type) != DW_TAG_pointer_type ||
        !type_of(&type, &ret_item->type) ||
        !size_of(&ret_item->type, &ret_item->size))
        return false;
    *ret_index = offset / ret_item->size;
    ret_item->offset = offset % ret_item->size;
    return true;
}

/* "box->count" rather than "box[0].count". */
static void
add_item(struct target *target, struct part item, uint64_t index,
         struct str *name)
{
    struct str parts = STR_INIT;

    add_parts(target, &item, &parts);
    if (index == 0 && parts.len && parts.data[0] == '.')
        str_add_format(name, "->%s", parts.data + 1);
    else
        str_add_format(name, "[%llu]%s", (unsigned long long)index,
                       str_text(&parts));
    str_release(&parts);
}

int
symbols_pointed(struct symbols *symbols, uint64_t address, uint64_t offset,
                size_t size, struct str *name)
{
    struct target pointer = {address, sizeof(uint64_t), MAX_DIES};
    struct target target = {offset, size ? size : 1, MAX_DIES};
    struct str variable = STR_INIT;
    struct part part, item;
    Dwarf_Die die;
    uint64_t index;
    int rc = -ENOENT;

    if (search_units(symbols, &pointer, &die) && dwarf_diename(&die) &&
        is_it(&die, &pointer, &part)) {
        str_add(&variable, dwarf_diename(&die));
        add_parts(&pointer, &part, &variable);
        if (enter_pointer(&part, offset, &item, &index)) {
            str_add(name, str_text(&variable));
            add_item(&target, item, index, name);
            rc = 0;
        }
    }
    str_release(&variable);
    return rc;
}
