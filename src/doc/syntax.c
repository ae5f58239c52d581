/*
 * Code by meaning: comments, strings, keywords.  What is none of them stays
 * as it is; a compiler's view of the code is not wanted.
 */
#include "doc/syntax.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "doc/rows.h"

/* In the order of strcmp(). */
static const char *const c_words[] = {
    "FILE", "NULL", "_Alignas", "_Alignof", "_Atomic", "_Bool", "_Complex",
    "_Generic", "_Imaginary", "_Noreturn", "_Static_assert",
    "_Thread_local", "alignas", "alignof", "auto", "bool", "break", "case",
    "char", "const", "constexpr", "continue", "default", "do", "double",
    "else", "enum", "extern", "false", "float", "for", "goto", "if",
    "inline", "int", "long", "nullptr", "register", "restrict", "return",
    "short", "signed", "sizeof", "static", "static_assert", "struct",
    "switch", "thread_local", "true", "typedef", "typeof", "union",
    "unsigned", "void", "volatile", "while",
};

static const char *const python_words[] = {
    "False", "None", "True", "and", "as", "assert", "async", "await",
    "break", "class", "continue", "def", "del", "elif", "else", "except",
    "finally", "for", "from", "global", "if", "import", "in", "is",
    "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try",
    "while", "with", "yield",
};

#define COUNT(array) (sizeof array / sizeof *array)

struct syntax_language {
    const char *names[11];
    enum syntax_family family;
    const char *const *words;
    size_t nwords;
};

static const struct syntax_language languages[] = {
    {{"c", "h"}, SYNTAX_C, c_words, COUNT(c_words)},
    {{"python", "py", "python3", "pycon"},
     SYNTAX_HASH,
     python_words,
     COUNT(python_words)},
    {{"cpp", "c++", "cc", "hpp", "java", "js", "go", "rust"},
     SYNTAX_C, NULL, 0},
    {{"sh", "bash", "shell", "ini", "toml", "yaml", "make"},
     SYNTAX_HASH, NULL, 0},
};

static bool
is_named(const struct syntax_language *language, const char *name,
         size_t len)
{
    for (const char *const *names = language->names; *names; names++) {
        if (strlen(*names) == len && strncasecmp(*names, name, len) == 0)
            return true;
    }
    return false;
}

struct syntax
syntax_begin(const char *info)
{
    size_t len = strcspn(info, " \t,{");
    struct syntax syntax = {0};

    for (size_t i = 0; i < COUNT(languages); i++) {
        if (is_named(&languages[i], info, len))
            syntax.language = &languages[i];
    }
    return syntax;
}

/* Text that is not ended, to look for among words. */
struct word {
    const char *text;
    size_t len;
};

static int
compare_word(const void *key, const void *item)
{
    const struct word *word = key;
    const char *other = *(const char *const *)item;
    int order = strncmp(word->text, other, word->len);

    return order ? order : other[word->len] ? -1 : 0;
}

static bool
is_keyword(const struct syntax_language *language, const char *text,
           size_t len)
{
    struct word word = {text, len};

    if (language->words == c_words && len > 2 &&
        memcmp(text + len - 2, "_t", 2) == 0)
        return true;
    return language->nwords &&
           bsearch(&word, language->words, language->nwords,
                   sizeof *language->words, compare_word);
}

static bool
is_letter(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

/* Whether a word may begin behind `before`, which is 0 at a line's start. */
static bool
is_apart(char before)
{
    return !before || before == ' ' || before == '\t';
}

/* Bytes of what makes a word that begins with it mean something else: the
 * sign of a directive, with blanks behind it, or of a decorator. */
static size_t
sign_bytes(const struct syntax *syntax, const char *text, size_t len)
{
    size_t at = 1;

    if (syntax->begun)
        return 0;
    if (syntax->language->words == python_words)
        return *text == '@';
    if (syntax->language->words != c_words || *text != '#')
        return 0;
    while (at < len && (text[at] == ' ' || text[at] == '\t'))
        at++;
    return at;
}

/* Whether a sign belongs to the word that it stands in: the points of a
 * decorator, the marks between the digits of a number. */
static bool
joins(char sign, char first, char next)
{
    return is_letter(next) && ((sign == '.' && first == '@') ||
                               (sign == '\'' && isdigit((unsigned char)first)));
}

/* Bytes of a name or number, or of a directive or decorator with its sign; 0
 * for neither. */
static size_t
word_bytes(const struct syntax *syntax, const char *text, size_t len)
{
    size_t start = sign_bytes(syntax, text, len);
    size_t at = start;

    while (at < len && (is_letter(text[at]) ||
                        (at > start && at + 1 < len &&
                         joins(text[at], *text, text[at + 1]))))
        at++;
    return at > start ? at : 0;
}

/* Bytes of what is no word, at least 1; marks stay with their sign. */
static size_t
plain_bytes(const char *text, size_t len)
{
    size_t at = 1;

    while (at < len && !strchr("\"'/#_@", text[at]) &&
           !isalnum((unsigned char)text[at]))
        at++;
    return at;
}

/* The rest of a comment, all of it before text[from] included. */
static size_t
finish_comment(struct syntax *syntax, const char *text, size_t len,
               size_t from)
{
    for (size_t i = from; i + 1 < len; i++) {
        if (text[i] == '*' && text[i + 1] == '/') {
            syntax->inside = false;
            return i + 2;
        }
    }
    syntax->inside = true;
    return len;
}

static bool
is_triple(const char *text, size_t len)
{
    return len >= 3 && text[1] == text[0] && text[2] == text[0];
}

/* The rest of a string, all of it before text[at] included. */
static size_t
finish_string(struct syntax *syntax, const char *text, size_t len, size_t at)
{
    while (at < len) {
        if (text[at] == '\\' && len - at > 1) {
            at += 2;
        } else if (text[at] == syntax->quote &&
                   (!syntax->triple || is_triple(text + at, len - at))) {
            syntax->quote = 0;
            return at + (syntax->triple ? 3 : 1);
        } else {
            at++;
        }
    }
    return len;
}

static size_t
begin_string(struct syntax *syntax, const char *text, size_t len)
{
    syntax->quote = *text;
    syntax->triple = syntax->language->family == SYNTAX_HASH &&
                     is_triple(text, len);
    return finish_string(syntax, text, len, syntax->triple ? 3 : 1);
}

/* Bytes of the comment that begins here, or 0. */
static size_t
begin_comment(struct syntax *syntax, const char *text, size_t len)
{
    if (syntax->language->family == SYNTAX_HASH)
        return *text == '#' && is_apart(syntax->before) ? len : 0;
    if (len < 2 || *text != '/')
        return 0;
    if (text[1] == '*')
        return finish_comment(syntax, text, len, 2);
    return text[1] == '/' ? len : 0;
}

/* What stands at text, whatever it is. */
static size_t
take(struct syntax *syntax, const char *text, size_t len, unsigned *ret_style)
{
    size_t taken = 0;

    *ret_style = STYLE_COMMENT;
    if (syntax->inside)
        return finish_comment(syntax, text, len, 0);
    if (!syntax->quote)
        taken = begin_comment(syntax, text, len);
    if (taken)
        return taken;
    *ret_style = STYLE_STRING;
    if (syntax->quote)
        return finish_string(syntax, text, len, 0);
    if (*text == '"' || *text == '\'')
        return begin_string(syntax, text, len);
    taken = word_bytes(syntax, text, len);
    *ret_style = taken && (*text == '#' || *text == '@' ||
                           is_keyword(syntax->language, text, taken))
                     ? STYLE_KEYWORD
                     : 0;
    return taken ? taken : plain_bytes(text, len);
}

size_t
syntax_run(struct syntax *syntax, const char *text, size_t len,
           unsigned *ret_style)
{
    size_t taken;

    if (!syntax->language) {
        *ret_style = 0;
        return len;
    }
    taken = take(syntax, text, len, ret_style);
    syntax->before = text[taken - 1];
    for (size_t i = 0; i < taken && !syntax->begun; i++)
        syntax->begun = text[i] != ' ' && text[i] != '\t';
    return taken;
}

void
syntax_end_line(struct syntax *syntax)
{
    if (!syntax->triple)
        syntax->quote = 0;
    syntax->before = 0;
    syntax->begun = false;
}
