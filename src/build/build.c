/* What a build leaves with its owner. */
#include <stdlib.h>

#include "build/builder.h"

void
build_release(struct build *build)
{
    for (size_t i = 0; i < build->nmessages; i++) {
        free(build->messages[i].file);
        free(build->messages[i].text);
        free(build->messages[i].source);
    }
    free(build->messages);
    free(build->program);
    free(build->hooked);
    free(build->said);
    *build = (struct build)BUILD_INIT;
}

const struct build_message *
build_first_error(const struct build *build)
{
    for (size_t i = 0; i < build->nmessages; i++)
        if (build->messages[i].error)
            return &build->messages[i];
    return NULL;
}
