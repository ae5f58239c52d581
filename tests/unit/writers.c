#include "writers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/str.h"
#include "course/journal.h"

char writers_folder[] = "/tmp/test_journal.XXXXXX";
char *writers_path;
struct told *writers_told;

int
writers_set_up(void **state)
{
    (void)state;
    strcpy(writers_folder + strlen(writers_folder) - 6, "XXXXXX");
    if (!mkdtemp(writers_folder))
        return -1;
    writers_path = str_format("%s/journal", writers_folder);
    writers_told = mmap(NULL, sizeof *writers_told, PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return writers_told == MAP_FAILED ? -1 : 0;
}

int
writers_tear_down(void **state)
{
    (void)state;
    munmap(writers_told, sizeof *writers_told);
    unlink(writers_path);
    free(writers_path);
    return rmdir(writers_folder);
}

int
writers_read(const char *exercise)
{
    struct journal *journal = journal_open(writers_path);
    int runs = journal_runs(journal, exercise);

    journal_free(journal);
    return runs;
}

void
writers_write(int writer, int most)
{
    struct journal *journal = journal_open(writers_path);
    const char name[] = {(char)('0' + writer), '\0'};

    for (int i = 0; i < most; i++)
        if (journal_record_run(journal, name, PROGRESS_RUN) == 0)
            writers_told->runs[writer]++;
    journal_free(journal);
}

pid_t
writers_start(int writer, int most)
{
    pid_t pid = fork();

    if (pid == 0) {
        writers_write(writer, most);
        _exit(0);
    }
    assert_true(pid > 0);
    return pid;
}

int
writers_status(pid_t pid)
{
    int status;

    assert_int_equal(waitpid(pid, &status, 0), pid);
    return status;
}
