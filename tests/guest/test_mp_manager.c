#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "apart.h"
#include "guest/mp/mp.h"
#include "workers.h"

static struct mp_manager *manager;
static struct mp_dict *dict;
static struct mp_list *list;

static void
make(void)
{
    CHECK_INT(mp_manager_new(&manager), 0);
    CHECK_INT(mp_dict_new(manager, &dict), 0);
    CHECK_INT(mp_list_new(manager, &list), 0);
}

static void
unmake(void)
{
    mp_dict_free(dict);
    mp_list_free(list);
    mp_manager_free(manager);
}

static void
expect_size(size_t expected)
{
    size_t size = 99;

    CHECK_INT(mp_dict_size(dict, &size), 0);
    CHECK_INT((long)size, (long)expected);
}

static void
test_dict__keeps_numbers_by_text(void)
{
    char key[MP_KEY_MAX + 1];
    long got = 0;

    make();
    expect_size(0);
    CHECK_INT(mp_dict_get(dict, "a", &got), -ENOENT);
    CHECK_INT(mp_dict_remove(dict, "a"), -ENOENT);
    for (long i = 0; i < 2000; i++) {
        snprintf(key, sizeof(key), "%ld", i);
        CHECK_INT(mp_dict_set(dict, key, i), 0);
        CHECK_INT(mp_dict_set(dict, key, -i), 0);
    }
    expect_size(2000);
    for (long i = 0; i < 2000; i++) {
        snprintf(key, sizeof(key), "%ld", i);
        CHECK_INT(mp_dict_get(dict, key, &got), 0);
        CHECK_INT(got, -i);
    }
    CHECK_INT(mp_dict_get(dict, "2000", &got), -ENOENT);
    unmake();
}

static void
expect_keys(const char *const *keys)
{
    char key[MP_KEY_MAX + 1];
    size_t i;

    for (i = 0; keys[i]; i++) {
        CHECK_INT(mp_dict_key(dict, i, key), 0);
        CHECK_INT(strcmp(key, keys[i]), 0);
    }
    CHECK_INT(mp_dict_key(dict, i, key), -ERANGE);
}

static void
test_dict__tells_its_keys_as_they_came(void)
{
    long got;

    make();
    CHECK_INT(mp_dict_set(dict, "tea", 1), 0);
    CHECK_INT(mp_dict_set(dict, "", 2), 0);
    CHECK_INT(mp_dict_set(dict, "egg", 3), 0);
    CHECK_INT(mp_dict_set(dict, "tea", 4), 0);
    expect_keys((const char *const[]){"tea", "", "egg", NULL});
    CHECK_INT(mp_dict_remove(dict, "tea"), 0);
    expect_keys((const char *const[]){"", "egg", NULL});
    CHECK_INT(mp_dict_get(dict, "egg", &got), 0);
    CHECK_INT(got, 3);
    CHECK_INT(mp_dict_set(dict, "tea", 5), 0);
    expect_keys((const char *const[]){"", "egg", "tea", NULL});
    CHECK_INT(mp_dict_remove(dict, ""), 0);
    CHECK_INT(mp_dict_remove(dict, "tea"), 0);
    CHECK_INT(mp_dict_remove(dict, "egg"), 0);
    expect_keys((const char *const[]){NULL});
    unmake();
}

static void
test_dict__has_keys_of_some_length(void)
{
    char key[MP_KEY_MAX + 2], got[MP_KEY_MAX + 1];
    long value;

    make();
    memset(key, 'k', sizeof(key));
    key[MP_KEY_MAX + 1] = 0;
    CHECK_INT(mp_dict_set(dict, key, 1), -ENAMETOOLONG);
    CHECK_INT(mp_dict_get(dict, key, &value), -ENAMETOOLONG);
    key[MP_KEY_MAX] = 0;
    CHECK_INT(mp_dict_set(dict, key, 1), 0);
    CHECK_INT(mp_dict_get(dict, key, &value), 0);
    CHECK_INT(mp_dict_key(dict, 0, got), 0);
    CHECK_INT(strcmp(key, got), 0);
    unmake();
}

static void
test_list__grows(void)
{
    size_t length = 99;
    long got;

    make();
    CHECK_INT(mp_list_get(list, 0, &got), -ERANGE);
    CHECK_INT(mp_list_length(list, &length), 0);
    CHECK_INT((long)length, 0);
    for (long i = 0; i < 1000; i++)
        CHECK_INT(mp_list_append(list, i * i), 0);
    CHECK_INT(mp_list_set(list, 7, -1), 0);
    CHECK_INT(mp_list_set(list, 1000, -1), -ERANGE);
    CHECK_INT(mp_list_get(list, SIZE_MAX, &got), -ERANGE);
    for (long i = 0; i < 1000; i++) {
        CHECK_INT(mp_list_get(list, (size_t)i, &got), 0);
        CHECK_INT(got, i == 7 ? -1 : i * i);
    }
    CHECK_INT(mp_list_length(list, &length), 0);
    CHECK_INT((long)length, 1000);
    unmake();
}

static void
test_manager__has_several_of_each(void)
{
    struct mp_dict *dicts[5];
    struct mp_list *lists[5];
    long got;

    make();
    for (int i = 0; i < 5; i++) {
        CHECK_INT(mp_dict_new(manager, &dicts[i]), 0);
        CHECK_INT(mp_list_new(manager, &lists[i]), 0);
        CHECK_INT(mp_dict_set(dicts[i], "x", i), 0);
        CHECK_INT(mp_list_append(lists[i], -i), 0);
    }
    for (int i = 0; i < 5; i++) {
        CHECK_INT(mp_dict_get(dicts[i], "x", &got), 0);
        CHECK_INT(got, i);
        CHECK_INT(mp_list_get(lists[i], 0, &got), 0);
        CHECK_INT(got, -i);
        mp_dict_free(dicts[i]);
        mp_list_free(lists[i]);
    }
    CHECK_INT(mp_dict_get(dict, "x", &got), -ENOENT);
    mp_dict_free(NULL);
    mp_list_free(NULL);
    mp_manager_free(NULL);
    unmake();
}

static int
ask_often(void *arg)
{
    char key[20];

    (void)arg;
    snprintf(key, sizeof(key), "%d", (int)getpid());
    for (long i = 0; i < 1000; i++) {
        long got = -1;

        CHECK_INT(mp_dict_set(dict, key, i), 0);
        CHECK_INT(mp_list_append(list, i), 0);
        CHECK_INT(mp_dict_get(dict, key, &got), 0);
        CHECK_INT(got, i);
    }
    return 0;
}

static void *
ask_in_thread(void *arg)
{
    for (long i = 0; i < 1000; i++) {
        long got = -1;

        CHECK_INT(mp_dict_set(dict, arg, i), 0);
        CHECK_INT(mp_dict_get(dict, arg, &got), 0);
        CHECK_INT(got, i);
    }
    return NULL;
}

static void
test_manager__serves_many_at_a_time(void)
{
    static char names[2][8] = {"one", "other"};
    pthread_t threads[2];
    struct workers workers;
    size_t length = 0;

    make();
    workers_start(&workers, 4, ask_often, NULL);
    for (int i = 0; i < 2; i++)
        CHECK_INT(pthread_create(&threads[i], NULL, ask_in_thread, names[i]),
                  0);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    workers_join(&workers);
    expect_size(6);
    CHECK_INT(mp_list_length(list, &length), 0);
    CHECK_INT((long)length, 4000);
    unmake();
}

static int
ask_for_ever(void *arg)
{
    long got;

    (void)arg;
    for (;;) {
        CHECK_INT(mp_dict_get(dict, "x", &got), 0);
        CHECK_INT(got, 42);
    }
    return 0;
}

/* The answer that a killed one did not wait for is nobody else's. */
static void
test_manager__survives_whoever_asks(void)
{
    struct workers workers;
    unsigned seed = 13;
    long got;

    make();
    CHECK_INT(mp_dict_set(dict, "x", 42), 0);
    CHECK_INT(mp_dict_set(dict, "y", 43), 0);
    workers_start(&workers, 3, ask_for_ever, NULL);
    for (int i = 0; i < 200; i++) {
        usleep((useconds_t)(rand_r(&seed) % 300));
        mp_process_free(workers.processes[i % 3]);
        CHECK_INT(mp_dict_get(dict, "y", &got), 0);
        CHECK_INT(got, 43);
        CHECK_INT(mp_process_start(ask_for_ever, NULL,
                                   &workers.processes[i % 3]), 0);
    }
    workers_kill(&workers);
    unmake();
}

static void
expect_gone(void)
{
    struct mp_dict *none = NULL;
    size_t size;
    long got;

    CHECK_INT(mp_dict_set(dict, "x", 1), -EPIPE);
    CHECK_INT(mp_dict_get(dict, "x", &got), -EPIPE);
    CHECK_INT(mp_dict_size(dict, &size), -EPIPE);
    CHECK_INT(mp_list_append(list, 1), -EPIPE);
    CHECK_INT(mp_list_length(list, &size), -EPIPE);
    CHECK_INT(mp_dict_new(manager, &none), -EPIPE);
    CHECK(none == NULL);
}

static int
ask_until_it_is_gone(void *arg)
{
    int rc;

    (void)arg;
    while ((rc = mp_list_append(list, 1)) == 0)
        continue;
    CHECK_INT(rc, -EPIPE);
    return 0;
}

static void
test_manager__is_missed_when_it_is_killed(void)
{
    unsigned seed = 17;

    for (int i = 0; i < 30; i++) {
        struct workers workers;

        make();
        workers_start(&workers, 3, ask_until_it_is_gone, NULL);
        usleep((useconds_t)(rand_r(&seed) % 3000));
        CHECK_INT(kill(mp_manager_pid(manager), SIGKILL), 0);
        workers_join(&workers);
        expect_gone();
        unmake();
    }
}

/* Other processes only forget it. */
static int
forget_it(void *arg)
{
    (void)arg;
    unmake();
    return 0;
}

static void
test_manager__is_ended_by_its_maker(void)
{
    make();
    worker_run(forget_it, NULL);
    CHECK_INT(mp_dict_set(dict, "x", 1), 0);
    unmake();
}

static int
make_and_go(void *arg)
{
    int *how = arg;

    make();
    CHECK_INT(mp_dict_set(dict, "x", 1), 0);
    if (*how)
        raise(SIGKILL);
    return 0;
}

/* Whatever is left of it is found after the test. */
static void
test_manager__goes_with_its_maker(void)
{
    struct mp_process *process;
    int ends[2];
    char byte;

    for (int how = 0; how < 2; how++) {
        CHECK_INT(pipe(ends), 0);
        CHECK_INT(mp_process_start(make_and_go, &how, &process), 0);
        close(ends[1]);
        CHECK_INT(read(ends[0], &byte, 1), 0);
        close(ends[0]);
        mp_process_free(process);
    }
}

/* What its maker has open it does not keep open. */
static void
test_manager__has_no_descriptors_of_others(void)
{
    struct mp_connection *ends[2];
    char byte;
    size_t got;

    CHECK_INT(mp_pipe_new(ends), 0);
    make();
    CHECK_INT(mp_dict_set(dict, "x", 1), 0);
    mp_connection_close(ends[0]);
    CHECK_INT(mp_connection_recv(ends[1], &byte, 1, &got), -EPIPE);
    mp_connection_free(ends[0]);
    mp_connection_free(ends[1]);
    unmake();
}

int
main(int argc, char **argv)
{
    static const struct apart_test tests[] = {
        APART(test_dict__keeps_numbers_by_text),
        APART(test_dict__tells_its_keys_as_they_came),
        APART(test_dict__has_keys_of_some_length),
        APART(test_list__grows),
        APART(test_manager__has_several_of_each),
        APART(test_manager__serves_many_at_a_time),
        APART(test_manager__survives_whoever_asks),
        APART(test_manager__is_missed_when_it_is_killed),
        APART(test_manager__is_ended_by_its_maker),
        APART(test_manager__goes_with_its_maker),
        APART(test_manager__has_no_descriptors_of_others),
        {NULL, NULL},
    };

    return apart_main(tests, argc, argv);
}
