/* Tables, in columns or, where these get too narrow, cell below cell. */
#ifndef DOC_TABLE_LAYOUT_H
#define DOC_TABLE_LAYOUT_H

#include "doc/layout.h"

void table_layout(struct layout *layout, const struct table *table);

#endif
