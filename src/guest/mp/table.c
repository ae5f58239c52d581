/*
 * The entries are an array, so that their order is known; the index finds
 * them, by open addressing.  It is made anew when entries move.
 */
#include "guest/mp/table.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_ROOM 16

static uint64_t
hash_of(const char *key)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    for (; *key; key++)
        hash = (hash ^ (unsigned char)*key) * UINT64_C(0x100000001b3);
    return hash;
}

/* Where it stands in the index, or would. */
static size_t
find(const struct mp_table *table, const char *key)
{
    size_t n = table->room * 2, at = hash_of(key) % n;

    while (table->index[at] &&
           strcmp(table->entries[table->index[at] - 1].key, key) != 0)
        at = (at + 1) % n;
    return at;
}

static void
make_index(struct mp_table *table)
{
    memset(table->index, 0, table->room * 2 * sizeof(*table->index));
    for (size_t i = 0; i < table->count; i++)
        table->index[find(table, table->entries[i].key)] = (uint32_t)i + 1;
}

static int
grow(struct mp_table *table)
{
    size_t room = table->room ? table->room * 2 : FIRST_ROOM;
    struct mp_table_entry *entries;
    uint32_t *index;

    if (room > UINT32_MAX / 2)
        return -ENOMEM;
    entries = realloc(table->entries, room * sizeof(*entries));
    if (!entries)
        return -ENOMEM;
    table->entries = entries;
    index = realloc(table->index, room * 2 * sizeof(*index));
    if (!index)
        return -ENOMEM;
    table->index = index;
    table->room = room;
    make_index(table);
    return 0;
}

int
mp_table_set(struct mp_table *table, const char *key, long value)
{
    size_t at;
    char *copy;
    int rc = table->count == table->room ? grow(table) : 0;

    if (rc < 0)
        return rc;
    at = find(table, key);
    if (table->index[at]) {
        table->entries[table->index[at] - 1].value = value;
        return 0;
    }
    copy = strdup(key);
    if (!copy)
        return -ENOMEM;
    table->entries[table->count++] = (struct mp_table_entry){copy, value};
    table->index[at] = (uint32_t)table->count;
    return 0;
}

int
mp_table_get(const struct mp_table *table, const char *key, long *ret_value)
{
    size_t at;

    if (table->count == 0)
        return -ENOENT;
    at = find(table, key);
    if (!table->index[at])
        return -ENOENT;
    *ret_value = table->entries[table->index[at] - 1].value;
    return 0;
}

int
mp_table_remove(struct mp_table *table, const char *key)
{
    size_t at, place;

    if (table->count == 0)
        return -ENOENT;
    at = find(table, key);
    if (!table->index[at])
        return -ENOENT;
    place = table->index[at] - 1;
    free(table->entries[place].key);
    memmove(&table->entries[place], &table->entries[place + 1],
            (table->count - place - 1) * sizeof(*table->entries));
    table->count--;
    make_index(table);
    return 0;
}
