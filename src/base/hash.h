/*
 * A 64-bit fingerprint (FNV-1a, Fowler, Noll and Vo) for telling contents
 * apart.  Not for keeping secrets.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define HASH_INIT 0xcbf29ce484222325ULL

/* The hash of what was hashed so far, followed by these bytes. */
uint64_t hash_add(uint64_t hash, const void *bytes, size_t len);

/* The text and its end, so that "ab","c" differs from "a","bc". */
uint64_t hash_add_text(uint64_t hash, const char *text);

#endif
