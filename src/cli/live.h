/* What a program prints, on our stdout while it runs: whole lines, as text
 * that no terminal can mistake for commands. */
#ifndef CLI_LIVE_H
#define CLI_LIVE_H

#include <stdbool.h>
#include <stdint.h>

#include "cli/out.h"
#include "run/output.h"

struct live {
    struct out *out;
    uint64_t seen;              /* bytes of the output so far */
    bool told;                  /* that it hangs */
};

/* Show the lines that were finished since the last call. */
void live_show(struct live *live, const struct output *output);
/* Show also a line that never ended. */
void live_end(struct live *live, const struct output *output);

#endif
