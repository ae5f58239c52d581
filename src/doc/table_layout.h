/* Tables, in columns or, where these get too narrow, as records. */
#ifndef DOC_TABLE_LAYOUT_H
#define DOC_TABLE_LAYOUT_H

#include "doc/layout.h"

void table_layout(struct layout *layout, const struct table *table);

/* Add a cell's text to the layout's wrap, which was begun. */
void table_add_cell(struct layout *layout, const struct table_cell *cell,
                    unsigned style);

#endif
