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
#include "doc/footnotes.h"
#include "doc/index.h"
#include "doc/math.h"
#include "doc/references.h"
#include "doc/source.h"
#include "doc/strikes.h"
#include "doc/tables.h"
#include "doc/tex.h"
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

/* A source and what it is made into on the way, all of them needed to its
 * end. */
struct text {
    struct str mended;
    struct str noteless;        /* without its footnotes */
    struct str notes;           /* these, as Markdown */
    struct str formulas;
    struct source source;       /* the last of them */
};

static void
text_release(struct text *text)
{
    source_release(&text->source);
    str_release(&text->formulas);
    str_release(&text->notes);
    str_release(&text->noteless);
    str_release(&text->mended);
}

/* Go on with another source. */
static void
parse_again(struct doc *doc, struct text *text, const struct str *source)
{
    cmark_node_free(doc->root);
    source_release(&text->source);
    doc->root = cmark_parse_document(str_text(source), source->len,
                                     CMARK_OPT_DEFAULT);
    source_init(&text->source, str_text(source), source->len);
}

/* Add what GitHub does to CommonMark. */
static void
parse_github(struct doc *doc, struct text *text)
{
    struct source *source = &text->source;

    if (!doc->inner &&
        footnotes_take(doc->root, source, &text->noteless, &text->notes))
        parse_again(doc, text, &text->noteless);
    if (memchr(source->text, '$', source->len) &&
        math_replace(&text->formulas, source, doc->root))
        parse_again(doc, text, &text->formulas);
    tables_find(doc, source);
    if (text_find(source->text, source->len, "[!", 1))
        callouts_title(doc->root);
    strikes_find(doc->root, source->text, source->len);
    if (autolinks_may_hold(source->text, source->len))
        autolinks_find(doc->root);
    if (doc->flags & DOC_NOTES)
        footnotes_lead_back(doc->root);
}

static struct doc *parse(const char *text, size_t len, unsigned flags,
                         struct links *links);

/* The footnotes see the definitions of links in the text, behind their
 * list, which is all that is shown of them. */
static void
parse_notes(struct doc *doc, struct text *text)
{
    struct str *notes = &text->notes;

    if (!notes->len)
        return;
    str_add_char(notes, '\n');
    if (memchr(notes->data, '[', notes->len))
        references_collect(doc->root, &text->source, notes);
    doc->notes = parse(notes->data, notes->len, doc->flags | DOC_NOTES,
                       doc->links);
}

static struct doc *
parse(const char *all, size_t len, unsigned flags, struct links *links)
{
    struct doc *doc = mem_new(sizeof *doc);
    struct text text = {.mended = STR_INIT};

    doc->flags = flags;
    doc->inner = links != NULL;
    doc->links = links ? links : &doc->own_links;
    doc->summary = "";
    if (sound_bytes(all, len) < len) {
        mend(&text.mended, all, len);
        all = text.mended.data;
        len = text.mended.len;
    }
    doc->root = cmark_parse_document(all, len, CMARK_OPT_DEFAULT);
    source_init(&text.source, all, len);
    if (flags & DOC_GITHUB)
        parse_github(doc, &text);
    index_build(doc, &text.source);
    parse_notes(doc, &text);
    text_release(&text);
    return doc;
}

void
doc_use_ascii(bool ascii)
{
    tex_use_ascii(ascii);
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
    doc_free(doc->notes);
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

bool
doc_has_notes(const struct doc *doc)
{
    return doc->notes != NULL;
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
