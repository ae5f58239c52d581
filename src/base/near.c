/* The nearest name, by Damerau and Levenshtein's distance (the restricted
 * one: no letter is changed twice). */
#include "base/near.h"

#include <ctype.h>
#include <limits.h>
#include <stddef.h>
#include <string.h>

#define LONGEST 64

static int
same(char a, char b)
{
    return tolower((unsigned char)a) == tolower((unsigned char)b);
}

static unsigned
smallest(unsigned a, unsigned b, unsigned c)
{
    unsigned ab = a < b ? a : b;

    return ab < c ? ab : c;
}

unsigned
near_distance(const char *a, const char *b)
{
    size_t alen = strlen(a), blen = strlen(b);
    unsigned rows[3][LONGEST + 1];
    unsigned *before = rows[0], *last = rows[1], *row = rows[2];

    if (alen > LONGEST || blen > LONGEST)
        return strcmp(a, b) == 0 ? 0 : UINT_MAX;
    for (unsigned j = 0; j <= blen; j++)
        row[j] = j;
    for (unsigned i = 1; i <= alen; i++) {
        unsigned *free_row = before;

        before = last;
        last = row;
        row = free_row;
        row[0] = i;
        for (unsigned j = 1; j <= blen; j++) {
            row[j] = smallest(last[j] + 1, row[j - 1] + 1,
                              last[j - 1] + !same(a[i - 1], b[j - 1]));
            if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) &&
                same(a[i - 2], b[j - 1]) && before[j - 2] + 1 < row[j])
                row[j] = before[j - 2] + 1;
        }
    }
    return row[blen];
}

void
near_init(struct near *near, const char *what)
{
    near->what = what;
    near->name = NULL;
    near->distance = (unsigned)strlen(what) / 3 + 2;
}

void
near_offer(struct near *near, const char *name)
{
    unsigned distance = near_distance(near->what, name);

    /* Half of the letters changed is another word. */
    if (distance < near->distance && distance * 2 < strlen(name)) {
        near->distance = distance;
        near->name = name;
    }
}
