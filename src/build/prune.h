/* Keeps the cache of programs from growing without end. */
#ifndef BUILD_PRUNE_H
#define BUILD_PRUNE_H

/* Remove a folder of files, and the files. */
void prune_folder(const char *folder);

/* Remove what was not used for longest where there is too much, and what a
 * build left that was cut off. */
void prune_cache(const char *folder);

#endif
