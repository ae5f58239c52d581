/* inotify(7), and the file systems that it sees half of. */
#include "base/notify.h"

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/inotify.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <linux/magic.h>

/* A file that is written without ever being closed counts, too, and so does
 * one whose times alone are set. */
#define OF_FILES \
    (IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB | IN_CREATE | IN_DELETE | \
     IN_MOVED_FROM | IN_MOVED_TO)
#define OF_FOLDERS (IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED | IN_UNMOUNT)

/* Not in the headers of every system. */
#define MAGIC_CIFS 0xFF534D42
#define MAGIC_SMB2 0xFE534D42
#define MAGIC_LUSTRE 0x0BD00BD0
#define MAGIC_GPFS 0x47504653
#define MAGIC_BEEGFS 0x19830326
#define MAGIC_FUSE 0x65735546
#define MAGIC_9P 0x01021997
#define MAGIC_CEPH 0x00C36400

int
notify_open(void)
{
    int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);

    return fd < 0 ? -errno : fd;
}

int
notify_add(int fd, const char *folder)
{
    int number = inotify_add_watch(
        fd, folder, OF_FILES | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR);

    return number < 0 ? -errno : number;
}

void
notify_remove(int fd, int number)
{
    inotify_rm_watch(fd, number);
}

void
notify_read(int fd, notify_call *call, void *context)
{
    union {
        struct inotify_event event;
        char bytes[16 * 1024];
    } buf;
    ssize_t got;

    while ((got = read(fd, buf.bytes, sizeof buf.bytes)) > 0) {
        for (ssize_t at = 0; at < got;) {
            const struct inotify_event *event =
                (const void *)(buf.bytes + at);

            if (event->mask & IN_Q_OVERFLOW)
                call(context, -1, NULL);
            else if (event->mask & OF_FOLDERS)
                call(context, event->wd, NULL);
            else if (event->len)
                call(context, event->wd, event->name);
            at += (ssize_t)(sizeof *event + event->len);
        }
    }
}

bool
notify_is_blind(const char *folder)
{
    static const uint32_t shared[] = {
        NFS_SUPER_MAGIC, SMB_SUPER_MAGIC, AFS_SUPER_MAGIC, CODA_SUPER_MAGIC,
        MAGIC_CIFS,      MAGIC_SMB2,      MAGIC_LUSTRE,    MAGIC_GPFS,
        MAGIC_BEEGFS,    MAGIC_FUSE,      MAGIC_9P,        MAGIC_CEPH,
    };
    struct statfs fs;

    if (statfs(folder, &fs) < 0)
        return false;
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        if ((uint32_t)fs.f_type == shared[i])
            return true;
    return false;
}
