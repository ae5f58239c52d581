/* Tables for which there is no room side by side: a line a cell. */
#ifndef DOC_TABLE_RECORDS_H
#define DOC_TABLE_RECORDS_H

#include "doc/layout.h"

/*
 * Lay out each row as lines "header: value", with a rule between two rows.
 * A table without rows is its header, a line a cell.
 */
void table_records(struct layout *layout, const struct table *table);

#endif
