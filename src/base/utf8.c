/*
 * UTF-8 as a terminal sees it.  ASCII takes a path of its own; for the rest
 * libutf8proc knows where clusters end and how wide they are.
 */
#include "base/utf8.h"

#include <string.h>

#include <utf8proc.h>

static bool
is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

size_t
utf8_decode(const char *text, size_t len, uint32_t *ret_code)
{
    unsigned char lead = (unsigned char)text[0];
    size_t need = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2
                  : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t code = need == 1 ? lead : lead & (0x7Fu >> need);

    *ret_code = UTF8_REPLACEMENT;
    if (need == 0 || need > len)
        return 1;
    for (size_t i = 1; i < need; i++) {
        if (!is_continuation(text[i]))
            return 1;
        code = code << 6 | ((unsigned char)text[i] & 0x3F);
    }
    if (code < smallest[need] || code > 0x10FFFF ||
        (code >= 0xD800 && code <= 0xDFFF))
        return 1;
    *ret_code = code;
    return need;
}

size_t
utf8_put(uint32_t code, char buf[4])
{
    if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        code = UTF8_REPLACEMENT;
    return (size_t)utf8proc_encode_char((utf8proc_int32_t)code,
                                        (utf8proc_uint8_t *)buf);
}

bool
utf8_is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) ||
           code == 0x2028 || code == 0x2029 || code == 0xFEFF ||
           (code >= 0x200E && code <= 0x200F) ||
           (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069);
}

static int
code_columns(uint32_t code)
{
    if (code < 0x7F)
        return code >= 0x20;
    return utf8_is_control(code)
               ? 0
               : utf8proc_charwidth((utf8proc_int32_t)code);
}

static bool
is_flag_letter(uint32_t code)
{
    return code >= 0x1F1E6 && code <= 0x1F1FF;
}

/*
 * The columns of letters that join with nothing but what is not among them:
 * Latin, kana, Han, Hangul.  0 for all others, of which libutf8proc has to
 * tell.
 */
static int
plain_columns(uint32_t code)
{
    if (code < 0x300)
        return code >= ' ' && code != 0xAD && (code < 0x7F || code > 0xA0);
    if ((code >= 0x4E00 && code <= 0x9FFF) ||
        (code >= 0x3041 && code <= 0x3096) ||
        (code >= 0x30A1 && code <= 0x30FA) ||
        (code >= 0xAC00 && code <= 0xD7A3) ||
        (code >= 0x3001 && code <= 0x3011) ||
        (code >= 0xFF01 && code <= 0xFF60))
        return 2;
    return 0;
}

/* Columns where text[taken..len) begins with no mark of `code`; else 0. */
static int
columns_alone(const char *text, size_t taken, size_t len, uint32_t code)
{
    int columns = plain_columns(code);
    uint32_t next;

    if (!columns || taken == len)
        return columns;
    utf8_decode(text + taken, len - taken, &next);
    return next < ' ' || plain_columns(next) ? columns : 0;
}

size_t
utf8_cluster(const char *text, size_t len, int *ret_columns)
{
    utf8proc_int32_t state = 0;
    uint32_t code, next;
    size_t taken, more;
    int columns;

    if ((unsigned char)text[0] < 0x80 &&
        (len == 1 || (unsigned char)text[1] < 0x80)) {
        *ret_columns = code_columns((unsigned char)text[0]);
        return 1;
    }
    taken = utf8_decode(text, len, &code);
    columns = columns_alone(text, taken, len, code);
    *ret_columns = columns;
    if (columns)
        return taken;
    columns = code_columns(code);
    while (taken < len) {
        more = utf8_decode(text + taken, len - taken, &next);
        if (utf8_is_control(next) ||
            utf8proc_grapheme_break_stateful((utf8proc_int32_t)code,
                                             (utf8proc_int32_t)next, &state))
            break;
        /*
         * U+FE0F asks for the wide picture of a narrow sign; the two
         * letters of a flag take a column each.
         */
        if (columns == 1 && (next == 0xFE0F || is_flag_letter(next)))
            columns = 2;
        else if (code_columns(next) > columns)
            columns = code_columns(next);
        taken += more;
        code = next;
    }
    *ret_columns = columns;
    return taken;
}

int
utf8_columns(const char *text, size_t len)
{
    int columns;

    utf8_fit(text, len, -1, &columns);
    return columns;
}

size_t
utf8_fit(const char *text, size_t len, int columns, int *ret_columns)
{
    size_t at = 0;
    int used = 0;

    while (at < len) {
        int wide;
        size_t bytes = utf8_cluster(text + at, len - at, &wide);

        if (columns >= 0 && used + wide > columns)
            break;
        used += wide;
        at += bytes;
    }
    if (ret_columns)
        *ret_columns = used;
    return at;
}

void
utf8_make_printable(char *text)
{
    size_t len = strlen(text);

    for (size_t i = 0; i < len;) {
        uint32_t code;
        size_t took = utf8_decode(text + i, len - i, &code);

        if (utf8_is_control(code) || (took == 1 && text[i] & 0x80))
            memset(text + i, '?', took);
        i += took;
    }
}
