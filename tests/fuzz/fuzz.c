#include "fuzz.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"

static char *folder;           /* NULL until it is needed */

uint8_t
input_byte(struct input *input)
{
    if (!input->size)
        return 0;
    input->size--;
    return *input->data++;
}

int64_t
input_number(struct input *input)
{
    uint64_t number = 0;

    for (int i = 0; i < 8; i++)
        number = number << 8 | input_byte(input);
    return (int64_t)number;
}

char *
input_text(struct input *input)
{
    const uint8_t *end = input->size ? memchr(input->data, 0, input->size)
                                     : NULL;
    size_t len = end ? (size_t)(end - input->data) : input->size;
    char *text = mem_copy_n((const char *)input->data, len);

    input->data += len + (end != NULL);
    input->size -= len + (end != NULL);
    return text;
}

void
must_fail(const char *condition, const char *file, int line)
{
    fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
    abort();
}

void
must_be_clean(const char *text, size_t len, bool lines)
{
    for (size_t i = 0; i < len;) {
        uint32_t code;
        size_t took = utf8_decode(text + i, len - i, &code);

        must(took > 1 || code != UTF8_REPLACEMENT);
        must(!utf8_is_control(code) || (lines && code == '\n'));
        i += took;
    }
}

static int
remove_one(const char *path, const struct stat *st, int kind,
           struct FTW *place)
{
    (void)st;
    (void)kind;
    (void)place;
    return remove(path);
}

static void
remove_scratch(void)
{
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(folder);
}

const char *
scratch(void)
{
    if (!folder) {
        const char *top = getenv("TMPDIR");

        folder = path_join(top ? top : "/tmp", "racecourse-fuzz.XXXXXX");
        must(mkdtemp(folder) != NULL);
        atexit(remove_scratch);
    }
    return folder;
}

void
scratch_write(const char *name, const void *data, size_t len)
{
    char *path = path_join(scratch(), name);
    char *slash = strrchr(path, '/');
    FILE *file;

    *slash = '\0';
    must(dir_make(path) == 0);
    *slash = '/';
    file = fopen(path, "we");
    must(file != NULL);
    must(fwrite(data, 1, len, file) == len);
    must(fclose(file) == 0);
    free(path);
}
