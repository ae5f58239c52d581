/*
 * The side of those who ask.  A question goes through one pipe, its answer
 * comes through another, which only the manager writes to: when it dies,
 * that is an end of file.  One asks at a time; one that is killed before it
 * has its answer leaves it to the next, who knows by its number that it is
 * not his.
 */
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "guest/mp/guard.h"
#include "guest/mp/process.h"
#include "guest/mp/server.h"
#include "guest/mp/wire.h"

/* What all who ask share. */
struct counter {
    struct mp_guard guard;

    /* guard must be held to use this: */
    uint64_t number;            /* of the last question */
};

struct mp_manager {
    struct mp_process *process;
    struct counter *counter;
    int ask[2];
    int answer[2];
};

struct mp_dict {
    struct mp_manager *manager; /* borrowed */
    uint32_t id;
};

struct mp_list {
    struct mp_manager *manager; /* borrowed */
    uint32_t id;
};

/* As newer headers have it; and what an older kernel has instead. */
#ifndef SYS_close_range
#define SYS_close_range 436
#endif
#define CLOSED_ONE_BY_ONE 4096

static void
close_from(int first, int last)
{
    if (first <= STDERR_FILENO)
        first = STDERR_FILENO + 1;
    if (first > last ||
        syscall(SYS_close_range, (unsigned)first, (unsigned)last, 0) == 0)
        return;
    for (int fd = first; fd <= last && fd < CLOSED_ONE_BY_ONE; fd++)
        close(fd);
}

/* Else it would keep open what others wait to see closed. */
static void
close_others(int one, int other)
{
    int low = one < other ? one : other, high = one < other ? other : one;

    close_from(0, low - 1);
    close_from(low + 1, high - 1);
    close_from(high + 1, INT_MAX);
}

/* Ctrl-C is for the program to answer, which takes the manager with it. */
static int
serve(void *arg)
{
    struct mp_manager *manager = arg;

    signal(SIGINT, SIG_IGN);
    close_others(manager->ask[0], manager->answer[1]);
    return mp_server_run(manager->ask[0], manager->answer[1]);
}

static int
start(struct mp_manager *manager)
{
    int rc = mp_share_new(sizeof(*manager->counter), &manager->counter);

    if (rc == 0)
        rc = mp_guard_init(&manager->counter->guard,
                           PTHREAD_MUTEX_ERRORCHECK);
    if (rc == 0)
        rc = mp_wire_new(manager->ask);
    if (rc == 0)
        rc = mp_wire_new(manager->answer);
    if (rc == 0)
        rc = mp_process_serve(serve, manager, &manager->process);
    mp_wire_close(&manager->ask[0]);
    mp_wire_close(&manager->answer[1]);
    return rc;
}

int
mp_manager_new(struct mp_manager **ret_manager)
{
    struct mp_manager *manager = calloc(1, sizeof(*manager));
    int rc;

    if (!manager)
        return -ENOMEM;
    manager->ask[0] = manager->ask[1] = -1;
    manager->answer[0] = manager->answer[1] = -1;
    rc = start(manager);
    if (rc < 0) {
        mp_manager_free(manager);
        return rc;
    }
    *ret_manager = manager;
    return 0;
}

pid_t
mp_manager_pid(const struct mp_manager *manager)
{
    return mp_process_pid(manager->process);
}

void
mp_manager_free(struct mp_manager *manager)
{
    if (!manager)
        return;
    mp_process_free(manager->process);
    mp_wire_close(&manager->ask[1]);
    mp_wire_close(&manager->answer[0]);
    mp_share_free(manager->counter, sizeof(*manager->counter));
    free(manager);
}

static int
talk(struct mp_manager *manager, const struct mp_request *request,
     struct mp_answer *ret_answer)
{
    struct mp_answer answer;
    int rc = mp_wire_write(manager->ask[1], request, sizeof(*request));

    while (rc == 0) {
        rc = mp_wire_read(manager->answer[0], &answer, sizeof(answer));
        if (rc == 0 && answer.number == request->number) {
            *ret_answer = answer;
            return answer.rc;
        }
    }
    return rc == -EBADMSG ? -EPIPE : rc;
}

static int
ask(struct mp_manager *manager, struct mp_request *request,
    struct mp_answer *ret_answer)
{
    struct counter *counter = manager->counter;
    int rc;

    mp_guard_enter(&counter->guard);
    request->number = ++counter->number;
    rc = talk(manager, request, ret_answer);
    mp_guard_leave(&counter->guard);
    return rc;
}

int
mp_dict_new(struct mp_manager *manager, struct mp_dict **ret_dict)
{
    struct mp_request request = {.question = MP_DICT_NEW};
    struct mp_dict *dict = calloc(1, sizeof(*dict));
    struct mp_answer answer;
    int rc = dict ? ask(manager, &request, &answer) : -ENOMEM;

    if (rc < 0) {
        free(dict);
        return rc;
    }
    *dict = (struct mp_dict){manager, (uint32_t)answer.count};
    *ret_dict = dict;
    return 0;
}

void
mp_dict_free(struct mp_dict *dict)
{
    free(dict);
}

static int
ask_dict(struct mp_dict *dict, struct mp_request *request, const char *key,
         struct mp_answer *ret_answer)
{
    size_t size = strlen(key);

    if (size > MP_KEY_MAX)
        return -ENAMETOOLONG;
    request->id = dict->id;
    memcpy(request->key, key, size);
    return ask(dict->manager, request, ret_answer);
}

int
mp_dict_set(struct mp_dict *dict, const char *key, long value)
{
    struct mp_request request = {.question = MP_DICT_SET, .value = value};
    struct mp_answer answer;

    return ask_dict(dict, &request, key, &answer);
}

int
mp_dict_get(struct mp_dict *dict, const char *key, long *ret_value)
{
    struct mp_request request = {.question = MP_DICT_GET};
    struct mp_answer answer;
    int rc = ask_dict(dict, &request, key, &answer);

    if (rc == 0)
        *ret_value = answer.value;
    return rc;
}

int
mp_dict_remove(struct mp_dict *dict, const char *key)
{
    struct mp_request request = {.question = MP_DICT_REMOVE};
    struct mp_answer answer;

    return ask_dict(dict, &request, key, &answer);
}

int
mp_dict_size(struct mp_dict *dict, size_t *ret_size)
{
    struct mp_request request = {.question = MP_DICT_SIZE};
    struct mp_answer answer;
    int rc = ask_dict(dict, &request, "", &answer);

    if (rc == 0)
        *ret_size = (size_t)answer.count;
    return rc;
}

int
mp_dict_key(struct mp_dict *dict, size_t place, char ret_key[MP_KEY_MAX + 1])
{
    struct mp_request request = {.question = MP_DICT_KEY, .place = place};
    struct mp_answer answer;
    int rc = ask_dict(dict, &request, "", &answer);

    if (rc == 0)
        memcpy(ret_key, answer.key, sizeof(answer.key));
    return rc;
}

int
mp_list_new(struct mp_manager *manager, struct mp_list **ret_list)
{
    struct mp_request request = {.question = MP_LIST_NEW};
    struct mp_list *list = calloc(1, sizeof(*list));
    struct mp_answer answer;
    int rc = list ? ask(manager, &request, &answer) : -ENOMEM;

    if (rc < 0) {
        free(list);
        return rc;
    }
    *list = (struct mp_list){manager, (uint32_t)answer.count};
    *ret_list = list;
    return 0;
}

void
mp_list_free(struct mp_list *list)
{
    free(list);
}

static int
ask_list(struct mp_list *list, struct mp_request *request,
         struct mp_answer *ret_answer)
{
    request->id = list->id;
    return ask(list->manager, request, ret_answer);
}

int
mp_list_append(struct mp_list *list, long value)
{
    struct mp_request request = {.question = MP_LIST_APPEND, .value = value};
    struct mp_answer answer;

    return ask_list(list, &request, &answer);
}

int
mp_list_get(struct mp_list *list, size_t place, long *ret_value)
{
    struct mp_request request = {.question = MP_LIST_GET, .place = place};
    struct mp_answer answer;
    int rc = ask_list(list, &request, &answer);

    if (rc == 0)
        *ret_value = answer.value;
    return rc;
}

int
mp_list_set(struct mp_list *list, size_t place, long value)
{
    struct mp_request request = {.question = MP_LIST_SET, .place = place,
                                 .value = value};
    struct mp_answer answer;

    return ask_list(list, &request, &answer);
}

int
mp_list_length(struct mp_list *list, size_t *ret_length)
{
    struct mp_request request = {.question = MP_LIST_LENGTH};
    struct mp_answer answer;
    int rc = ask_list(list, &request, &answer);

    if (rc == 0)
        *ret_length = (size_t)answer.count;
    return rc;
}
