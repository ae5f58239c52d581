/* What a run may take, as the command line says it: memory=2G,output=10M. */
#ifndef CLI_ALLOW_H
#define CLI_ALLOW_H

#include "run/limits.h"

/* Seconds for one run.  Returns EXIT_FINE, or complains and returns
 * EXIT_USAGE. */
int allow_seconds(const char *text, double *ret_seconds);

/*
 * Set the limits that `text` names, by the names that reports have for them;
 * the others stay as they are.  Returns EXIT_FINE, or complains and returns
 * EXIT_USAGE.
 */
int allow_read(const char *text, struct limits *limits);

#endif
