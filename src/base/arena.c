/* Memory that is given back all at once: a list of chunks, the newest of
 * which is filled from its start. */
#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define CHUNK_MIN ((size_t)2 * 1024)
#define CHUNK_MAX ((size_t)1024 * 1024)
#define ALIGN _Alignof(max_align_t)

struct arena_chunk {
    struct arena_chunk *next;
    size_t size;
    _Alignas(max_align_t) char bytes[];
};

static void
add_chunk(struct arena *arena, size_t need)
{
    size_t size = arena->total < CHUNK_MIN   ? CHUNK_MIN
                  : arena->total < CHUNK_MAX ? arena->total
                                             : CHUNK_MAX;
    struct arena_chunk *chunk;

    if (size < need)
        size = need;
    chunk = mem_resize(NULL, sizeof *chunk + size, 1);
    chunk->next = arena->chunks;
    chunk->size = size;
    arena->chunks = chunk;
    arena->used = 0;
    arena->total += size;
}

void *
arena_take(struct arena *arena, size_t size)
{
    size_t need = (size + ALIGN - 1) & ~(ALIGN - 1);
    void *taken;

    if (!arena->chunks || arena->chunks->size - arena->used < need)
        add_chunk(arena, need);
    taken = arena->chunks->bytes + arena->used;
    arena->used += need;
    return taken;
}

void *
arena_take_zero(struct arena *arena, size_t size)
{
    return memset(arena_take(arena, size), 0, size);
}

char *
arena_copy(struct arena *arena, const char *text, size_t len)
{
    char *copy = arena_take(arena, len + 1);

    if (len)
        memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

void
arena_clear(struct arena *arena)
{
    struct arena_chunk *keep = arena->chunks;

    if (!keep)
        return;
    while (keep->next) {
        struct arena_chunk *next = keep->next;

        keep->next = next->next;
        arena->total -= next->size;
        free(next);
    }
    arena->used = 0;
}

void
arena_release(struct arena *arena)
{
    arena_clear(arena);
    free(arena->chunks);
    *arena = (struct arena)ARENA_INIT;
}
