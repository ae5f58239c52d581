/* Follows the ring of a run's output by counting bytes: what was dropped
 * before it could be shown is counted in words. */
#include "cli/live.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

/* The kept bytes from `from` on, unrolled. */
static void
copy_from(const struct output *output, uint64_t from, struct str *bytes)
{
    size_t skip = (size_t)(from - output->dropped);
    size_t at = (output->start + skip) % OUTPUT_KEPT;
    size_t len = output->len - skip;
    size_t first = len < OUTPUT_KEPT - at ? len : OUTPUT_KEPT - at;

    str_add_n(bytes, output->ring + at, first);
    str_add_n(bytes, output->ring, len - first);
}

static void
show_text(struct out *out, const char *bytes, size_t len)
{
    struct output piece = OUTPUT_INIT;
    size_t shown_len;
    char *shown;

    output_add(&piece, OUTPUT_STDERR, bytes, len);
    shown = output_text(&piece, &shown_len);
    out_add_n(out, shown, shown_len);
    free(shown);
    output_release(&piece);
}

static void
show(struct live *live, const struct output *output, bool all)
{
    struct str bytes = STR_INIT;
    const char *end;
    size_t len;

    if (live->seen < output->dropped) {
        out_format(live->out, "(%llu bytes not shown)\n",
                   (unsigned long long)(output->dropped - live->seen));
        live->seen = output->dropped;
    }
    if (live->seen == output->dropped + output->len)
        return;
    copy_from(output, live->seen, &bytes);
    end = memrchr(str_text(&bytes), '\n', bytes.len);
    len = all ? bytes.len : end ? (size_t)(end + 1 - bytes.data) : 0;
    if (len) {
        show_text(live->out, bytes.data, len);
        live->seen += len;
    }
    if (all && len && bytes.data[len - 1] != '\n')
        out_add(live->out, "\n");
    out_flush(live->out);
    str_release(&bytes);
}

void
live_show(struct live *live, const struct output *output)
{
    show(live, output, false);
}

void
live_end(struct live *live, const struct output *output)
{
    show(live, output, true);
}
