/*
 * From addresses to names.  Frames of which no line is known, those of the
 * sanitizer and of libc, help no learner and are left out; so is nobody
 * blamed but the learner's own line, where one is on the stack.
 */
#include "check/race.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/utf8.h"

/* A name goes to a terminal, and a file's name may be anything. */
static char *
copy_or_null(const char *text)
{
    char *copy = text && *text ? mem_copy(text) : NULL;

    if (copy)
        utf8_make_printable(copy);
    return copy;
}

/* What the compiler was given, and what it made of it, may differ by the
 * folders in front. */
static bool
is_same_file(const char *a, const char *b)
{
    size_t alen = strlen(a);
    size_t blen = strlen(b);
    const char *longer = alen > blen ? a : b;
    const char *shorter = alen > blen ? b : a;
    size_t more = alen > blen ? alen - blen : blen - alen;

    return strcmp(longer + more, shorter) == 0 &&
           (more == 0 || shorter[0] == '/' || longer[more - 1] == '/');
}

static bool
is_header(const char *file)
{
    size_t len = strlen(file);

    return len > 2 && strcmp(file + len - 2, ".h") == 0;
}

static bool
is_own(const struct symbol *symbol, const char *file)
{
    if (!symbol->file || symbol->line == 0)
        return false;
    if (file)
        return is_same_file(symbol->file, file);
    return !symbol_is_foreign(symbol) && !is_header(symbol->file);
}

static void
add_frame(struct race_stack *stack, const struct symbol *symbol,
          const char *file)
{
    if (stack->count == RACE_FRAMES || !symbol->file || symbol->line == 0)
        return;
    if (stack->own == RACE_FRAMES && is_own(symbol, file))
        stack->own = stack->count;
    stack->frames[stack->count++] = (struct race_frame){
        .function = copy_or_null(symbol->function),
        .file = copy_or_null(symbol->file),
        .line = symbol->line,
    };
}

void
race_stack_init(struct race_stack *stack, const uint64_t *addresses,
                size_t count, struct symbols *symbols, const char *file)
{
    *stack = (struct race_stack){.own = RACE_FRAMES};
    for (size_t i = 0; symbols && i < count; i++) {
        struct symbol inlined[SYMBOLS_INLINED];
        int got = symbols_frames(symbols, addresses[i], SYMBOLS_INLINED,
                                 inlined);

        for (int k = 0; k < got; k++)
            add_frame(stack, &inlined[k], file);
    }
    if (stack->own == RACE_FRAMES)
        stack->own = stack->count;
}

void
race_stack_release(struct race_stack *stack)
{
    for (size_t i = 0; i < stack->count; i++) {
        free(stack->frames[i].function);
        free(stack->frames[i].file);
    }
    *stack = (struct race_stack){0};
}

const struct race_frame *
race_blamed(const struct race_stack *stack)
{
    if (stack->count == 0)
        return NULL;
    return &stack->frames[stack->own < stack->count ? stack->own : 0];
}

/* " at counter.c:20", where that is known. */
static void
add_made(struct str *text, const struct race_stack *stack, const char *word)
{
    const struct race_frame *frame = race_blamed(stack);

    if (frame)
        str_add_format(text, " %s at %s:%d", word, path_name(frame->file),
                       frame->line);
}

char *
race_lock_name(const struct race_raw_lock *lock, struct symbols *symbols,
               const char *file)
{
    struct race_stack stack;
    struct str name = STR_INIT;

    if (symbols && lock->address &&
        symbols_variable(symbols, lock->address, 0, &name) == 0)
        return str_detach(&name);
    race_stack_init(&stack, &lock->made, lock->made ? 1 : 0, symbols, file);
    str_add(&name, "a lock");
    add_made(&name, &stack, lock->taken ? "taken" : "first locked");
    race_stack_release(&stack);
    return str_detach(&name);
}

static void
access_init(struct race_access *access, const struct race_raw_access *raw,
            struct symbols *symbols, const char *file)
{
    *access = (struct race_access){
        .worker = mem_copy(raw->worker),
        .write = raw->write,
        .atomic = raw->atomic,
    };
    race_stack_init(&access->stack, raw->frames, raw->nframes, symbols, file);
    for (size_t i = 0; i < raw->nlocks; i++)
        access->locks[access->nlocks++] = (struct race_lock){
            .id = raw->locks[i].id,
            .name = race_lock_name(&raw->locks[i], symbols, file),
        };
}

bool
race_lock_equal(const struct race_lock *a, const struct race_lock *b)
{
    if (a->id && b->id)
        return a->id == b->id;
    return strcmp(a->name, b->name) == 0;
}

/* "a lock taken at x.c:12" may be two, where they have no names. */
static void
tell_apart(const struct race_lock *one, struct race_lock *other)
{
    char *name;

    if (race_lock_equal(one, other) || strcmp(one->name, other->name) != 0)
        return;
    name = str_format("another%s", other->name + strcspn(other->name, " "));
    free(other->name);
    other->name = name;
}

static int
name_variable(const struct race_raw *raw, struct symbols *symbols,
              struct str *name)
{
    if (raw->place == RACE_GLOBAL)
        return symbols_variable(symbols, raw->address, raw->size, name);
    if (raw->place == RACE_SHARED && raw->address)
        return symbols_pointed(symbols, raw->address, raw->pointed,
                               raw->size, name);
    return -ENOENT;
}

void
race_init(struct race *race, const struct race_raw *raw,
          struct symbols *symbols, const char *file)
{
    struct str name = STR_INIT;

    *race = (struct race){
        .place = raw->place,
        .size = raw->size,
        .block = raw->block,
        .offset = raw->offset,
        .owner = copy_or_null(raw->owner),
    };
    if (symbols && name_variable(raw, symbols, &name) == 0)
        race->variable = str_detach(&name);
    str_release(&name);
    race_stack_init(&race->made, raw->made, raw->nmade, symbols, file);
    for (size_t i = 0; i < 2; i++)
        access_init(&race->accesses[i], &raw->accesses[i], symbols, file);
    for (size_t i = 0; i < race->accesses[0].nlocks; i++)
        for (size_t k = 0; k < race->accesses[1].nlocks; k++)
            tell_apart(&race->accesses[0].locks[i],
                       &race->accesses[1].locks[k]);
}

static void
access_release(struct race_access *access)
{
    free(access->worker);
    race_stack_release(&access->stack);
    for (size_t i = 0; i < access->nlocks; i++)
        free(access->locks[i].name);
}

void
race_release(struct race *race)
{
    free(race->variable);
    free(race->owner);
    race_stack_release(&race->made);
    for (size_t i = 0; i < 2; i++)
        access_release(&race->accesses[i]);
    *race = (struct race)RACE_INIT;
}

static const char *
plural(size_t count)
{
    return count == 1 ? "" : "s";
}

/* "8 bytes in a block of 64 that main allocated at counter.c:20" */
static void
add_heap(struct str *text, const struct race *race)
{
    str_add_format(text, "%zu byte%s", race->size, plural(race->size));
    if (race->block)
        str_add_format(text, " in a block of %zu", race->block);
    else
        str_add(text, " in a block");
    if (race->owner && race_blamed(&race->made)) {
        str_add_format(text, " that %s", race->owner);
        add_made(text, &race->made, "allocated");
    } else {
        add_made(text, &race->made, "allocated");
    }
}

void
race_add_place(struct str *text, const struct race *race)
{
    if (race->variable) {
        str_add(text, race->variable);
    } else if (race->place == RACE_HEAP) {
        add_heap(text, race);
    } else if (race->place == RACE_STACK) {
        str_add_format(text, "a local variable of %s",
                       race->owner ? race->owner : "a thread");
    } else if (race->place == RACE_SHARED) {
        str_add_format(text, "%zu byte%s of memory that processes share",
                       race->size, plural(race->size));
        if (race->block)
            str_add_format(text, ", %zu bytes from its beginning",
                           race->offset);
        add_made(text, &race->made, "mapped");
    } else {
        str_add_format(text, "%zu byte%s of memory", race->size,
                       plural(race->size));
    }
}

static bool
is_same_line(const struct race_access *a, const struct race_access *b)
{
    const struct race_frame *here = race_blamed(&a->stack);
    const struct race_frame *there = race_blamed(&b->stack);

    if (!here || !there)
        return here == there;
    return here->line == there->line && strcmp(here->file, there->file) == 0;
}

static bool
is_same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

bool
race_equal(const struct race *a, const struct race *b)
{
    return a->place == b->place && is_same_text(a->variable, b->variable) &&
           ((is_same_line(&a->accesses[0], &b->accesses[0]) &&
             is_same_line(&a->accesses[1], &b->accesses[1])) ||
            (is_same_line(&a->accesses[0], &b->accesses[1]) &&
             is_same_line(&a->accesses[1], &b->accesses[0])));
}
