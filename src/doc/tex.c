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

static bool add_item(struct tex *tex, struct str *text);

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

    if (understood &&
        !tex_script(text, str_text(&script), script.len, raised)) {
        str_add_char(text, raised ? '^' : '_');
        add_part(text, &script);
    }
    str_release(&script);
    return understood;
}

static bool
add_fraction(struct tex *tex, struct str *text)
{
    struct str above = STR_INIT;
    struct str below = STR_INIT;
    bool understood = take_argument(tex, &above) &&
                      take_argument(tex, &below);

    if (understood) {
        add_part(text, &above);
        str_add_char(text, '/');
        add_part(text, &below);
    }
    str_release(&above);
    str_release(&below);
    return understood;
}

static bool
add_root(struct tex *tex, struct str *text)
{
    struct str part = STR_INIT;
    bool understood = !is_at(tex, '[') && take_argument(tex, &part);

    if (understood) {
        str_add(text, "√");
        add_part(text, &part);
    }
    str_release(&part);
    return understood;
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
                                        "operatorname", NULL};
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
    sign = tex_sign(name, len);
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
        str_add(text, "′");
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
