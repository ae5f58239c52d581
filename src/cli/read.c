/* A lesson or any Markdown file as text. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/command.h"
#include "cli/markdown.h"
#include "cli/out.h"
#include "cli/say.h"
#include "cli/workbook.h"
#include "doc/doc.h"

#define FILE_MAX ((size_t)256 * 1024 * 1024)

static int
show(const struct doc *doc)
{
    static struct out out;

    out_init(&out);
    markdown_add(&out, doc);
    return out_end(&out, EXIT_FINE);
}

static int
read_file(const char *path)
{
    bool is_stdin = strcmp(path, "-") == 0;
    int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    char *text;
    size_t len;
    int err = fd < 0 ? -errno : file_read_fd(fd, FILE_MAX, &text, &len);
    struct doc *doc;
    int status;

    if (fd >= 0 && !is_stdin)
        close(fd);
    if (err)
        return complain(EXIT_MISSING, path, "%s", strerror(-err));
    doc = doc_new(text, len, DOC_GITHUB);
    free(text);
    status = show(doc);
    doc_free(doc);
    return status;
}

static int
read_lesson(const struct args *args)
{
    struct workbook workbook = WORKBOOK_INIT;
    const struct lesson *lesson;
    int status = workbook_open(args, &workbook);

    if (status == EXIT_FINE) {
        lesson = workbook_lesson(&workbook, args->words[0]);
        if (lesson)
            workbook_complain(&workbook, lesson->path);
        status = lesson ? show(lesson->doc) : EXIT_USAGE;
    }
    workbook_close(&workbook);
    return status;
}

/* A folder may be called like a lesson; nobody wants to read it. */
static bool
is_file(const char *what)
{
    size_t len = strlen(what);
    struct stat st;

    return strcmp(what, "-") == 0 || strchr(what, '/') ||
           (len > 3 && strcmp(what + len - 3, ".md") == 0) ||
           (stat(what, &st) == 0 && !S_ISDIR(st.st_mode));
}

int
command_read(const struct args *args)
{
    if (args->nwords == 0)
        return complain(EXIT_USAGE, "read",
                        "which lesson or file?  racecourse list names the "
                        "lessons");
    return is_file(args->words[0]) ? read_file(args->words[0])
                                   : read_lesson(args);
}
