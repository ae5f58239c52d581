/*
 * What every fuzz target shares.  A target is one file with a
 * LLVMFuzzerTestOneInput(); libFuzzer calls it with what it makes up, and
 * replay.c with the files of the corpus.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes that are taken from the front. */
struct input {
    const uint8_t *data;
    size_t size;
};

/* 0 where nothing is left. */
uint8_t input_byte(struct input *input);
int64_t input_number(struct input *input);
/* All up to the next NUL byte or the end, as a string of exactly its size
 * behind which no byte may be read.  The caller's, free() ends it. */
char *input_text(struct input *input);

/* Ends the process where it does not hold. */
#define must(condition) \
    ((condition) ? (void)0 : must_fail(#condition, __FILE__, __LINE__))
_Noreturn void must_fail(const char *condition, const char *file, int line);

/* Valid UTF-8 that holds no control character but newlines, and those only
 * where `lines` says so. */
void must_be_clean(const char *text, size_t len, bool lines);

/* A folder of this process's own, which goes with it. */
const char *scratch(void);
/* Write a file below it; folders on the way are made. */
void scratch_write(const char *name, const void *data, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
