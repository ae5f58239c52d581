/* Memory that others had before: from malloc(), which has one arena for all
 * threads, from realloc(), which gives an end away or moves, from mmap(),
 * stacks of threads, and what getline() made.  Nothing orders the threads. */
#include <malloc.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static int
touch_stack(int depth)
{
    volatile char room[300];
    volatile char *where = room;

    for (int i = 0; i < 300; i++)
        where[i] = (char)i;
    return depth ? touch_stack(depth - 1) + where[depth] : where[7];
}

static void
touch(char *memory, size_t size)
{
    for (size_t i = 0; i < size; i += 16)
        memory[i] = (char)i;
    if (memory[16] != 16)
        abort();
}

static void
read_line(void)
{
    char text[] = "some line that is long enough to be made larger\n";
    FILE *file = fmemopen(text, strlen(text), "r");
    char *line = NULL;
    size_t size = 0;

    if (getline(&line, &size, file) > 20)
        line[3] = 'x';
    free(line);
    fclose(file);
}

static void
resize(void)
{
    char *memory = malloc(60000);

    touch(memory, 3000);
    touch(memory + 50000, 3000);
    memory = realloc(memory, 2000);
    touch(memory, 2000);
    memory = realloc(memory, 90000);
    touch(memory + 50000, 3000);
    free(memory);
}

static void *
work(void *arg)
{
    for (int i = 0; i < 20; i++) {
        char *small = malloc(48), *large = malloc(200000);
        char *mapped = mmap(NULL, 8192, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

        touch(small, 48);
        small = realloc(small, 480);
        touch(small, 480);
        touch(large, 4000);
        touch(mapped, 4000);
        touch_stack(i % 5);
        resize();
        read_line();
        munmap(mapped, 8192);
        free(small);
        free(large);
    }
    return arg;
}

int
main(void)
{
    pthread_t threads[3];

    mallopt(M_ARENA_MAX, 1);
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 3; i++)
            pthread_create(&threads[i], NULL, work, NULL);
        work(NULL);
        for (int i = 0; i < 3; i++)
            if (i == round)
                pthread_detach(threads[i]);
            else
                pthread_join(threads[i], NULL);
    }
    pthread_exit(NULL);
}
