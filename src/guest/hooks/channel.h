/*
 * Ways to tell another task something that are no locks: descriptors,
 * signals, files.
 */
#ifndef GUEST_HOOKS_CHANNEL_H
#define GUEST_HOOKS_CHANNEL_H

#include <stdbool.h>

#include "guest/hooks/self.h"

/* Before something goes out of this descriptor. */
void hk_channel_send(int fd);
/* The same by libc, of which nobody knows when it writes. */
void hk_channel_print(int fd);

/* It waits for what comes in; hk_channel_received() ends that. */
struct self *hk_channel_wait(int fd, uint64_t pc);
/* `got` bytes came; 0 is the end of it, less than 0 an error. */
void hk_channel_received(struct self *self, int fd, long got);

/* It has an other end, which may be anybody's. */
void hk_channel_met(int fd);

/* Somebody may have told it something, whoever and however. */
void hk_channel_heard(void);

/* A wrapped call behind which that is so, whatever it says. */
#define HEARS_ALL(type, name, parameters, arguments) \
    type __wrap_##name parameters \
    { \
        type result = __real_##name arguments; \
        \
        hk_channel_heard(); \
        return result; \
    }

/* All others may hear it: a signal was sent. */
void hk_channel_shout(void);
void hk_channel_listen(struct self *self);

#endif
