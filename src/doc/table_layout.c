#include "doc/table_layout.h"
void
table_layout(struct layout *layout, const struct table *table)
{
    (void)layout;
    (void)table;
}
