/* Likenesses in ASCII: a table for signs, decomposition for letters. */
#include "base/ascii.h"

#include <stdint.h>
#include <string.h>

#include <utf8proc.h>

#include "base/utf8.h"

/* From `first` on, one character each. */
struct likeness {
    uint32_t first;
    const char *ascii;
};

static const struct likeness likenesses[] = {
    {0x00A0, " "},
    {0x00B7, "."},                      /* middle dot */
    {0x00D7, "x"},                      /* times */
    {0x2010, "------"},                 /* hyphens and dashes */
    {0x2018, "'','\"\"\"\""},           /* quotation marks */
    {0x2022, "*>"},                     /* bullets */
    {0x2026, "."},                      /* ellipsis */
    {0x2032, "'"},                      /* prime */
    {0x2039, "<>"},                     /* single angle quotation marks */
    {0x2190, "<^>v"},                   /* arrows */
    {0x21A9, "<"},                      /* arrow that leads back */
    {0x2212, "-"},                      /* minus */
    {0x2248, "~"},                      /* about */
    {0x2264, "<>"},                     /* less, greater or equal */
    {0x22C5, "."},                      /* dot that multiplies */
    {0x2500, "--||"},                   /* box drawing: lines */
    {0x2504, "--||--||"},               /* ... dashed */
    {0x250C, "++++++++++++++++++++"},   /* ... corners */
    {0x2520, "++++++++++++++++++++++++++++++++"},
    {0x2540, "++++++++++++"},
    {0x254C, "--||"},
    {0x2550, "=|+++++++++++++++++++++++++++"},
    {0x256D, "++++"},                   /* ... round corners */
    {0x2574, "-|-|-|-|-|-|"},           /* ... halves */
    {0x2580, "\"_.-=+*%##"},            /* blocks, by height */
    {0x258A, "#==---|"},                /* blocks, by width */
    {0x2590, "|.:%"},                   /* right half, shades */
    {0x2596, "..'#\\##'/#"},           /* quarters */
    {0x25A0, "#o"},                     /* squares */
    {0x25AA, "-"},
    {0x25B2, "^^^^>>>>>>vvvv<<<<<<"},   /* triangles */
    {0x25CB, "o"},
    {0x25CF, "*"},
    {0x25E6, "o"},
    {0x2610, "_xx"},                    /* boxes to tick */
    {0x2713, "++xxxx"},                 /* right, wrong */
};

static char
likeness_of(uint32_t code)
{
    size_t count = sizeof likenesses / sizeof *likenesses;

    for (size_t i = 0; i < count; i++) {
        const struct likeness *row = &likenesses[i];

        if (code >= row->first && code < row->first + strlen(row->ascii))
            return row->ascii[code - row->first];
    }
    return '\0';
}

/* A letter without what stands above and below it. */
static char
bare_letter(uint32_t code)
{
    utf8proc_int32_t parts[32];
    int last_class = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char(
        (utf8proc_int32_t)code, parts, 32,
        UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &last_class);

    if (count >= 1 && count <= 32 && parts[0] > 0x20 && parts[0] < 0x7F)
        return (char)parts[0];
    return '?';
}

size_t
ascii_cluster(const char *text, size_t len, char ret_ascii[3])
{
    int columns;
    size_t bytes = utf8_cluster(text, len, &columns);
    uint32_t code;
    char ascii;

    utf8_decode(text, len, &code);
    ascii = code < 0x80 ? (char)code : likeness_of(code);
    if (!ascii)
        ascii = bare_letter(code);
    for (int i = 0; i < columns; i++)
        ret_ascii[i] = ascii;
    ret_ascii[columns] = '\0';
    return bytes;
}

void
ascii_add(struct str *str, const char *text, size_t len)
{
    char ascii[3];

    for (size_t at = 0; at < len;) {
        if (text[at] == '\n' || text[at] == '\t') {
            str_add_char(str, text[at++]);
            continue;
        }
        at += ascii_cluster(text + at, len - at, ascii);
        str_add(str, ascii);
    }
}
