/*
 * A process that keeps dictionaries and lists for others.  mp.h tells what
 * all have in common.
 *
 * Every call is a message to it and one back: many times the price of an
 * array in shared memory, but what it keeps may grow.  Each call is a step
 * of its own: `d[k] += 1` is two, between which others come, as in Python.
 * Dictionaries and lists may be made at any time; the handle of one is known
 * to processes that are forked afterwards.
 *
 * The manager ends with the thread that made it.  From then on all calls
 * return -EPIPE.  What is in it goes with it.
 */
#ifndef MP_MP_MANAGER_H
#define MP_MP_MANAGER_H

#include <stddef.h>
#include <sys/types.h>

struct mp_manager;

int mp_manager_new(struct mp_manager **ret_manager);
pid_t mp_manager_pid(const struct mp_manager *manager);
/* The process that made it ends it; any other only forgets it. */
void mp_manager_free(struct mp_manager *manager);

/* From text, of at most MP_KEY_MAX bytes, to numbers. */
#define MP_KEY_MAX 255
struct mp_dict;
int mp_dict_new(struct mp_manager *manager, struct mp_dict **ret_dict);
/* -ENAMETOOLONG, -ENOMEM: of the manager. */
int mp_dict_set(struct mp_dict *dict, const char *key, long value);
/* -ENOENT: there is none, which is Python's KeyError. */
int mp_dict_get(struct mp_dict *dict, const char *key, long *ret_value);
int mp_dict_remove(struct mp_dict *dict, const char *key);
int mp_dict_size(struct mp_dict *dict, size_t *ret_size);
/* The key at a place from 0, in the order in which they came: -ERANGE
 * behind the last.  A removed one leaves no gap. */
int mp_dict_key(struct mp_dict *dict, size_t place,
                char ret_key[MP_KEY_MAX + 1]);
/* Forget the handle; the dictionary lives as long as the manager. */
void mp_dict_free(struct mp_dict *dict);

/* A list of numbers.  -ERANGE: there is no such place (IndexError). */
struct mp_list;
int mp_list_new(struct mp_manager *manager, struct mp_list **ret_list);
int mp_list_append(struct mp_list *list, long value);
int mp_list_get(struct mp_list *list, size_t place, long *ret_value);
int mp_list_set(struct mp_list *list, size_t place, long value);
int mp_list_length(struct mp_list *list, size_t *ret_length);
void mp_list_free(struct mp_list *list);

#endif
