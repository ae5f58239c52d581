/* The runs under ThreadSanitizer. */
#ifndef CHECK_SANITIZE_H
#define CHECK_SANITIZE_H

#include "check/ladder.h"

/* What a sanitized program needs of its runner; env has room for two. */
void sanitize_prepare(struct check *check, struct step *step,
                      struct runner_spec *spec, char **env);

/* What a run that is over tells. */
void sanitize_take(struct check *check, struct step *step);

#endif
