/* It has one thread and does one thing at a time, so nothing is locked. */
#include "guest/mp/server.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "guest/mp/table.h"
#include "guest/mp/wire.h"

/* A dictionary or a list. */
struct thing {
    struct mp_table table;
    long *numbers;
    size_t count;               /* of numbers */
    size_t room;
};

struct server {
    struct thing *things;
    uint32_t count;
};

static int
add_thing(struct server *server, uint64_t *ret_id)
{
    struct thing *things = reallocarray(server->things, server->count + 1,
                                        sizeof(*things));

    if (!things)
        return -ENOMEM;
    memset(&things[server->count], 0, sizeof(*things));
    server->things = things;
    *ret_id = server->count++;
    return 0;
}

static int
append(struct thing *thing, long number)
{
    if (thing->count == thing->room) {
        size_t room = thing->room ? thing->room * 2 : 16;
        long *numbers = reallocarray(thing->numbers, room, sizeof(*numbers));

        if (!numbers)
            return -ENOMEM;
        thing->numbers = numbers;
        thing->room = room;
    }
    thing->numbers[thing->count++] = number;
    return 0;
}

static int
ask_list(struct thing *thing, const struct mp_request *request,
         struct mp_answer *answer)
{
    if (request->question == MP_LIST_APPEND)
        return append(thing, request->value);
    answer->count = thing->count;
    if (request->question == MP_LIST_LENGTH)
        return 0;
    if (request->place >= thing->count)
        return -ERANGE;
    if (request->question == MP_LIST_SET)
        thing->numbers[request->place] = request->value;
    answer->value = thing->numbers[request->place];
    return 0;
}

static int
ask_dict(struct thing *thing, const struct mp_request *request,
         struct mp_answer *answer)
{
    struct mp_table *table = &thing->table;

    switch (request->question) {
    case MP_DICT_SET:
        return mp_table_set(table, request->key, request->value);
    case MP_DICT_GET:
        return mp_table_get(table, request->key, &answer->value);
    case MP_DICT_REMOVE:
        return mp_table_remove(table, request->key);
    case MP_DICT_KEY:
        if (request->place >= table->count)
            return -ERANGE;
        strcpy(answer->key, table->entries[request->place].key);
        return 0;
    default:
        answer->count = table->count;
        return 0;
    }
}

static int
answer_to(struct server *server, const struct mp_request *request,
          struct mp_answer *answer)
{
    if (request->question == MP_DICT_NEW || request->question == MP_LIST_NEW)
        return add_thing(server, &answer->count);
    if (request->id >= server->count)
        return -EINVAL;
    if (request->question > MP_LIST_NEW)
        return ask_list(&server->things[request->id], request, answer);
    return ask_dict(&server->things[request->id], request, answer);
}

int
mp_server_run(int in, int out)
{
    struct server server = {0};
    struct mp_request request;

    while (mp_wire_read(in, &request, sizeof(request)) == 0) {
        struct mp_answer answer = {.number = request.number};

        answer.rc = answer_to(&server, &request, &answer);
        if (mp_wire_write(out, &answer, sizeof(answer)) < 0)
            break;
    }
    return 0;
}
