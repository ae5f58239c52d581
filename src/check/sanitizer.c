/*
 * What ThreadSanitizer's text and the run's end prove together.  A report
 * proves what it says.  No report proves something only where the program
 * ran to its end: then the status is its own, for the sanitizer changes it
 * when it has found something and when it cannot look.
 */
#include "check/sanitizer.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "check/sanitizer_doubt.h"
#include "check/sanitizer_text.h"

/*
 * second_deadlock_stack: where the held lock was taken, too.  history_size:
 * the most, so that the earlier access of a race still has its stack, since
 * clang's tells no race without it.
 * report_thread_leaks: a thread nobody joined is no race; what it means is
 * decided by what the program then prints.  atexit_sleep_ms: it would sleep
 * a second for threads that still run.  stack_trace_format: the address of
 * the process is there for the sake of locks, which are told by nothing
 * else.
 */
char *
sanitizer_options(const char *log)
{
    return str_format("TSAN_OPTIONS=symbolize=0:exitcode=%d:"
                      "abort_on_error=0:halt_on_error=0:detect_deadlocks=1:"
                      "second_deadlock_stack=1:history_size=7:"
                      "report_thread_leaks=0:atexit_sleep_ms=0:"
                      "stack_trace_format='    #%%n %%p (%%m+%%o)':"
                      "log_path='%s'",
                      SANITIZER_EXIT, log);
}

/* ---- with names */

struct namer {
    const struct sanitizer_spec *spec;
    struct symbols *symbols;
    const struct raw_report *raw;
};

static void
name_stack(const struct namer *namer, const struct raw_stack *raw,
           struct race_stack *stack)
{
    race_stack_init(stack, raw->frames, raw->count, namer->symbols,
                    namer->spec->file);
}

/* The first of the addresses that a line is known of: what comes before is
 * the sanitizer's, which clang links into the program. */
static uint64_t
first_known(const struct namer *namer, const struct raw_stack *stack)
{
    for (size_t i = 0; namer->symbols && i < stack->count; i++) {
        struct symbol symbol;

        if (symbols_find(namer->symbols, stack->frames[i], &symbol) == 0 &&
            symbol.file && symbol.line)
            return stack->frames[i];
    }
    return 0;
}

static struct race_raw_lock
lock_of(const struct namer *namer, unsigned number)
{
    const struct raw_report *raw = namer->raw;
    struct race_raw_lock lock = {0};

    for (size_t i = 0; i < raw->nmutexes; i++) {
        const struct raw_mutex *mutex = &raw->mutexes[i];

        if (mutex->number != number)
            continue;
        if (raw->has_bias && mutex->address > raw->bias)
            lock.address = mutex->address - raw->bias;
        lock.id = mutex->address;
        lock.made = first_known(namer, &mutex->made);
    }
    return lock;
}

static char *
lock_name(const struct namer *namer, unsigned number)
{
    struct race_raw_lock lock = lock_of(namer, number);

    return race_lock_name(&lock, namer->symbols, namer->spec->file);
}

static void
name_access(const struct namer *namer, const struct raw_access *raw,
            struct race_raw_access *access)
{
    *access = raw->access;
    access->nframes = raw->stack.count;
    memcpy(access->frames, raw->stack.frames, sizeof access->frames);
    access->nlocks = raw->nlocks;
    for (size_t i = 0; i < raw->nlocks; i++)
        access->locks[i] = lock_of(namer, raw->locks[i]);
}

/* Since gcc 14 a global is told by its name or not at all. */
static bool
is_global(const struct namer *namer)
{
    const struct raw_report *raw = namer->raw;
    struct str name = STR_INIT;
    bool is = raw->place == RACE_UNKNOWN && raw->has_bias &&
              raw->touched > raw->bias && namer->symbols &&
              symbols_variable(namer->symbols, raw->touched - raw->bias,
                               raw->size, &name) == 0;

    str_release(&name);
    return is;
}

static void
name_race(const struct namer *namer, struct race *race)
{
    const struct raw_report *raw = namer->raw;
    struct race_raw found = {
        .place = raw->place,
        .address = raw->global,
        .size = raw->size,
        .block = raw->block,
        .offset = raw->offset,
        .nmade = raw->made.count,
    };

    if (is_global(namer)) {
        found.place = RACE_GLOBAL;
        found.address = raw->touched - raw->bias;
    }
    memcpy(found.owner, raw->owner, sizeof found.owner);
    memcpy(found.made, raw->made.frames, sizeof found.made);
    for (size_t i = 0; i < 2; i++)
        name_access(namer, &raw->accesses[i], &found.accesses[i]);
    race_init(race, &found, namer->symbols, namer->spec->file);
}

static void
name_order(const struct namer *namer, const struct raw_order *raw,
           struct sanitizer_order *order)
{
    order->worker = mem_copy(raw->worker);
    order->holds = lock_name(namer, raw->holds);
    order->wants = lock_name(namer, raw->wants);
    name_stack(namer, &raw->held, &order->held);
    name_stack(namer, &raw->wanted, &order->wanted);
}

static enum sanitizer_kind
kind_of(const char *title)
{
    static const struct {
        const char *words;
        enum sanitizer_kind kind;
    } kinds[] = {
        {"data race", SANITIZER_RACE},
        {"race on", SANITIZER_RACE},
        {"use-after-free", SANITIZER_RACE},
        {"lock-order-inversion", SANITIZER_ORDER},
        {"thread leak", SANITIZER_LEAK},
        {"signal", SANITIZER_SIGNAL},
        {"mutex", SANITIZER_LOCK},
    };

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strstr(title, kinds[i].words))
            return kinds[i].kind;
    return SANITIZER_OTHER;
}

/* A report without accesses has one or two stacks. */
static void
name_places(const struct namer *namer, struct sanitizer_report *report)
{
    struct race_access *accesses = report->race.accesses;
    const struct raw_report *raw = namer->raw;

    name_stack(namer, &raw->where, &accesses[0].stack);
    name_stack(namer, &raw->other, &accesses[1].stack);
    if (raw->nmutexes > 0 && report->kind == SANITIZER_LOCK)
        report->lock = lock_name(namer, raw->mutexes[0].number);
}

static void
report_init(struct sanitizer_report *report, const struct namer *namer)
{
    const struct raw_report *raw = namer->raw;

    *report = (struct sanitizer_report){
        .kind = kind_of(raw->title),
        .title = mem_copy(raw->title),
        .pid = raw->pid,
    };
    name_race(namer, &report->race);
    if (raw->naccesses == 0)
        name_places(namer, report);
    for (; report->norder < raw->norder; report->norder++)
        name_order(namer, &raw->order[report->norder],
                   &report->order[report->norder]);
}

void
sanitizer_report_release(struct sanitizer_report *report)
{
    race_release(&report->race);
    for (size_t i = 0; i < report->norder; i++) {
        struct sanitizer_order *order = &report->order[i];

        free(order->worker);
        free(order->holds);
        free(order->wants);
        race_stack_release(&order->held);
        race_stack_release(&order->wanted);
    }
    free(report->title);
    free(report->lock);
}

/* The same line is reached on many ways, and the same program forks. */
static bool
is_told(const struct sanitizer *sanitizer,
        const struct sanitizer_report *report)
{
    for (size_t i = 0; i < sanitizer->nreports; i++) {
        const struct sanitizer_report *other = &sanitizer->reports[i];

        if (other->kind == SANITIZER_RACE && report->kind == SANITIZER_RACE &&
            race_equal(&other->race, &report->race))
            return true;
    }
    return false;
}

/* Returns whether it can be read what the program calls. */
static bool
name_all(const struct sanitizer_spec *spec, const struct raw_text *raw,
         struct sanitizer *sanitizer)
{
    struct namer namer = {.spec = spec};

    int err = symbols_open(spec->program, spec->root, &namer.symbols);

    if (err)
        namer.symbols = NULL;
    else
        sanitizer_find_unknown(sanitizer, namer.symbols);
    sanitizer->reports = mem_new(raw->nreports * sizeof *sanitizer->reports +
                                 1);
    for (size_t i = 0; i < raw->nreports; i++) {
        struct sanitizer_report report;

        namer.raw = &raw->reports[i];
        report_init(&report, &namer);
        if (is_told(sanitizer, &report))
            sanitizer_report_release(&report);
        else
            sanitizer->reports[sanitizer->nreports++] = report;
    }
    name_stack(&namer, &raw->crash, &sanitizer->crash);
    symbols_free(namer.symbols);
    return err != -ENOSYS;
}

/* ---- what it proves */

static void
give_up(struct sanitizer *sanitizer, const struct raw_text *raw)
{
    sanitizer->outcome = SANITIZER_COULD_NOT;
    sanitizer->try_fixed = raw->layout;
    if (raw->layout)
        sanitizer->why = mem_copy(
            "ThreadSanitizer cannot start, since this kernel spreads programs"
            " over more addresses than it knows of (vm.mmap_rnd_bits)");
    else if (raw->memory)
        sanitizer->why = mem_copy(
            "ThreadSanitizer cannot start, since it may not have the address"
            " space that it takes; `ulimit -v unlimited` gives it back");
    else
        sanitizer->why = str_format("ThreadSanitizer could not go on: %s",
                                    raw->last_words);
}

static void
give_up_saying(struct sanitizer *sanitizer, const char *why)
{
    sanitizer->outcome = SANITIZER_COULD_NOT;
    sanitizer->why = mem_copy(why);
}

/* Nothing was written. */
static void
judge_silence(const struct run *run, struct sanitizer *sanitizer)
{
    if (run->status == RUN_EXITED && run->exit_code == SANITIZER_EXIT)
        give_up_saying(sanitizer, "ThreadSanitizer found something, but what"
                                  " it wrote about it was lost");
    else if (run->status == RUN_EXITED)
        sanitizer->outcome = SANITIZER_CLEAN;
    else if (run->status == RUN_SIGNALLED &&
             (run->signal == SIGSEGV || run->signal == SIGBUS))
        /* It handles these itself, and says so, once it has started. */
        give_up_saying(sanitizer,
                       "ThreadSanitizer died before the program began");
    else if (run->status == RUN_SIGNALLED)
        sanitizer->outcome = SANITIZER_CRASHED;
    else
        sanitizer->outcome = SANITIZER_UNFINISHED;
}

void
sanitizer_read(const struct sanitizer_spec *spec,
               struct sanitizer *ret_sanitizer)
{
    struct sanitizer sanitizer = SANITIZER_INIT;
    struct raw_text raw;
    bool unread = false;

    sanitizer_parse(spec->text, spec->program, SANITIZER_REPORTS, &raw);
    sanitizer.unkept = raw.unkept;
    if (raw.nreports > 0 || raw.crashed)
        unread = !name_all(spec, &raw, &sanitizer);
    if (raw.nreports > 0)
        sanitizer.outcome = SANITIZER_FOUND;
    else if (raw.gave_up)
        give_up(&sanitizer, &raw);
    else if (raw.crashed && raw.crash.count == 0)
        give_up_saying(&sanitizer, "ThreadSanitizer crashed, and not in the"
                                   " program's code");
    else if (raw.crashed)
        sanitizer.outcome = SANITIZER_CRASHED;
    else
        judge_silence(spec->run, &sanitizer);
    if (sanitizer.unknown && (sanitizer.nreports > 0 ||
                              sanitizer.outcome == SANITIZER_COULD_NOT))
        sanitizer_doubt_all(&sanitizer, NULL);
    else if (unread && sanitizer.nreports > 0)
        sanitizer_doubt_all(&sanitizer,
                            "whether ThreadSanitizer knows all that the"
                            " program calls cannot be read without libdw");
    sanitizer_text_release(&raw);
    *ret_sanitizer = sanitizer;
}

void
sanitizer_release(struct sanitizer *sanitizer)
{
    for (size_t i = 0; i < sanitizer->nreports; i++)
        sanitizer_report_release(&sanitizer->reports[i]);
    free(sanitizer->reports);
    free(sanitizer->why);
    free(sanitizer->unknown);
    race_stack_release(&sanitizer->crash);
    *sanitizer = (struct sanitizer)SANITIZER_INIT;
}
