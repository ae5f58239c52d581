/*
 * A document: parse it, remember what replaces its fences.  cmark makes the
 * tree; tables.c and index.c look through it once, layout.c ever after.
 */
#include "doc/doc.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "doc/autolinks.h"
#include "doc/callouts.h"
#include "doc/index.h"
#include "doc/math.h"
#include "doc/source.h"
#include "doc/strikes.h"
#include "doc/tables.h"
#include "doc/tree.h"

static const char replacement[] = "\xEF\xBF\xBD";

/* Whether eight bytes are all ASCII and none of them is NUL. */
static bool
is_plain(const char *text)
{
    const uint64_t high = 0x8080808080808080;
    uint64_t bytes;

    memcpy(&bytes, text, sizeof bytes);
    return !((bytes | (bytes - 0x0101010101010101)) & high);
}

/* How many bytes from the start are whole UTF-8 without NUL. */
static size_t
sound_bytes(const char *text, size_t len)
{
    size_t at = 0;

    while (at < len) {
        uint32_t code;
        size_t taken = 8;

        if (len - at < 8 || !is_plain(text + at)) {
            taken = utf8_decode(text + at, len - at, &code);
            if (code == 0 || (code == UTF8_REPLACEMENT && taken == 1))
                break;
        }
        at += taken;
    }
    return at;
}

/* Appends text to mended with U+FFFD for each byte that means nothing. */
static void
mend(struct str *mended, const char *text, size_t len)
{
    while (len) {
        size_t sound = sound_bytes(text, len);

        str_add_n(mended, text, sound);
        if (sound < len) {
            str_add(mended, replacement);
            sound++;
        }
        text += sound;
        len -= sound;
    }
}

/* Add what GitHub does to CommonMark; formulas hold the source then. */
static void
parse_github(struct doc *doc, struct source *source, struct str *formulas)
{
    if (memchr(source->text, '$', source->len) &&
        math_replace(formulas, source, doc->root)) {
        cmark_node_free(doc->root);
        source_release(source);
        doc->root = cmark_parse_document(formulas->data, formulas->len,
                                         CMARK_OPT_DEFAULT);
        source_init(source, formulas->data, formulas->len);
    }
    tables_find(doc, source);
    if (memmem(source->text, source->len, "[!", 2))
        callouts_title(doc->root);
    strikes_find(doc->root, source->text, source->len);
    if (autolinks_may_hold(source->text, source->len))
        autolinks_find(doc->root);
}

static struct doc *
parse(const char *text, size_t len, unsigned flags, struct links *links)
{
    struct doc *doc = mem_new(sizeof *doc);
    struct str mended = STR_INIT;
    struct str formulas = STR_INIT;
    struct source source;

    doc->flags = flags;
    doc->inner = links != NULL;
    doc->links = links ? links : &doc->own_links;
    doc->summary = "";
    if (sound_bytes(text, len) < len) {
        mend(&mended, text, len);
        text = mended.data;
        len = mended.len;
    }
    doc->root = cmark_parse_document(text, len, CMARK_OPT_DEFAULT);
    source_init(&source, text, len);
    if (flags & DOC_GITHUB)
        parse_github(doc, &source, &formulas);
    index_build(doc, &source);
    source_release(&source);
    str_release(&formulas);
    str_release(&mended);
    return doc;
}

struct doc *
doc_new(const char *text, size_t len, unsigned flags)
{
    return parse(text, len, flags, NULL);
}

void
doc_free(struct doc *doc)
{
    if (!doc)
        return;
    for (size_t i = 0; i < doc->nfences; i++)
        doc_free(doc->fences[i]->markdown);
    cmark_node_free(doc->root);
    if (doc->cells)
        cmark_node_free(doc->cells);
    links_release(&doc->own_links);
    free(doc->fences);
    free(doc->headings);
    free(doc->comments);
    arena_release(&doc->arena);
    free(doc);
}

size_t
doc_fence_count(const struct doc *doc)
{
    return doc->nfences;
}

const struct doc_fence *
doc_fence(const struct doc *doc, size_t index)
{
    return &doc->fences[index]->open;
}

void
doc_fence_hide(struct doc *doc, size_t index)
{
    doc->fences[index]->view = FENCE_HIDDEN;
}

void
doc_fence_show_code(struct doc *doc, size_t index, const char *language,
                    const char *code)
{
    struct fence *fence = doc->fences[index];
    struct str mended = STR_INIT;

    fence->view = FENCE_CODE;
    fence->language = arena_copy(&doc->arena, language, strlen(language));
    mend(&mended, code, strlen(code));
    fence->code = arena_copy(&doc->arena, str_text(&mended), mended.len);
    str_release(&mended);
}

void
doc_fence_show_markdown(struct doc *doc, size_t index, const char *markdown)
{
    struct fence *fence = doc->fences[index];

    doc_free(fence->markdown);
    fence->view = FENCE_MARKDOWN;
    fence->markdown =
        parse(markdown, strlen(markdown), doc->flags, doc->links);
}

size_t
doc_heading_count(const struct doc *doc)
{
    return doc->nheadings;
}

const struct doc_heading *
doc_heading(const struct doc *doc, size_t index)
{
    return &doc->headings[index];
}

size_t
doc_comment_count(const struct doc *doc)
{
    return doc->ncomments;
}

const struct doc_comment *
doc_comment(const struct doc *doc, size_t index)
{
    return &doc->comments[index];
}

const char *
doc_summary(const struct doc *doc)
{
    return doc->summary;
}

size_t
doc_end(const struct doc *doc)
{
    return doc->end;
}

size_t
doc_link_count(const struct doc *doc)
{
    return doc->links->count;
}

const char *
doc_link(const struct doc *doc, size_t index)
{
    return doc->links->items[index].target;
}

bool
doc_link_is_web(const struct doc *doc, size_t index)
{
    return doc->links->items[index].web;
}
