/* The files that ThreadSanitizer writes its reports to, one a process. */
#include "check/sanitizer.h"

#include <glob.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"

#define MAX_LOG (1 << 20)       /* bytes of one that are read */
#define MAX_LOGS 64

void
sanitizer_take_log(const char *log, struct str *text)
{
    char *pattern = str_format("%s.[0-9]*", log);
    glob_t found = {0};

    if (glob(pattern, 0, NULL, &found) == 0) {
        for (size_t i = 0; i < found.gl_pathc; i++) {
            char *said = NULL;

            if (i < MAX_LOGS &&
                file_read(found.gl_pathv[i], MAX_LOG, &said, NULL) == 0)
                str_add(text, said);
            free(said);
            unlink(found.gl_pathv[i]);
        }
    }
    globfree(&found);
    free(pattern);
}
