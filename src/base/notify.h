/*
 * What the kernel tells of folders: that something under a name in one of
 * them was written, made, moved or removed.  All that is of Linux here.
 */
#ifndef BASE_NOTIFY_H
#define BASE_NOTIFY_H

#include <stdbool.h>

/* A descriptor that never blocks, or -errno. */
int notify_open(void);

/* Tell of that folder: its number, the same for the same folder, or -errno;
 * -ENOSPC where this user may watch no more. */
int notify_add(int fd, const char *folder);
void notify_remove(int fd, int number);

/* `name` NULL: the folder itself is no more what it was; number -1: whatever
 * there is may have changed. */
typedef void notify_call(void *context, int number, const char *name);

/* Tell all that there is to tell. */
void notify_read(int fd, notify_call *call, void *context);

/* Whether others can write there without this kernel knowing. */
bool notify_is_blind(const char *folder);

#endif
