/*
 * All of the program's data is searched, these hooks' own included: whoever
 * reads it knows by its type what is a pointer.  That is done once for a
 * race, when the process that has the memory still has it.
 */
#include "guest/hooks/pointer.h"

#include "guest/hooks/space.h"

#define MOST (4u << 20)         /* bytes; the rest is an array */

/* The linker's: where data begins, and ends. */
extern char __data_start[] __attribute__((weak));
extern char _end[] __attribute__((weak));

uintptr_t
hk_pointer_to(struct self *self, uintptr_t address, uint64_t *ret_offset)
{
    uintptr_t start = ((uintptr_t)__data_start + 7) & ~(uintptr_t)7;
    uintptr_t end = (uintptr_t)_end, best = 0, found = 0;
    uint64_t offset;
    uint32_t space = hk_space_of(self, address, &offset);

    if (!__data_start || !_end || !hk_space_is_shared(space))
        return 0;
    if (end - start > MOST)
        end = start + MOST;
    for (uintptr_t at = start; at + sizeof(at) <= end; at += sizeof(at)) {
        uintptr_t value = *(const volatile uintptr_t *)at;

        if (value > best && value >= self->range.low && value <= address) {
            best = value;
            found = at;
        }
    }
    *ret_offset = address - best;
    return found;
}
