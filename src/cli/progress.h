/* What a command is at, on a line of stderr that is gone again afterwards;
 * nothing where stderr is no terminal that can write over a line. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

/* In place of what it said before. */
void progress_say(const char *format, ...)
    __attribute__((format(printf, 1, 2)));
void progress_end(void);

#endif
