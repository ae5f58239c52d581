/*
 * Addresses in text.  Texts may stand beside each other, where one was cut at
 * what might have meant something; they become one first, where they may
 * hold an address.
 *
 * Where an address ends, GitHub's specification says: before the next blank
 * or "<", and before signs that rather belong to the sentence.
 */
#include "doc/autolinks.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "doc/source.h"
#include "doc/walk.h"

#define WWW "www."
#define MAILTO "mailto:"
#define COLON "://"
#define COLON_LEN 3

/* cmark looks at all parents of a node that is put in. */
#define DEPTH_MAX 100

/* With so many dots a domain may have underscores anywhere. */
#define DOTS_MAX 10

/* An address in a text, and what its target has in front of that. */
struct match {
    size_t start;
    size_t end;
    const char *scheme;
};

/* The text that is looked through. */
struct text {
    const char *all;
    size_t len;
    size_t from;                /* what is before belongs to other links */
    char before;                /* the sign before all of it */
};

static bool
is_letter(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

static bool
is_blank(char c)
{
    return isspace((unsigned char)c);
}

static bool
is_local(char c)
{
    return isalnum((unsigned char)c) || (c && strchr(".+-_", c));
}

/* How many letters stand before text[at], back to text[from]. */
static size_t
letters_before(const char *text, size_t from, size_t at)
{
    size_t count = 0;

    while (at - count > from && isalpha((unsigned char)text[at - count - 1]))
        count++;
    return count;
}

/* Whether a ">" follows before any blank. */
static bool
is_closed(const char *text, size_t len)
{
    size_t at = 0;

    while (at < len && !is_blank(text[at]) && text[at] != '>')
        at++;
    return at < len && text[at] == '>';
}

/* Whether the target of a link or of a definition begins at text[at]. */
static bool
is_target(const char *text, size_t at, size_t len)
{
    if (at && text[at - 1] == '<')
        return is_closed(text + at, len - at);
    if (at > 1 && memcmp(text + at - 2, "](", 2) == 0)
        return true;
    return at > 2 && memcmp(text + at - 3, "]: ", 3) == 0;
}

bool
autolinks_may_hold(const char *text, size_t len)
{
    const char *end = text + len;
    const char *at = text;

    if (text_find(text, len, WWW, 0))
        return true;
    while ((at = text_find(at, (size_t)(end - at), COLON, 0))) {
        size_t start = (size_t)(at - text);

        if (!is_target(text, start - letters_before(text, 0, start), len))
            return true;
        at += COLON_LEN;
    }
    for (at = text; (at = memchr(at, '@', (size_t)(end - at))); at++) {
        if (at > text && is_local(at[-1]) && at + 1 < end &&
            isalnum((unsigned char)at[1]))
            return true;
    }
    return false;
}

/*
 * Bytes of the domain at `text`; 0 where it is none.  Its last two parts
 * have no underscores.
 */
static size_t
domain_bytes(const char *text, size_t len, bool dotless)
{
    size_t at;
    int dots = 0, before = 0, after = 0;

    if (!len || !is_letter(*text))
        return 0;
    for (at = 1; at < len; at++) {
        if (text[at] == '_') {
            after++;
        } else if (text[at] == '.') {
            before = after;
            after = 0;
            dots++;
        } else if (!is_letter(text[at]) && text[at] != '-') {
            break;
        }
    }
    if ((before || after) && dots <= DOTS_MAX)
        return 0;
    return dots || dotless ? at : 0;
}

/* Bytes without what looks like the end of an entity, "&amp;". */
static size_t
trim_entity(const char *text, size_t len)
{
    size_t at = len - 1;

    while (at && isalnum((unsigned char)text[at - 1]))
        at--;
    return at && at < len - 1 && text[at - 1] == '&' ? at - 1 : len - 1;
}

/* Bytes without the signs at the end that belong to the sentence. */
static size_t
trim(const char *text, size_t len)
{
    long open = 0;              /* parentheses, less those that close */

    for (size_t i = 0; i < len; i++)
        open += (text[i] == '(') - (text[i] == ')');
    while (len) {
        char last = text[len - 1];

        if (last == ';') {
            len = trim_entity(text, len);
        } else if (last == ')' && open < 0) {
            open++;
            len--;
        } else if (strchr("?!.,:*_~'\"", last)) {
            len--;
        } else {
            break;
        }
    }
    return len;
}

/* Bytes of the address at `text`, the first `len` of which it has. */
static size_t
address_bytes(const char *text, size_t len, size_t all)
{
    while (len < all && !is_blank(text[len]) && text[len] != '<')
        len++;
    return trim(text, len);
}

/* An address around the colon of a "://". */
static bool
match_scheme(const struct text *text, size_t at, struct match *ret_match)
{
    static const char *const schemes[] = {"http", "https", "ftp"};
    size_t letters = letters_before(text->all, text->from, at);
    size_t start = at - letters;
    size_t host = at + COLON_LEN;
    bool known = false;
    size_t domain;

    if (strncmp(text->all + at, COLON, COLON_LEN) != 0)
        return false;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        known |= strlen(schemes[i]) == letters &&
                 strncasecmp(text->all + start, schemes[i], letters) == 0;
    domain = domain_bytes(text->all + host, text->len - host, true);
    if (!known || !domain || (!start && isalpha((unsigned char)text->before)))
        return false;
    *ret_match = (struct match){
        .start = start,
        .end = start + address_bytes(text->all + start,
                                     host - start + domain,
                                     text->len - start),
        .scheme = "",
    };
    return true;
}

static bool
match_www(const struct text *text, size_t at, struct match *ret_match)
{
    char before = at ? text->all[at - 1] : text->before;
    size_t domain;

    if (strncmp(text->all + at, WWW, strlen(WWW)) != 0 ||
        !is_letter(text->all[at + strlen(WWW)]) ||
        (!is_blank(before) && !strchr("*_~(", before)))
        return false;
    domain = domain_bytes(text->all + at, text->len - at, false);
    if (!domain)
        return false;
    *ret_match = (struct match){
        .start = at,
        .end = at + address_bytes(text->all + at, domain, text->len - at),
        .scheme = "http://",
    };
    return true;
}

/* An address around an "@". */
static bool
match_mail(const struct text *text, size_t at, struct match *ret_match)
{
    size_t start = at;
    size_t end = at + 1;
    int dots = 0;

    while (start > text->from && is_local(text->all[start - 1]))
        start--;
    while (end < text->len) {
        char c = text->all[end];

        if (c == '.' && isalnum((unsigned char)text->all[end + 1]))
            dots++;
        else if (!isalnum((unsigned char)c) && c != '-' && c != '_')
            break;
        end++;
    }
    if (start == at || !dots || text->all[end] == '@' ||
        !isalpha((unsigned char)text->all[end - 1]))
        return false;
    *ret_match = (struct match){start, end, MAILTO};
    if (start >= text->from + strlen(MAILTO) &&
        memcmp(text->all + start - strlen(MAILTO), MAILTO,
               strlen(MAILTO)) == 0)
        *ret_match = (struct match){start - strlen(MAILTO), end, ""};
    return true;
}

/* The first address from text->from on. */
static bool
find_match(const struct text *text, struct match *ret_match)
{
    size_t at = text->from;

    for (;; at++) {
        at += strcspn(text->all + at, ":w@");
        if (at >= text->len)
            return false;
        if (text->all[at] == ':' ? match_scheme(text, at, ret_match)
            : text->all[at] == 'w' ? match_www(text, at, ret_match)
                                   : match_mail(text, at, ret_match))
            return true;
    }
}

static cmark_node *
new_text(const char *text, size_t len)
{
    cmark_node *node = cmark_node_new(CMARK_NODE_TEXT);
    struct str copy = STR_INIT;

    str_add_n(&copy, text, len);
    cmark_node_set_literal(node, str_text(&copy));
    str_release(&copy);
    return node;
}

static cmark_node *
new_link(const struct text *text, const struct match *match)
{
    cmark_node *node = cmark_node_new(CMARK_NODE_LINK);
    const char *address = text->all + match->start;
    size_t len = match->end - match->start;
    struct str target = STR_INIT;

    str_add(&target, match->scheme);
    str_add_n(&target, address, len);
    cmark_node_set_url(node, str_text(&target));
    cmark_node_append_child(node, new_text(address, len));
    str_release(&target);
    return node;
}

/* The sign that stands for what is before a text. */
static char
sign_before(cmark_node *node)
{
    cmark_node *before = cmark_node_previous(node);
    cmark_node_type type = before ? cmark_node_get_type(before)
                                  : CMARK_NODE_SOFTBREAK;

    switch (type) {
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
        return ' ';
    case CMARK_NODE_EMPH:
    case CMARK_NODE_STRONG:
    case CMARK_NODE_CUSTOM_INLINE:
        return '*';
    default:
        return '`';
    }
}

/* Cut the addresses out of a text; what is behind the last stays in it. */
static void
link_text(cmark_node *node, const char *all)
{
    struct text text = {all, strlen(all), 0, sign_before(node)};
    struct match match;

    while (find_match(&text, &match)) {
        if (match.start > text.from)
            cmark_node_insert_before(node, new_text(all + text.from,
                                                    match.start - text.from));
        cmark_node_insert_before(node, new_link(&text, &match));
        text.from = match.end;
    }
    if (text.from < text.len || !text.len)
        cmark_node_set_literal(node, all + text.from);
    else
        cmark_node_free(node);
}

static bool
is_text(cmark_node *node)
{
    return node && cmark_node_get_type(node) == CMARK_NODE_TEXT;
}

/* Whether one of the texts in a row, from node on, may hold an address. */
static bool
may_row_hold(cmark_node *node)
{
    for (; is_text(node); node = cmark_node_next(node)) {
        const char *text = cmark_node_get_literal(node);

        if (strstr(text, COLON) || strstr(text, WWW) || strchr(text, '@'))
            return true;
    }
    return false;
}

/* Make one text of a row of texts and look through it; `all` is scratch. */
static void
link_row(cmark_node *node, struct str *all)
{
    str_clear(all);
    str_add(all, cmark_node_get_literal(node));
    while (is_text(cmark_node_next(node))) {
        str_add(all, cmark_node_get_literal(cmark_node_next(node)));
        cmark_node_free(cmark_node_next(node));
    }
    link_text(node, str_text(all));
}

static void
find_inside(cmark_node *parent, struct str *scratch)
{
    cmark_node *node = cmark_node_first_child(parent);

    while (node) {
        cmark_node *next = node;

        while (is_text(next))
            next = cmark_node_next(next);
        if (next == node)
            next = cmark_node_next(node);
        else if (may_row_hold(node))
            link_row(node, scratch);
        node = next;
    }
}

void
autolinks_find(cmark_node *root)
{
    struct str scratch = STR_INIT;
    struct walk walk;
    int depth = 0;

    walk_init(&walk, root);
    while (walk_next(&walk)) {
        depth += walk.entering ? 1 : -1;
        if (!walk.entering)
            continue;
        switch (cmark_node_get_type(walk.node)) {
        case CMARK_NODE_PARAGRAPH:
        case CMARK_NODE_HEADING:
        case CMARK_NODE_EMPH:
        case CMARK_NODE_STRONG:
        case CMARK_NODE_CUSTOM_INLINE:
            if (depth <= DEPTH_MAX)
                find_inside(walk.node, &scratch);
            break;
        case CMARK_NODE_LINK:
        case CMARK_NODE_IMAGE:
            walk_skip(&walk);
            depth--;
            break;
        default:
            break;
        }
    }
    str_release(&scratch);
}
