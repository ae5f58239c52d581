/*
 * A workbook that takes less memory.  Of each of 64 sizes glibc keeps up to
 * seven pieces that were freed, and what is kept of a whole course that was
 * read lies all over the heap: 100 to 300 KB in pages that hold nothing
 * else, of the 1 MB that an idle workbook may have.  glibc is asked to keep
 * none by its environment alone, and at a program's begin; so the program
 * begins once more, which takes a millisecond.
 */
#ifndef CLI_LEAN_H
#define CLI_LEAN_H

/*
 * To be called before there is anything to lose; argv is main()'s.  Returns
 * in the program that has begun again, whose environment is as it was, and
 * where that is not possible or $RACECOURSE_LEAN is "no".
 */
void lean_begin(char **argv);

#endif
