/* Tables of what TeX names and Unicode has. */
#include "doc/tex_signs.h"

#include <string.h>

#include "base/utf8.h"

struct sign {
    const char *name;
    const char *text;
};

static const struct sign signs[] = {
    {"alpha", "α"}, {"beta", "β"}, {"gamma", "γ"}, {"delta", "δ"},
    {"epsilon", "ε"}, {"varepsilon", "ε"}, {"zeta", "ζ"}, {"eta", "η"},
    {"theta", "θ"}, {"iota", "ι"}, {"kappa", "κ"}, {"lambda", "λ"},
    {"mu", "μ"}, {"nu", "ν"}, {"xi", "ξ"}, {"pi", "π"}, {"rho", "ρ"},
    {"sigma", "σ"}, {"tau", "τ"}, {"upsilon", "υ"}, {"phi", "φ"},
    {"varphi", "φ"}, {"chi", "χ"}, {"psi", "ψ"}, {"omega", "ω"},
    {"Gamma", "Γ"}, {"Delta", "Δ"}, {"Theta", "Θ"}, {"Lambda", "Λ"},
    {"Xi", "Ξ"}, {"Pi", "Π"}, {"Sigma", "Σ"}, {"Phi", "Φ"},
    {"Psi", "Ψ"}, {"Omega", "Ω"},
    {"sum", "∑"}, {"prod", "∏"}, {"int", "∫"}, {"partial", "∂"},
    {"nabla", "∇"}, {"infty", "∞"}, {"cdot", "⋅"}, {"times", "×"},
    {"div", "÷"}, {"pm", "±"}, {"mp", "∓"}, {"ast", "*"},
    {"le", "≤"}, {"leq", "≤"}, {"ge", "≥"}, {"geq", "≥"}, {"ne", "≠"},
    {"neq", "≠"}, {"approx", "≈"}, {"equiv", "≡"}, {"sim", "∼"},
    {"propto", "∝"}, {"ll", "≪"}, {"gg", "≫"}, {"lt", "<"}, {"gt", ">"},
    {"in", "∈"}, {"notin", "∉"}, {"subset", "⊂"}, {"subseteq", "⊆"},
    {"cup", "∪"}, {"cap", "∩"}, {"emptyset", "∅"}, {"forall", "∀"},
    {"exists", "∃"}, {"neg", "¬"}, {"land", "∧"}, {"lor", "∨"},
    {"to", "→"}, {"rightarrow", "→"}, {"leftarrow", "←"},
    {"Rightarrow", "⇒"}, {"Leftrightarrow", "⇔"}, {"mapsto", "↦"},
    {"ldots", "…"}, {"dots", "…"}, {"cdots", "⋯"}, {"circ", "∘"},
    {"degree", "°"}, {"prime", "′"}, {"ell", "ℓ"}, {"hbar", "ℏ"},
    {"lfloor", "⌊"}, {"rfloor", "⌋"}, {"lceil", "⌈"}, {"rceil", "⌉"},
    {"langle", "⟨"}, {"rangle", "⟩"}, {"mid", "|"}, {"vert", "|"},
    {"sin", "sin"}, {"cos", "cos"}, {"tan", "tan"}, {"arctan", "arctan"},
    {"exp", "exp"}, {"log", "log"}, {"ln", "ln"}, {"lim", "lim"},
    {"min", "min"}, {"max", "max"}, {"gcd", "gcd"}, {"bmod", "mod"},
    {"quad", " "}, {"qquad", "  "},
    {",", " "}, {":", " "}, {";", " "}, {" ", " "}, {"!", ""},
    {"leftrightarrow", "↔"}, {"implies", "⟹"}, {"iff", "⟺"},
    {"gets", "←"}, {"uparrow", "↑"}, {"downarrow", "↓"},
    {"setminus", "∖"}, {"supset", "⊃"}, {"supseteq", "⊇"}, {"ni", "∋"},
    {"nexists", "∄"}, {"oplus", "⊕"}, {"otimes", "⊗"}, {"perp", "⊥"},
    {"parallel", "∥"}, {"simeq", "≃"}, {"cong", "≅"}, {"prec", "≺"},
    {"succ", "≻"}, {"bullet", "•"}, {"star", "⋆"}, {"colon", ":"},
    {"oint", "∮"}, {"iint", "∬"}, {"bigcup", "⋃"}, {"bigcap", "⋂"},
    {"wedge", "∧"}, {"vee", "∨"}, {"top", "⊤"}, {"bot", "⊥"},
    {"lvert", "|"}, {"rvert", "|"}, {"lVert", "‖"}, {"rVert", "‖"},
    {"Pr", "Pr"}, {"sup", "sup"}, {"inf", "inf"}, {"arg", "arg"},
    {"mod", "mod"}, {"limits", ""}, {"displaystyle", ""},
    {"Upsilon", "Υ"}, {"vartheta", "ϑ"}, {"Re", "ℜ"}, {"Im", "ℑ"},
    {"{", "{"}, {"}", "}"}, {"%", "%"}, {"$", "$"}, {"_", "_"},
    {"#", "#"}, {"&", "&"}, {"|", "‖"}, {NULL, NULL},
};

/* Where ASCII has better than the name. */
static const struct sign ascii_signs[] = {
    {"infty", "infinity"}, {"cdot", "*"}, {"times", "x"}, {"div", "/"},
    {"pm", "+-"}, {"mp", "-+"}, {"le", "<="}, {"leq", "<="}, {"ge", ">="},
    {"geq", ">="}, {"ne", "!="}, {"neq", "!="}, {"approx", "~="},
    {"equiv", "=="}, {"sim", "~"}, {"ll", "<<"}, {"gg", ">>"},
    {"to", "->"}, {"rightarrow", "->"}, {"leftarrow", "<-"}, {"gets", "<-"},
    {"Rightarrow", "=>"}, {"Leftrightarrow", "<=>"}, {"mapsto", "|->"},
    {"leftrightarrow", "<->"}, {"implies", "=>"}, {"iff", "<=>"},
    {"ldots", "..."}, {"dots", "..."}, {"cdots", "..."}, {"prime", "'"},
    {"neg", "not "}, {"land", "and"}, {"lor", "or"}, {"wedge", "and"},
    {"vee", "or"}, {"langle", "<"}, {"rangle", ">"}, {"|", "||"},
    {"lVert", "||"}, {"rVert", "||"}, {"bullet", "*"}, {"star", "*"},
    {"setminus", "\\"}, {"perp", "_|_"}, {"parallel", "||"},
    {NULL, NULL},
};

static const struct sign fractions[] = {
    {"1/2", "½"}, {"1/3", "⅓"}, {"2/3", "⅔"}, {"1/4", "¼"}, {"3/4", "¾"},
    {"1/5", "⅕"}, {"2/5", "⅖"}, {"3/5", "⅗"}, {"4/5", "⅘"}, {"1/6", "⅙"},
    {"5/6", "⅚"}, {"1/8", "⅛"}, {"3/8", "⅜"}, {"5/8", "⅝"}, {"7/8", "⅞"},
    {NULL, NULL},
};

static const struct sign blackboard[] = {
    {"N", "ℕ"}, {"Z", "ℤ"}, {"Q", "ℚ"}, {"R", "ℝ"}, {"C", "ℂ"}, {"P", "ℙ"},
    {NULL, NULL},
};

static const struct sign accents[] = {
    {"hat", "\u0302"}, {"bar", "\u0304"}, {"overline", "\u0304"},
    {"tilde", "\u0303"}, {"dot", "\u0307"}, {"vec", "\u20D7"},
    {NULL, NULL},
};

static const char *
find_named(const struct sign *all, const char *name, size_t len)
{
    for (; all->name; all++) {
        if (strlen(all->name) == len && memcmp(all->name, name, len) == 0)
            return all->text;
    }
    return NULL;
}

static bool
is_ascii(const char *text)
{
    for (; *text; text++) {
        if ((unsigned char)*text >= 0x80)
            return false;
    }
    return true;
}

const char *
tex_sign(const char *name, size_t len, bool ascii)
{
    const struct sign *sign = signs;
    const char *better = ascii ? find_named(ascii_signs, name, len) : NULL;

    while (sign->name &&
           (strlen(sign->name) != len || memcmp(sign->name, name, len) != 0))
        sign++;
    if (better)
        return better;
    return !ascii || !sign->name || is_ascii(sign->text) ? sign->text
                                                         : sign->name;
}

const char *
tex_fraction(const char *above, const char *below)
{
    char text[4];

    if (strlen(above) != 1 || strlen(below) != 1)
        return NULL;
    memcpy(text, (char[]){*above, '/', *below, '\0'}, sizeof text);
    return find_named(fractions, text, 3);
}

const char *
tex_blackboard(const char *letter)
{
    return find_named(blackboard, letter, strlen(letter));
}

const char *
tex_accent(const char *name, size_t len)
{
    return find_named(accents, name, len);
}

/* A sign each, and behind it the same one small. */
static const struct sign raised_signs[] = {
    {"0", "⁰"}, {"1", "¹"}, {"2", "²"}, {"3", "³"}, {"4", "⁴"}, {"5", "⁵"},
    {"6", "⁶"}, {"7", "⁷"}, {"8", "⁸"}, {"9", "⁹"}, {"+", "⁺"}, {"-", "⁻"},
    {"=", "⁼"}, {"(", "⁽"}, {")", "⁾"}, {"a", "ᵃ"}, {"b", "ᵇ"}, {"c", "ᶜ"},
    {"d", "ᵈ"}, {"e", "ᵉ"}, {"f", "ᶠ"}, {"g", "ᵍ"}, {"h", "ʰ"}, {"i", "ⁱ"},
    {"j", "ʲ"}, {"k", "ᵏ"}, {"l", "ˡ"}, {"m", "ᵐ"}, {"n", "ⁿ"}, {"o", "ᵒ"},
    {"p", "ᵖ"}, {"r", "ʳ"}, {"s", "ˢ"}, {"t", "ᵗ"}, {"u", "ᵘ"}, {"v", "ᵛ"},
    {"w", "ʷ"}, {"x", "ˣ"}, {"y", "ʸ"}, {"z", "ᶻ"}, {"T", "ᵀ"}, {"N", "ᴺ"},
    {"β", "ᵝ"}, {"γ", "ᵞ"}, {"δ", "ᵟ"}, {"θ", "ᶿ"}, {"φ", "ᵠ"}, {"χ", "ᵡ"},
    {"∘", "°"}, {"′", "′"}, {NULL, NULL},
};

static const struct sign lowered_signs[] = {
    {"0", "₀"}, {"1", "₁"}, {"2", "₂"}, {"3", "₃"}, {"4", "₄"}, {"5", "₅"},
    {"6", "₆"}, {"7", "₇"}, {"8", "₈"}, {"9", "₉"}, {"+", "₊"}, {"-", "₋"},
    {"=", "₌"}, {"(", "₍"}, {")", "₎"}, {"a", "ₐ"}, {"e", "ₑ"}, {"h", "ₕ"},
    {"i", "ᵢ"}, {"j", "ⱼ"}, {"k", "ₖ"}, {"l", "ₗ"}, {"m", "ₘ"}, {"n", "ₙ"},
    {"o", "ₒ"}, {"p", "ₚ"}, {"r", "ᵣ"}, {"s", "ₛ"}, {"t", "ₜ"}, {"u", "ᵤ"},
    {"v", "ᵥ"}, {"x", "ₓ"}, {"β", "ᵦ"}, {"γ", "ᵧ"}, {"ρ", "ᵨ"}, {"φ", "ᵩ"},
    {"χ", "ᵪ"}, {NULL, NULL},
};

bool
tex_script(struct str *small, const char *text, size_t len, bool raised)
{
    const struct sign *all = raised ? raised_signs : lowered_signs;
    size_t before = small->len;

    while (len) {
        uint32_t code;
        size_t bytes = utf8_decode(text, len, &code);
        const char *found = code == ' ' ? "" : find_named(all, text, bytes);

        if (!found) {
            if (small->len > before)
                str_truncate(small, before);
            return false;
        }
        str_add(small, found);
        text += bytes;
        len -= bytes;
    }
    return true;
}
