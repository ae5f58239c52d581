/*
 * What a hang is read from: a byte that says of what, then texts of the
 * kernel, parts of which a program chooses, or the memory of a program.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "run/blocked.h"
#include "run/filelocks.h"
#include "run/leftovers.h"
#include "run/maps.h"
#include "run/pipes.h"
#include "run/sync.h"

static void
check_texts(const char *text)
{
    struct blocked blocked;
    struct leftover leftover;
    struct mapping mapping;
    struct filelock lock;
    int err = blocked_parse(text, &blocked);

    must(err == 0 || err == -EINVAL);
    if (!err)
        must(blocked.number >= 0 || blocked.kind == BLOCKED_RUNS ||
             blocked.kind == BLOCKED_OTHER);
    if (mapping_find(text, 0x1000, &mapping)) {
        must(mapping.start <= 0x1000 && mapping.end > 0x1000);
        must(mapping.path >= text &&
             mapping.path + mapping.path_len <= text + strlen(text));
    }
    must(filelocks_holder(text, 7) >= 0);
    err = filelock_parse(text, &lock);
    must(err == 0 || err == -EINVAL);
    err = leftover_parse_ipc(text, &leftover);
    must(err == 0 || err == -EINVAL);
    if (!err)
        must(memchr(leftover.name, '\0', sizeof leftover.name) != NULL);
    pipe_parse(text);
}

/* The call is the input's, too; what is not there of the bytes is not to be
 * read. */
static void
check_memory(const uint8_t *data, size_t size)
{
    struct blocked blocked = {.kind = BLOCKED_FUTEX, .address = 0x10000};
    struct sync_bytes bytes = {.first = SYNC_BEFORE, .end = SYNC_BEFORE};
    struct sync sync;

    if (size < 2)
        return;
    blocked.plain = data[0] & 1;
    blocked.private = data[0] & 2;
    blocked.inherits = data[0] & 4;
    bytes.shared = data[0] & 8;
    blocked.address += data[0] & 0xf0;
    blocked.expected = data[1];
    size -= 2;
    if (size > sizeof bytes.at)
        size = sizeof bytes.at;
    memcpy(bytes.at, data + 2, size);
    if (size < SYNC_BEFORE)
        bytes.first = SYNC_BEFORE - size;
    bytes.end = size > SYNC_BEFORE ? size : SYNC_BEFORE;
    sync_decode(&blocked, &bytes, &sync);
    must(sync.kind == SYNC_UNKNOWN || sync.address <= blocked.address);
    must(sync.kind != SYNC_JOIN || sync.owner == (pid_t)blocked.expected);
    must(sync.kind != SYNC_BARRIER ||
         (sync.arrived > 0 && sync.arrived < sync.needed));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input input = {data, size};

    if (size > 0 && data[0] == 'm')
        check_memory(data + 1, size - 1);
    else
        while (input.size) {
            char *text = input_text(&input);

            check_texts(text);
            free(text);
        }
    return 0;
}
