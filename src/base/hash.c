/* FNV-1a, 64 bits. */
#include "base/hash.h"

#include <string.h>

#define PRIME 0x100000001b3ULL

uint64_t
hash_add(uint64_t hash, const void *bytes, size_t len)
{
    const unsigned char *next = bytes;

    for (size_t i = 0; i < len; i++)
        hash = (hash ^ next[i]) * PRIME;
    return hash;
}

uint64_t
hash_add_text(uint64_t hash, const char *text)
{
    return hash_add(hash, text, strlen(text) + 1);
}
