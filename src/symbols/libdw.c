/* Where the functions of libdw come from. */
#define LIBDW_PLAIN_NAMES
#include "symbols/libdw.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdbool.h>

#ifdef LIBDW_LINKED

struct libdw libdw = {
#define LIBDW_ADDRESS(function) .function = function,
    LIBDW_FUNCTIONS(LIBDW_ADDRESS)
};

int
libdw_load(void)
{
    return 0;
}

#else

#define LIBDW_FILE "libdw.so.1"

struct libdw libdw;

/* libelf's functions are found, too: libdw needs it. */
static bool
find_all(void *library)
{
#define LIBDW_FIND(function) \
    if (!(libdw.function = \
              (__typeof__(libdw.function))dlsym(library, #function))) \
        return false;
    LIBDW_FUNCTIONS(LIBDW_FIND)
    return true;
}

int
libdw_load(void)
{
    static bool tried, found;

    if (!tried) {
        void *library = dlopen(LIBDW_FILE, RTLD_NOW | RTLD_LOCAL);

        found = library && find_all(library);
        tried = true;
    }
    return found ? 0 : -ENOSYS;
}

#endif
