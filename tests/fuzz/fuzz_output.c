/*
 * What a program prints, and what that draws.  Bytes: how often the rest is
 * printed, and whether much is between; how it is cut into pieces and drawn;
 * then what is printed.  The pieces that it came in make no difference.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "fuzz.h"
#include "report/graph.h"
#include "run/output.h"

/* Pieces of 1 to 16 bytes, as a row of pseudo-random numbers has it. */
static void
add_pieces(struct output *output, const char *text, size_t len,
           unsigned seed)
{
    while (len) {
        size_t piece;

        seed = seed * 1103515245u + 12345u;
        piece = 1 + (seed >> 16) % 16;
        piece = piece < len ? piece : len;
        output_add(output, OUTPUT_STDOUT, text, piece);
        text += piece;
        len -= piece;
    }
}

static void
check_result(const struct output *output, const struct result *result)
{
    must(memchr(result->name, '\0', sizeof result->name) != NULL);
    must(memchr(result->value, '\0', sizeof result->value) != NULL);
    must_be_clean(result->name, strlen(result->name), false);
    must_be_clean(result->value, strlen(result->value), false);
    must(output_result(output, result->name) == result);
    must(!result->is_number || result->number - result->number == 0);
    (void)output_expected(output, result->name);
}

static void
check_same(const struct output *whole, const struct output *pieces)
{
    size_t whole_len, pieces_len;
    char *a = output_text(whole, &whole_len);
    char *b = output_text(pieces, &pieces_len);

    must(whole_len == pieces_len && !memcmp(a, b, whole_len));
    must(whole->dropped == pieces->dropped);
    must(whole->nresults == pieces->nresults);
    must(whole->unkept_results == pieces->unkept_results);
    must_be_clean(a, whole_len, true);
    for (size_t i = 0; i < whole->nresults; i++) {
        must(!strcmp(whole->results[i].name, pieces->results[i].name));
        must(!strcmp(whole->results[i].value, pieces->results[i].value));
        check_result(whole, &whole->results[i]);
    }
    free(a);
    free(b);
}

/* So much that the ring drops some of what was printed before. */
static void
fill(struct output *output, unsigned room)
{
    size_t len = OUTPUT_KEPT - 4 * room;
    char *text = mem_new(len);

    memset(text, 'x', len);
    output_add(output, OUTPUT_STDOUT, text, len);
    free(text);
}

/* What was printed as bars, and as curves. */
static void
draw(const struct output *output, unsigned seed)
{
    char *names[] = {(char *)"a", (char *)"b", (char *)"counter"};
    struct picture picture = {
        .kind = seed & 1 ? PICTURE_OF_BARS : PICTURE_OF_CURVES,
        .names = names,
        .nnames = 1 + seed / 2 % 3,
        .models = names + 2,
        .nmodels = seed / 2 % 3 < 2,
        .log_x = seed & 8,
        .log_y = seed & 16,
    };
    struct graph_spec spec = {(int)seed / 2, (int)seed / 16, seed & 32};
    struct str text = STR_INIT;
    struct chart chart;
    struct graph graph;

    chart_make(&picture, output, &chart);
    graph_draw(&chart, &spec, &graph);
    graph_release(&graph);
    chart_sentence(&chart, &text);
    chart_missing(&chart, &text);
    chart_release(&chart);
    str_release(&text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input input = {data, size};
    unsigned times = input_byte(&input);
    unsigned seed = input_byte(&input);
    struct output whole = OUTPUT_INIT, pieces = OUTPUT_INIT;
    const char *text = (const char *)input.data;

    for (unsigned i = 0; i <= times / 32; i++) {
        if (times == 255 && i == 4) {
            fill(&whole, seed);
            fill(&pieces, seed);
        }
        output_add(&whole, OUTPUT_STDOUT, text, input.size);
        add_pieces(&pieces, text, input.size, seed + i);
    }
    output_end(&whole);
    output_end(&pieces);
    check_same(&whole, &pieces);
    draw(&whole, seed);
    output_release(&whole);
    output_release(&pieces);
    return 0;
}
