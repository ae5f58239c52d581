/*
 * What the compiler calls first.
 *
 * A learner's file, compiled with -fsanitize=thread -O0 -g -c, is linked
 * without -fsanitize=thread:
 *
 *   gcc -pthread file.o @DIR/hooks.args [libmp.a] DIR/libhooks.a -o PROGRAM -lm
 *
 * hooks.args has --wrap=FUNCTION for all that order threads and processes.
 * Against definitions of our own that look for the next with dlsym() it has
 * that the linker takes the right version of pthread_cond_wait(), that a
 * static program works, that nothing is looked up while the program runs,
 * and that libc's own calls stay as they are.
 */
void __tsan_init(void);

void
__tsan_init(void)
{
}
