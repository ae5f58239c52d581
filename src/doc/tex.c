/*
 * Formulas in Unicode: one line of text that reads as the formula is said.
 * Scripts that Unicode has no letters for stand behind ^ or _, fractions on
 * one line with parentheses where they need them.  What TeX would build
 * (matrices, accents, macros) is not understood.
 */
#include "doc/tex.h"

#include <ctype.h>
#include <string.h>

#include "base/utf8.h"
#include "doc/tex_signs.h"

/* So deep may groups nest. */
#define DEPTH_MAX 16

struct tex {
    const char *text;
    size_t len;
    size_t at;
    int depth;
};

static bool ascii_only;

static bool add_item(struct tex *tex, struct str *text);

void
tex_use_ascii(bool ascii)
{
    ascii_only = ascii;
}

static bool
is_at(const struct tex *tex, char c)
{
    return tex->at < tex->len && tex->text[tex->at] == c;
}

static void
pass_blanks(struct tex *tex)
{
    while (is_at(tex, ' ') || is_at(tex, '\t'))
        tex->at++;
}

/* All items up to the brace that closes the group, which is passed too. */
static bool
add_group(struct tex *tex, struct str *text)
{
    bool understood = true;

    if (++tex->depth > DEPTH_MAX)
        return false;
    tex->at++;
    while (understood && tex->at < tex->len && !is_at(tex, '}'))
        understood = add_item(tex, text);
    tex->depth--;
    if (!understood || !is_at(tex, '}'))
        return false;
    tex->at++;
    return true;
}

/* What a command or a script takes: a group, or what stands there. */
static bool
take_argument(struct tex *tex, struct str *argument)
{
    pass_blanks(tex);
    if (tex->at == tex->len || is_at(tex, '^') || is_at(tex, '_'))
        return false;
    return add_item(tex, argument);
}

/* Whether a text needs no parentheses: a number, a word or one sign. */
static bool
is_one(const char *text, size_t len)
{
    size_t digits = 0;
    size_t letters = 0;
    uint32_t code;

    for (size_t i = 0; i < len; i++) {
        digits += isdigit((unsigned char)text[i]) || text[i] == '.';
        letters += isalpha((unsigned char)text[i]) != 0;
    }
    return len && (digits == len || letters == len ||
                   utf8_decode(text, len, &code) == len);
}

static void
add_part(struct str *text, const struct str *part)
{
    bool one = is_one(str_text(part), part->len);

    str_add(text, one ? "" : "(");
    str_add_n(text, str_text(part), part->len);
    str_add(text, one ? "" : ")");
}

static bool
add_script(struct tex *tex, struct str *text)
{
    bool raised = tex->text[tex->at++] == '^';
    struct str script = STR_INIT;
    bool understood = take_argument(tex, &script);

    if (understood && (ascii_only || !tex_script(text, str_text(&script),
                                                 script.len, raised))) {
        str_add_char(text, raised ? '^' : '_');
        add_part(text, &script);
    }
    str_release(&script);
    return understood;
}

/* What stands right behind it must not become a part of it. */
static void
add_quotient(const struct tex *tex, struct str *text, const struct str *above,
             const struct str *below)
{
    const char *sign = tex_fraction(str_text(above), str_text(below));
    char next = tex->at < tex->len ? tex->text[tex->at] : ' ';
    bool apart = isalnum((unsigned char)next) || next == '(';

    if (sign && !ascii_only) {
        str_add(text, sign);
        return;
    }
    str_add(text, apart ? "(" : "");
    add_part(text, above);
    str_add_char(text, '/');
    add_part(text, below);
    str_add(text, apart ? ")" : "");
}

static bool
add_fraction(struct tex *tex, struct str *text)
{
    struct str above = STR_INIT;
    struct str below = STR_INIT;
    bool understood = take_argument(tex, &above) &&
                      take_argument(tex, &below);

    if (understood)
        add_quotient(tex, text, &above, &below);
    str_release(&above);
    str_release(&below);
    return understood;
}

/* What stands in brackets before the argument, "3" for a cube root. */
static bool
take_option(struct tex *tex, struct str *option)
{
    if (!is_at(tex, '['))
        return true;
    tex->at++;
    while (tex->at < tex->len && !is_at(tex, ']')) {
        if (!add_item(tex, option))
            return false;
    }
    if (!is_at(tex, ']'))
        return false;
    tex->at++;
    return true;
}

/* The number in front of a root, small; false where it cannot be. */
static bool
add_degree(struct str *text, const struct str *degree)
{
    if (!degree->len)
        return true;
    return !ascii_only &&
           tex_script(text, str_text(degree), degree->len, true);
}

static bool
add_root(struct tex *tex, struct str *text)
{
    struct str degree = STR_INIT;
    struct str part = STR_INIT;
    bool understood = take_option(tex, &degree) &&
                      take_argument(tex, &part) && add_degree(text, &degree);

    if (understood && ascii_only) {
        str_add_format(text, "sqrt(%s)", str_text(&part));
    } else if (understood) {
        str_add(text, "√");
        add_part(text, &part);
    }
    str_release(&degree);
    str_release(&part);
    return understood;
}

/* A mark stands on one letter; in ASCII on none. */
static bool
add_accented(struct tex *tex, struct str *text, const char *accent)
{
    struct str part = STR_INIT;
    uint32_t code;
    bool understood = take_argument(tex, &part) && part.len &&
                      utf8_decode(part.data, part.len, &code) == part.len;

    if (understood)
        str_add_format(text, "%s%s", part.data, ascii_only ? "" : accent);
    str_release(&part);
    return understood;
}

/* A letter that stands for a set of numbers. */
static bool
add_blackboard(struct tex *tex, struct str *text)
{
    struct str letter = STR_INIT;
    bool understood = take_argument(tex, &letter);
    const char *sign = tex_blackboard(str_text(&letter));

    if (understood)
        str_add(text, sign && !ascii_only ? sign : str_text(&letter));
    str_release(&letter);
    return understood;
}

/* A delimiter of any size; a point stands for none. */
static bool
add_delimiter(struct tex *tex)
{
    pass_blanks(tex);
    if (is_at(tex, '.'))
        tex->at++;
    return true;
}

/* Bytes of a command's name: letters, or one other sign. */
static size_t
name_bytes(const struct tex *tex)
{
    size_t end = tex->at;

    while (end < tex->len && isalpha((unsigned char)tex->text[end]))
        end++;
    if (end == tex->at && end < tex->len)
        end++;
    return end - tex->at;
}

static bool
is_among(const char *const *names, const char *name, size_t len)
{
    for (; *names; names++) {
        if (strlen(*names) == len && memcmp(*names, name, len) == 0)
            return true;
    }
    return false;
}

static bool
add_command(struct tex *tex, struct str *text)
{
    static const char *const fractions[] = {"frac", "dfrac", "tfrac", NULL};
    static const char *const roots[] = {"sqrt", NULL};
    static const char *const words[] = {"text", "mathrm", "mathbf", "mathit",
                                        "mathcal", "mathsf", "mathtt",
                                        "boldsymbol", "operatorname", NULL};
    static const char *const sizes[] = {"left", "right", "big", "Big",
                                        "bigl", "bigr", NULL};
    static const char *const boards[] = {"mathbb", NULL};
    const char *name = tex->text + ++tex->at;
    size_t len = name_bytes(tex);
    const char *sign;

    tex->at += len;
    if (is_among(fractions, name, len))
        return add_fraction(tex, text);
    if (is_among(roots, name, len))
        return add_root(tex, text);
    if (is_among(words, name, len))
        return take_argument(tex, text);
    if (is_among(sizes, name, len))
        return add_delimiter(tex);
    if (is_among(boards, name, len))
        return add_blackboard(tex, text);
    if (tex_accent(name, len))
        return add_accented(tex, text, tex_accent(name, len));
    sign = tex_sign(name, len, ascii_only);
    if (sign)
        str_add(text, sign);
    return sign != NULL;
}

static void
add_blank(struct str *text)
{
    if (text->len && text->data[text->len - 1] != ' ')
        str_add_char(text, ' ');
}

/* One sign, command, group or script, with its arguments. */
static bool
add_item(struct tex *tex, struct str *text)
{
    char c = tex->text[tex->at];
    uint32_t code;
    size_t bytes;

    if (c == '\\')
        return add_command(tex, text);
    if (c == '{')
        return add_group(tex, text);
    if (c == '^' || c == '_')
        return add_script(tex, text);
    if (c == '}' || c == '&')
        return false;
    bytes = utf8_decode(tex->text + tex->at, tex->len - tex->at, &code);
    if (c == '\'')
        str_add(text, ascii_only ? "'" : "′");
    else if (c == ' ' || c == '\t' || c == '~')
        add_blank(text);
    else
        str_add_n(text, tex->text + tex->at, bytes);
    tex->at += bytes;
    return true;
}

bool
tex_text(struct str *text, const char *tex, size_t len)
{
    struct tex reader = {.text = tex, .len = len};
    struct str found = STR_INIT;
    bool understood = true;

    while (understood && reader.at < len)
        understood = add_item(&reader, &found);
    if (understood)
        str_add_n(text, str_text(&found), found.len);
    str_release(&found);
    return understood;
}
