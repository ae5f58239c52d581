/* Shared memory as it is, behind a line that knows how long it is. */
#include <errno.h>

#include "guest/mp/guard.h"
#include "guest/mp/mp.h"

struct head {
    _Alignas(64) size_t size;   /* with the head */
};

int
mp_array_new(size_t count, size_t size, void *ret_array)
{
    struct head *head;
    size_t bytes;
    int rc;

    if (count == 0 || size == 0)
        return -EINVAL;
    if (__builtin_mul_overflow(count, size, &bytes) ||
        __builtin_add_overflow(bytes, sizeof(*head), &bytes))
        return -ENOMEM;
    rc = mp_share_new(bytes, &head);
    if (rc < 0)
        return rc;
    head->size = bytes;
    *(void **)ret_array = head + 1;
    return 0;
}

void
mp_array_free(void *array)
{
    struct head *head = array;

    if (head)
        mp_share_free(head - 1, head[-1].size);
}
