/* Who comes after whom: what a task lets others know, and learns. */
#ifndef GUEST_HOOKS_ORDER_H
#define GUEST_HOOKS_ORDER_H

#include "guest/hooks/self.h"

/*
 * What stands for an address of this process, in every process that has the
 * same memory.  hk_object() makes it if need be and returns NULL where no
 * more fit, after which nothing is said of races; hk_object_known() returns
 * NULL for one that nobody made.
 */
struct object *hk_object(struct self *self, const volatile void *address);
struct object *hk_object_known(struct self *self,
                               const volatile void *address);
/* The same for a key of the caller's own, no address. */
struct object *hk_object_of(uint64_t key);
struct object *hk_object_of_known(uint64_t key);

/* What this task has done is known to all that hk_acquire() afterwards. */
void hk_release(struct self *self, struct object *object);
void hk_acquire(struct self *self, const struct object *object);

/* What anybody has done is known from here on. */
void hk_acquire_all(struct self *self);

/* Its clock goes on: what follows is not known to whom it told so far. */
void hk_tick(struct self *self);

#endif
