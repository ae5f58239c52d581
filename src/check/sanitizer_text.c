/*
 * The text of ThreadSanitizer, line by line: a line that ends in a colon
 * begins a section, the lines "#N ..." behind it are its frames.  It is read
 * for its addresses; what names it may hold are not, since our own are
 * better and it is asked for none.
 */
#include "check/sanitizer_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"

#define LINE 512

struct reader {
    struct raw_text *text;
    const char *program;        /* its name, without folders */
    size_t max;
    struct raw_report *report;  /* NULL: between reports */
    struct raw_stack *stack;    /* to add frames to; NULL: of no interest */
};

static bool
begins(const char *line, const char *words, const char **ret_rest)
{
    size_t len = strlen(words);

    if (strncmp(line, words, len) != 0)
        return false;
    *ret_rest = line + len;
    return true;
}

/* "thread T12", "main thread" -> "thread 12", "main" */
static void
take_worker(const char *words, char worker[24])
{
    unsigned number;

    if (sscanf(words, "thread T%u", &number) == 1)
        snprintf(worker, 24, "thread %u", number);
    else if (strncmp(words, "main thread", 11) == 0)
        snprintf(worker, 24, "main");
}

/* ---- frames */

static void
add_frame(struct raw_stack *stack, uint64_t address)
{
    if (stack && stack->count < RACE_FRAMES)
        stack->frames[stack->count++] = address;
}

/*
 * "(module+0x1234)": which file, and where in it.  `module` is its name
 * without folders.
 */
static bool
take_place(const char *line, char module[LINE], uint64_t *ret_offset)
{
    const char *open = strstr(line, " (");
    const char *plus = NULL;
    const char *name;
    char *end;

    for (const char *at = open; at && (at = strstr(at, "+0x")); at += 3) {
        *ret_offset = strtoull(at + 1, &end, 16);
        if (*end == ')') {
            plus = at;
            break;
        }
    }
    if (!plus)
        return false;
    name = plus;
    while (name > open + 2 && name[-1] != '/' && name[-1] != '(')
        name--;
    snprintf(module, LINE, "%.*s", (int)(plus - name), name);
    return true;
}

static void
note_bias(struct raw_report *report, uint64_t address, uint64_t offset)
{
    if (!report || report->has_bias || address < offset)
        return;
    report->bias = (address - offset) & ~(uint64_t)4095;
    report->has_bias = true;
}

/* "#0 0x55... (path+0x1312)" or "#0 name file:line (path+0x1312)" */
static void
take_frame(struct reader *reader, const char *line)
{
    char module[LINE];
    uint64_t offset;
    const char *at = line + strcspn(line, " ");

    if (!take_place(line, module, &offset) ||
        strcmp(module, reader->program) != 0)
        return;
    if (strncmp(at, " 0x", 3) == 0)
        note_bias(reader->report, strtoull(at, NULL, 16), offset);
    add_frame(reader->stack, offset);
}

/* ---- the sections of a report */

/* " (mutexes: write M1, read M4)" */
static void
take_locks(struct raw_access *access, const char *line)
{
    const char *at = strstr(line, "(mutexes:");

    while (at && (at = strstr(at, " M")) && access->nlocks < RACE_LOCKS) {
        at += 2;
        access->locks[access->nlocks++] = (unsigned)strtoul(at, NULL, 10);
    }
}

/* "Previous atomic write of size 4 at 0x55... by thread T1:" */
static bool
take_access(struct reader *reader, const char *line)
{
    struct raw_report *report = reader->report;
    bool write = strstr(line, "rite of size ") != NULL;
    const char *by = strstr(line, " by ");
    const char *size = strstr(line, " of size ");
    const char *at = strstr(line, " at 0x");
    struct raw_access *access;

    if (!by || !size || !at || (!write && !strstr(line, "ead of size ")))
        return false;
    reader->stack = NULL;
    if (report->naccesses == 2)
        return true;
    access = &report->accesses[report->naccesses++];
    access->access.write = write;
    access->access.atomic = strstr(line, "tomic ") != NULL;
    take_worker(by + 4, access->access.worker);
    take_locks(access, by);
    if (report->naccesses == 1) {
        report->touched = strtoull(at + 4, NULL, 16);
        report->size = strtoul(size + 9, NULL, 10);
    }
    reader->stack = &access->stack;
    return true;
}

static void
take_heap(struct reader *reader, const char *rest)
{
    struct raw_report *report = reader->report;
    unsigned long long size = 0, start = 0;
    const char *by = strstr(rest, " by ");

    sscanf(rest, "%llu at %llx", &size, &start);
    report->place = RACE_HEAP;
    report->block = (size_t)size;
    if (start && report->touched >= start)
        report->offset = (size_t)(report->touched - start);
    if (by)
        take_worker(by + 4, report->owner);
    reader->stack = &report->made;
}

static void
take_global(struct reader *reader, const char *line)
{
    struct raw_report *report = reader->report;
    char module[LINE];
    uint64_t offset;

    if (report->place != RACE_UNKNOWN || !take_place(line, module, &offset) ||
        strcmp(module, reader->program) != 0)
        return;
    report->place = RACE_GLOBAL;
    report->global = offset;
    if (report->touched)
        note_bias(report, report->touched, offset);
}

static bool
take_location(struct reader *reader, const char *line)
{
    const char *rest;

    if (!begins(line, "Location is ", &rest))
        return false;
    reader->stack = NULL;
    if (begins(rest, "heap block of size ", &rest)) {
        take_heap(reader, rest);
    } else if (begins(rest, "stack of ", &rest) ||
               begins(rest, "TLS of ", &rest)) {
        reader->report->place = RACE_STACK;
        take_worker(rest, reader->report->owner);
    } else if (begins(rest, "global ", &rest)) {
        take_global(reader, line);
    }
    return true;
}

/* "Mutex M1 acquired here while holding mutex M0 in thread T1:" */
static bool
take_order(struct reader *reader, const char *line)
{
    struct raw_report *report = reader->report;
    struct raw_order *order;
    unsigned wants, holds;
    const char *in;

    if (sscanf(line, "Mutex M%u acquired here while holding mutex M%u",
               &wants, &holds) != 2)
        return false;
    reader->stack = NULL;
    if (report->norder == SANITIZER_STEPS)
        return true;
    order = &report->order[report->norder++];
    order->wants = wants;
    order->holds = holds;
    in = strstr(line, " in ");
    if (in)
        take_worker(in + 4, order->worker);
    reader->stack = &order->wanted;
    return true;
}

static struct raw_mutex *
add_mutex(struct raw_report *report, unsigned number, uint64_t address)
{
    struct raw_mutex *mutex;

    for (size_t i = 0; i < report->nmutexes; i++)
        if (report->mutexes[i].number == number)
            return &report->mutexes[i];
    if (report->nmutexes == SANITIZER_MUTEXES)
        return NULL;
    mutex = &report->mutexes[report->nmutexes++];
    mutex->number = number;
    mutex->address = address;
    return mutex;
}

static bool
take_mutex(struct reader *reader, const char *line)
{
    struct raw_report *report = reader->report;
    struct raw_mutex *mutex;
    unsigned long long address;
    unsigned number;

    if (take_order(reader, line))
        return true;
    if (strstr(line, "previously acquired by the same thread") &&
        report->norder > 0) {
        reader->stack = &report->order[report->norder - 1].held;
        return true;
    }
    if (sscanf(line, "Mutex M%u (%llx)", &number, &address) != 2)
        return false;
    mutex = add_mutex(report, number, address);
    reader->stack = mutex ? &mutex->made : NULL;
    return true;
}

/* "Cycle in lock order graph: M1 (0x55...) => M0 (0x7b...) => M1" */
static bool
take_cycle(struct reader *reader, const char *line)
{
    unsigned long long address;
    unsigned number;
    const char *at;

    if (!begins(line, "Cycle in lock order graph:", &at))
        return false;
    while ((at = strstr(at, "M"))) {
        if (sscanf(at, "M%u (%llx)", &number, &address) == 2)
            add_mutex(reader->report, number, address);
        at++;
    }
    return true;
}

static bool
take_thread(struct reader *reader, const char *line)
{
    struct raw_report *report = reader->report;

    if (strncmp(line, "Thread T", 8) != 0)
        return false;
    reader->stack = NULL;
    if (strstr(report->title, "leak") && report->where.count == 0) {
        snprintf(report->accesses[0].access.worker, 24, "thread %lu",
                 strtoul(line + 8, NULL, 10));
        reader->stack = &report->where;
    }
    return true;
}

static void
take_section(struct reader *reader, const char *line)
{
    if (take_access(reader, line) || take_location(reader, line) ||
        take_cycle(reader, line) || take_mutex(reader, line) ||
        take_thread(reader, line))
        return;
    if (strncmp(line, "and:", 4) == 0)
        reader->stack = &reader->report->other;
    else if (strncmp(line, "As if synchronized", 18) == 0)
        reader->stack = NULL;
}

/* ---- what stands around reports */

/* "WARNING: ThreadSanitizer: data race (pid=27207)" */
static bool
take_title(struct reader *reader, const char *line)
{
    struct raw_text *text = reader->text;
    const char *end = strstr(line, " (pid=");
    const char *title;

    if (!begins(line, "WARNING: ThreadSanitizer: ", &title) || !end ||
        end <= title)
        return false;
    reader->report = NULL;
    reader->stack = NULL;
    if (text->nreports == reader->max) {
        text->unkept++;
        return true;
    }
    text->reports = mem_resize(text->reports, text->nreports + 1,
                               sizeof *text->reports);
    reader->report = &text->reports[text->nreports++];
    *reader->report = (struct raw_report){
        .pid = strtol(end + 6, NULL, 10),
    };
    snprintf(reader->report->title, sizeof reader->report->title, "%.*s",
             (int)(end - title), title);
    utf8_make_printable(reader->report->title);
    reader->stack = &reader->report->where;
    return true;
}

/* "==12==ERROR: ThreadSanitizer: SEGV on unknown address ..." */
static bool
take_crash(struct reader *reader, const char *line)
{
    if (!strstr(line, "ERROR: ThreadSanitizer: "))
        return false;
    reader->text->crashed = true;
    reader->report = NULL;
    reader->stack = &reader->text->crash;
    return true;
}

/* Its last words, where they say that it could not go on. */
static bool
take_failure(struct reader *reader, const char *line)
{
    static const char *const words[] = {
        "FATAL: ThreadSanitizer", "CHECK failed", "failed to ",
        "is not supported", "memory layout is incompatible",
    };
    struct raw_text *text = reader->text;
    bool is = false;

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        is = is || strstr(line, words[i]);
    if (!is || !strstr(line, "Sanitizer"))
        return false;
    /* What comes in spite of it: the layout is changed, and it goes on. */
    if (strstr(line, "Re-exec"))
        return true;
    text->gave_up = true;
    text->layout = text->layout ||
                   strstr(line, "unexpected memory mapping") ||
                   strstr(line, "memory layout is incompatible");
    text->memory = text->memory || strstr(line, "allocat") ||
                   strstr(line, "mmap the shadow");
    if (!text->last_words[0])
        snprintf(text->last_words, sizeof text->last_words, "%s", line);
    utf8_make_printable(text->last_words);
    return true;
}

static void
take_line(struct reader *reader, const char *line)
{
    line += strspn(line, " \t");
    if (line[0] == '#' && line[1] >= '0' && line[1] <= '9') {
        if (reader->stack)
            take_frame(reader, line);
    } else if (strncmp(line, "=====", 5) == 0) {
        reader->report = NULL;
        reader->stack = NULL;
    } else if (!take_title(reader, line) && !take_failure(reader, line) &&
               !take_crash(reader, line) && reader->report && *line) {
        take_section(reader, line);
    }
}

void
sanitizer_parse(const char *text, const char *program, size_t max,
                struct raw_text *ret_text)
{
    struct reader reader = {
        .text = ret_text,
        .program = path_name(program),
        .max = max,
    };

    *ret_text = (struct raw_text){0};
    while (*text) {
        size_t len = strcspn(text, "\n");
        char line[LINE];

        snprintf(line, sizeof line, "%.*s", (int)(len < LINE ? len : LINE - 1),
                 text);
        line[strcspn(line, "\r")] = '\0';
        take_line(&reader, line);
        text += len;
        text += *text == '\n';
    }
}

void
sanitizer_text_release(struct raw_text *text)
{
    free(text->reports);
    *text = (struct raw_text){0};
}
