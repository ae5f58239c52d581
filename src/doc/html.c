/* Comments and keys, found in what cmark calls HTML. */
#include "doc/html.h"

#include <string.h>
#include <strings.h>

bool
html_find_comment(const char *text, size_t *ret_start, size_t *ret_len)
{
    const char *open = strstr(text, "<!--");
    const char *close = open ? strstr(open + 4, "-->") : NULL;

    if (!close)
        return false;
    *ret_start = (size_t)(open - text);
    *ret_len = (size_t)(close - open) + 3;
    return true;
}

bool
html_is_comment(const char *text)
{
    return strncmp(text, "<!--", 4) == 0;
}

bool
html_is_tag(const char *text, const char *tag)
{
    return strcasecmp(text, tag) == 0;
}
