/* A dictionary from text to numbers, in the order in which keys came. */
#ifndef MP_TABLE_H
#define MP_TABLE_H

#include <stddef.h>
#include <stdint.h>

struct mp_table_entry {
    char *key;
    long value;
};

/* All zero is an empty one.  It lives as long as its process. */
struct mp_table {
    struct mp_table_entry *entries;
    size_t count;
    size_t room;                /* of entries; the index has twice as many */
    uint32_t *index;            /* an entry's place + 1, or 0; by hash */
};

/* -ENOMEM, or -ENOENT. */
int mp_table_set(struct mp_table *table, const char *key, long value);
int mp_table_get(const struct mp_table *table, const char *key,
                 long *ret_value);
int mp_table_remove(struct mp_table *table, const char *key);

#endif
