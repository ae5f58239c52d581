/* What libc and the kernel read and write for processes that share it. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct shared {
    char printed[64], copied[64], added[64], compared[64];
    long sorted[8], written, filled;
};

static struct shared *shared;
static int out, in;

static int
by_size(const void *one, const void *two)
{
    return (int)(*(const long *)one - *(const long *)two);  /* race */
}

static void
write_all(const char *text)
{
    snprintf(shared->printed, 64, "%s", text);  /* race */
    strcpy(shared->copied, text);               /* race */
    strcat(shared->added, text);                /* race */
    shared->compared[0] = text[0];              /* race */
    qsort(shared->sorted, 8, sizeof(long), by_size);    /* race */
    shared->written = 1;                        /* race */
    if (pread(in, &shared->filled, 8, 0) != 8)  /* race */
        _exit(1);
}

static void
read_all(const char *text)
{
    char copy[64];

    strcpy(copy, shared->printed);              /* race */
    if (strlen(shared->copied) > 9 ||           /* race */
        strcmp(shared->added, "xx") > 99 ||     /* race */
        memcmp(shared->compared, text, 1) > 999 ||      /* race */
        strncmp(shared->compared, text, 1) > 999)       /* race */
        _exit(1);
    qsort(shared->sorted, 8, sizeof(long), by_size);    /* race */
    if (write(out, &shared->written, 8) != 8)   /* race */
        _exit(1);
    shared->filled = 0;                         /* race */
}

int
main(int argc, char **argv)
{
    (void)argc;
    shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
                  MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    in = open("/proc/self/exe", O_RDONLY);
    out = open("/dev/null", O_WRONLY);
    for (int i = 0; i < 2; i++) {
        if (fork() == 0) {
            if (i)
                write_all(argv[0] + strlen(argv[0]) - 1);
            else
                read_all("abc");
            _exit(0);
        }
    }
    while (wait(NULL) > 0)
        ;
    return 0;
}
