/* A manager's process, and what it is asked. */
#ifndef MP_SERVER_H
#define MP_SERVER_H

#include <stdint.h>

#include "guest/mp/mp.h"

enum mp_question {
    MP_DICT_NEW,
    MP_DICT_SET,
    MP_DICT_GET,
    MP_DICT_REMOVE,
    MP_DICT_SIZE,
    MP_DICT_KEY,
    MP_LIST_NEW,
    MP_LIST_APPEND,
    MP_LIST_GET,
    MP_LIST_SET,
    MP_LIST_LENGTH,
};

/* Both are smaller than PIPE_BUF, so that each goes whole or not at all. */
struct mp_request {
    uint64_t number;            /* the answer has the same */
    enum mp_question question;
    uint32_t id;                /* of the dictionary or list */
    uint64_t place;
    long value;
    char key[MP_KEY_MAX + 1];
};

struct mp_answer {
    uint64_t number;
    int rc;
    uint64_t count;             /* an id, a size, a length */
    long value;
    char key[MP_KEY_MAX + 1];
};

/* Answer, until nobody can ask any more. */
int mp_server_run(int in, int out);

#endif
