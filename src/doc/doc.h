/*
 * A Markdown text, parsed: CommonMark, with what GitHub adds to it where
 * DOC_GITHUB is asked for.  Knows blocks and inlines, and nothing of lessons:
 * whoever owns the document decides what a fence is to show.
 *
 * The document owns all text that it and the rows made of it point to.
 */
#ifndef DOC_DOC_H
#define DOC_DOC_H

#include <stdbool.h>
#include <stddef.h>

struct doc;

enum doc_flags {
    DOC_GITHUB = 1 << 0,        /* tables, callouts, formulas, ... */
    DOC_LESSON = 1 << 1,        /* comments are not shown, <kbd> is a key */
};

/*
 * Parse text[0..len), which need not outlive the call.  Broken UTF-8 becomes
 * U+FFFD.  `flags` are doc_flags.  Never fails: all text is Markdown.
 * doc_free() ends it.
 */
struct doc *doc_new(const char *text, size_t len, unsigned flags);
void doc_free(struct doc *doc);

/*
 * Whether formulas of all documents to come are made of ASCII, for a terminal
 * that knows no more: with raised digits made plain x^2 would be x2.
 */
void doc_use_ascii(bool ascii);

/* A fenced code block, in the order of the text. */
struct doc_fence {
    const char *info;           /* its info string, unescaped; "" if none */
    const char *body;           /* ends in a newline unless empty */
    size_t body_len;
    int line;                   /* of the opening fence, from 1 */
    bool closed;                /* false: it ends where the text ends */
};

size_t doc_fence_count(const struct doc *doc);
const struct doc_fence *doc_fence(const struct doc *doc, size_t index);

/* Show nothing for that fence. */
void doc_fence_hide(struct doc *doc, size_t index);

/* Show this code (copied) in its place; language may be "". */
void doc_fence_show_code(struct doc *doc, size_t index, const char *language,
                         const char *code);

/*
 * Show this Markdown (copied, same flags, its own fences are plain code) in
 * its place.  The rows made of it carry the fence's index, and those of the
 * items of its outermost lists, counted through from 1, the item's number.
 */
void doc_fence_show_markdown(struct doc *doc, size_t index,
                             const char *markdown);

/* A heading, in the order of the text; those inside fences do not count. */
struct doc_heading {
    const char *text;           /* plain */
    int level;                  /* 1 to 6 */
    int line;
    size_t offset;              /* rows_find() finds its row */
    bool nested;                /* stands in a list or a quote */
};

size_t doc_heading_count(const struct doc *doc);
const struct doc_heading *doc_heading(const struct doc *doc, size_t index);

/* An HTML comment that is a block of its own: what stands in it, trimmed. */
struct doc_comment {
    const char *text;
    int line;
    size_t offset;              /* of the block that follows it */
};

size_t doc_comment_count(const struct doc *doc);
const struct doc_comment *doc_comment(const struct doc *doc, size_t index);

/* The first paragraph as plain text on one line, "" where there is none. */
const char *doc_summary(const struct doc *doc);

/* The place behind all of its text, where rows list footnotes and links. */
size_t doc_end(const struct doc *doc);
bool doc_has_notes(const struct doc *doc);

/* A link's or image's target, in order of first use; spans count from 1. */
size_t doc_link_count(const struct doc *doc);
const char *doc_link(const struct doc *doc, size_t index);

/* Whether it is an address that opens anywhere, not a file beside the text. */
bool doc_link_is_web(const struct doc *doc, size_t index);

#endif
