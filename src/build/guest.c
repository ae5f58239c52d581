/* A guest's files lie in more than one place: its header in the source tree,
 * its archive where it was built, both in one folder where installed. */
#include "build/guest.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

/* A folder from that of the running program; NULL where there is none. */
static char *
beside(const char *self, const char *folder)
{
    char *path = self ? path_join(self, folder) : NULL;
    char *real = path ? realpath(path, NULL) : NULL;

    free(path);
    return real;
}

static bool
holds(const char *folder, const char *file)
{
    char *path = folder ? path_join(folder, file) : NULL;
    bool there = path && file_exists(path);

    free(path);
    return there;
}

char *
guest_folder(const struct course *course, const char *guest, const char *file)
{
    const char *root = course_root(course);
    char *self = path_of_self();
    char *near = str_format("guest/%s", guest);
    char *above = str_format("../guest/%s", guest);
    char *source = str_format("%s/src/guest/%s", root, guest);
    char *folders[] = {
        source,
        beside(self, near),
        beside(self, above),
        beside(self, "../lib/racecourse"),
        str_format("%s/%s", BUILD_GUEST_DIR, guest),
        str_format("%s/build/src/guest/%s", root, guest),
        str_format("%s/%s", SOURCE_GUEST_DIR, guest),
    };
    char *found = NULL;

    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        if (!found && holds(folders[i], file))
            found = mem_copy(folders[i]);
        free(folders[i]);
    }
    free(above);
    free(near);
    free(self);
    return found;
}
