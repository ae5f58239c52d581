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
    {"left", ""}, {"right", ""}, {"quad", " "}, {"qquad", "  "},
    {",", " "}, {":", " "}, {";", " "}, {" ", " "}, {"!", ""},
    {"{", "{"}, {"}", "}"}, {"%", "%"}, {"$", "$"}, {"_", "_"},
    {"#", "#"}, {"&", "&"}, {"|", "‖"},
};

const char *
tex_sign(const char *name, size_t len)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (strlen(signs[i].name) == len &&
            memcmp(signs[i].name, name, len) == 0)
            return signs[i].text;
    }
    return NULL;
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

static const char *
find_small(const struct sign *small, const char *text, size_t len)
{
    for (; small->name; small++) {
        if (strlen(small->name) == len && memcmp(small->name, text, len) == 0)
            return small->text;
    }
    return NULL;
}

bool
tex_script(struct str *small, const char *text, size_t len, bool raised)
{
    const struct sign *all = raised ? raised_signs : lowered_signs;
    size_t before = small->len;

    while (len) {
        uint32_t code;
        size_t bytes = utf8_decode(text, len, &code);
        const char *found = code == ' ' ? "" : find_small(all, text, bytes);

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
