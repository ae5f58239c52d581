/*
 * The beginning.  A learner's file, compiled with -fsanitize=thread -O0 -g
 * -c, is linked without -fsanitize=thread:
 *
 *   gcc -pthread file.o @DIR/hooks.args [libmp.a] DIR/libhooks.a -o PROGRAM -lm
 *
 * (To compile, gcc takes -fno-builtin-strcpy -fno-builtin-strcat as well, and
 * clang -mllvm -tsan-instrument-read-before-write.)
 * hooks.args has --wrap=FUNCTION for all that orders threads and processes.
 * Against definitions of our own that look for the next with dlsym() it has
 * that the linker takes the right version of pthread_cond_wait(), that a
 * static program works, that nothing is looked up while the program runs,
 * and that libc's own calls stay as they are.
 *
 * The program finds its region by a descriptor; without one, or when it is
 * none of ours, all hooks do nothing.
 */
#include <elf.h>
#include <link.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "guest/hooks/hooks.h"
#include "guest/hooks/sys.h"
#include "guest/hooks/task.h"

struct region *hk_region;

void
hk_stranger(struct self *self)
{
    self->known = true;
    hk_blind(HOOKS_STRANGER);
    hk_unwatched();
}

/* Where the program was loaded, and which of it is its own. */
static void
find_image(struct hooks *head)
{
    const ElfW(Phdr) *headers = (const void *)getauxval(AT_PHDR);
    size_t count = getauxval(AT_PHNUM);
    uint64_t bias = 0, low = UINT64_MAX, high = 0;

    for (size_t i = 0; headers && i < count; i++) {
        const ElfW(Phdr) *header = &headers[i];

        if (header->p_type == PT_PHDR)
            bias = (uint64_t)(uintptr_t)headers - header->p_vaddr;
        if (header->p_type != PT_LOAD)
            continue;
        if (header->p_vaddr < low)
            low = header->p_vaddr;
        if (header->p_vaddr + header->p_memsz > high)
            high = header->p_vaddr + header->p_memsz;
    }
    PUT(head->bias, bias);
    PUT(head->image_low, bias + low);
    PUT(head->image_high, bias + high);
}

static struct region *
map(int fd)
{
    struct stat stat;
    struct region *region;
    uint32_t first = 0;

    if (fstat(fd, &stat) < 0 || !S_ISREG(stat.st_mode) ||
        stat.st_size != HOOKS_SIZE)
        return NULL;
    region = mmap(NULL, HOOKS_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (region == MAP_FAILED)
        return NULL;
    if (GET(region->head.magic) == HOOKS_MAGIC &&
        atomic_compare_exchange_strong(&region->head.started, &first, 1))
        return region;
    munmap(region, HOOKS_SIZE);
    return NULL;
}

/* What the program executes has its own memory, and no descriptor. */
static void
begin(const char *number)
{
    int fd = atoi(number);

    hk_region = map(fd);
    unsetenv(HOOKS_VARIABLE);
    if (!hk_region)
        return;
    close(fd);
    find_image(&hk_region->head);
    hk_thread_prepare();
    hk_process_prepare();
    hk_task_begin_main();
}

__attribute__((constructor(101))) void
__tsan_init(void)
{
    static bool begun;
    const char *number;
    int kept = errno;

    if (begun)
        return;
    begun = true;
    number = getenv(HOOKS_VARIABLE);
    if (number)
        begin(number);
    errno = kept;
}
