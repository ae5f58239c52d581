/*
 * What has no name of its own may have a variable that points to it: where
 * in a program's own data a pointer stands.
 */
#ifndef RUN_POINTERS_H
#define RUN_POINTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Fills `bytes` from the program's memory; 0, or -errno. */
struct pointers_memory {
    const char *maps;           /* the text of /proc/PID/maps */
    int (*read)(void *arg, uint64_t address, void *bytes, size_t size);
    void *arg;
};

/*
 * The first pointer with this value at `from` or behind, among variables of
 * the program and of libraries that are not the system's.  False: none.
 */
bool pointers_find(const struct pointers_memory *memory, uint64_t value,
                   uint64_t from, uint64_t *ret_address);

#endif
