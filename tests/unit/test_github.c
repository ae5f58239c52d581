#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "laid_out.h"

static void
test_github__callout_has_its_kind_for_a_title(void **state)
{
    (void)state;
    check_rows("> [!NOTE]\n> a\n> b\n", 40, "┃ Note\n┃ a b\n");
    check_rows("> [!tip]\n>\n> a\n", 40, "┃ Tip\n┃\n┃ a\n");
    check_rows("> [!IMPORTANT]\n> - a\n", 40, "┃ Important\n┃\n┃   • a\n");
    check_rows("- > [!WARNING]  \n  > a\n", 40,
               "  • ┃ Warning\n    ┃ a\n");
    check_style("> [!CAUTION]\n> a\n", "Caution",
                STYLE_QUOTE | STYLE_STRONG);
    check_style("> [!CAUTION]\n> body\n", "body", STYLE_QUOTE);
}

static void
test_github__other_quotes_are_no_callouts(void **state)
{
    (void)state;
    check_rows("> [!NOTE]\n", 40, "┃ [!NOTE]\n");
    check_rows("> [!NOTE] a\n", 40, "┃ [!NOTE] a\n");
    check_rows("> [!NOBODY]\n> a\n", 40, "┃ [!NOBODY] a\n");
    check_rows("> a\n> [!NOTE]\n> b\n", 40, "┃ a [!NOTE] b\n");
    check_rows("[!NOTE]\na\n", 40, "[!NOTE] a\n");
}

static void
test_github__rows_of_a_callout_know_their_line(void **state)
{
    struct doc *doc = laid_out_doc("a\n\n> [!NOTE]\n> b\n");
    struct rows *rows = rows_new(doc, 40);

    (void)state;
    assert_int_equal(rows_count(rows), 4);
    assert_int_equal(rows_at(rows, 2)->line, 3);
    assert_int_equal(rows_at(rows, 3)->line, 4);
    rows_free(rows);
    doc_free(doc);
}

static void
test_github__text_between_two_tildes_is_struck(void **state)
{
    (void)state;
    check_rows("a ~~b~~ c~~d~~e\n", 40, "a ~b~ c~d~e\n");
    check_style("a ~~b c~~ d\n", "b c", STYLE_STRIKE);
    check_style("a ~~b c~~ d\n", "d", 0);
    check_style("a ~~b c~~ d\n", "~", STYLE_DECORATION);
    check_style("~~b\nc~~\n", "c", STYLE_STRIKE);
    check_style("a ~~**b** `c`~~\n", "b", STYLE_STRIKE | STYLE_STRONG);
    check_style("a ~~**b** `c`~~\n", "c", STYLE_STRIKE | STYLE_CODE);
    check_style("**a ~~b~~**\n", "b", STYLE_STRIKE | STYLE_STRONG);
    check_style("# ~~b~~\n", "b",
                STYLE_STRIKE | STYLE_HEADING | STYLE_TITLE);
    check_rows("- [x] ~~b~~\n", 40, "  ☑ ~b~\n");
    check_style("|a|~~b~~|\n|-|-|\n|c|d ~~e~~|\n", "b",
                STYLE_STRIKE | STYLE_STRONG);
    check_style("|a|~~b~~|\n|-|-|\n|c|d ~~e~~|\n", "e", STYLE_STRIKE);
}

static void
test_github__other_tildes_are_text(void **state)
{
    (void)state;
    check_rows("~~a\n\nb~~\n", 40, "~~a\n\nb~~\n");
    check_rows("~a~ ~~ b ~~ c~~\n", 40, "~a~ ~~ b ~~ c~~\n");
    check_rows("a ~~~b~~~ ~~~~c~~~~\n", 40, "a ~~~b~~~ ~~~~c~~~~\n");
    check_rows("\\~~a~~ b\n", 40, "~~a~~ b\n");
    check_rows("`~~a~~` ~~b *c~~ d*\n", 40, "~~a~~ ~~b c~~ d\n");
    check_rows("~~a\n", 40, "~~a\n");
}

static void
test_github__many_strikes_are_no_trouble(void **state)
{
    struct str text = STR_INIT;
    struct doc *doc;
    struct rows *rows;

    (void)state;
    for (int i = 0; i < 100000; i++)
        str_add(&text, "~~a~~ ~~");
    doc = laid_out_doc(str_text(&text));
    rows = rows_new(doc, 40);
    assert_true(rows_count(rows) > 1);
    rows_free(rows);
    doc_free(doc);
    str_release(&text);
}

static void
test_github__formulas_are_in_unicode(void **state)
{
    static const char *const pairs[][2] = {
        {"$x$", "x"},
        {"$x^2 + y_1$", "x² + y₁"},
        {"($x$)", "(x)"},
        {"a, $\\pi r^2$.", "a, π r²."},
        {"$\\Delta t \\le 2\\cdot10^{-3}$", "Δ t ≤ 2⋅10⁻³"},
        {"$\\frac{1}{2}$", "½"},
        {"$\\frac{a}{b} c$", "a/b c"},
        {"$\\frac{a}{b}c + \\frac{a}{b}(c)$", "(a/b)c + (a/b)(c)"},
        {"$2\\tfrac34$", "2¾"},
        {"$x^\\frac12$", "x^½"},
        {"$S = \\frac{1}{(1-p) + \\frac{p}{n}}$", "S = 1/((1-p) + p/n)"},
        {"$\\frac{4}{1 + x^2}$", "4/(1 + x²)"},
        {"$\\frac{1}{2\\pi}$", "1/(2π)"},
        {"$\\frac{dx}{dt}$", "dx/dt"},
        {"$\\frac12$ $\\frac17$", "½ 1/7"},
        {"$\\sqrt[3]{x} \\sqrt[n]{x+1}$", "³√x ⁿ√(x+1)"},
        {"$\\bar{x} \\hat p \\vec{v}$", "x\u0304 p\u0302 v\u20D7"},
        {"$x \\in \\mathbb{R}$", "x ∈ ℝ"},
        {"$\\left. x \\right|_0$", "x |₀"},
        {"$\\sum\\limits_{k=1}^{N} \\log_2 k$", "∑ₖ₌₁ᴺ log₂ k"},
        {"$a \\iff b \\implies c$", "a ⟺ b ⟹ c"},
        {"$\\sum_{i=0}^{n-1} a_i$", "∑ᵢ₌₀ⁿ⁻¹ aᵢ"},
        {"$\\int_0^1 f(x)\\,dx \\approx \\pi$", "∫₀¹ f(x) dx ≈ π"},
        {"$\\int_0^\\infty$", "∫₀^∞"},
        {"$\\sqrt2 \\ne \\sqrt{x + 1}$", "√2 ≠ √(x + 1)"},
        {"$t_{max}$ $t_{wall}$", "tₘₐₓ t_wall"},
        {"$2^{a Q}$", "2^(a Q)"},
        {"$f' \\to \\text{so it is}$", "f′ → so it is"},
        {"$\\left(a \\times b\\right) \\ge 0$", "(a × b) ≥ 0"},
        {"$a*b*c < d_e [x](y)$", "a*b*c < dₑ [x](y)"},
        {"$$x^2$$", "x²"},
        {"**$x^2$** *y*", "x² y"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct str expected = STR_INIT;

        str_add_format(&expected, "%s\n", pairs[i][1]);
        check_rows(pairs[i][0], 60, str_text(&expected));
        str_release(&expected);
    }
}

/* Of ASCII, so that no output has to make x2 of a raised 2. */
static void
test_github__formulas_are_in_ascii_where_they_have_to_be(void **state)
{
    static const char *const pairs[][2] = {
        {"$x^2 + y_1$", "x^2 + y_1"},
        {"$\\sum_{i=0}^{n-1} a_i \\le \\pi r^2$",
         "sum_(i=0)^(n-1) a_i <= pi r^2"},
        {"$\\int_0^\\infty f'(x)\\,dx$", "int_0^infinity f'(x) dx"},
        {"$\\frac12 \\times \\frac{a+b}{c}$", "1/2 x (a+b)/c"},
        {"$\\sqrt2 \\ne \\sqrt{x + 1}$", "sqrt(2) != sqrt(x + 1)"},
        {"$a \\to b, \\ldots, \\bar x \\approx \\mu$",
         "a -> b, ..., x ~= mu"},
        {"$x \\in \\mathbb{R}, \\alpha \\cdot \\beta$",
         "x in R, alpha * beta"},
        {"$5 and $6 \\$x\\$", "$5 and $6 $x$"},
    };

    (void)state;
    doc_use_ascii(true);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct str expected = STR_INIT;

        str_add_format(&expected, "%s\n", pairs[i][1]);
        check_rows(pairs[i][0], 60, str_text(&expected));
        str_release(&expected);
    }
    doc_use_ascii(false);
}

static void
test_github__dollars_of_other_kinds_are_text(void **state)
{
    static const char *const texts[] = {
        "$5 and $6",  "US$5 and 6$", "$ x $",         "a$x$",
        "$x$y",       "$x",          "$HOME/$USER",   "$5-$6",
        "$$",         "$$$x$$$",     "$\\unheard{x}$", "$x^$",
        "${x$",       "$x}$",        "$\\frac{1}$",
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct str expected = STR_INIT;

        str_add_format(&expected, "%s\n", texts[i]);
        check_rows(texts[i], 60, str_text(&expected));
        str_release(&expected);
    }
    check_rows("`$x^2$` \\$x^2$ [a](/$x^2$)", 60,
               "$x^2$ $x^2$ a[1]\n\n[1] /$x^2$\n");
    check_rows("```\n$x^2$\n```\n\n    $x^2$\n\n$x^2$\n", 60,
               "  ┃ $x^2$\n\n  ┃ $x^2$\n\nx²\n");
    check_rows("<b title='$x^2$'>", 60, "<b title='$x^2$'>\n");
}

static void
test_github__formulas_of_several_lines(void **state)
{
    struct doc *doc;
    struct rows *rows;

    (void)state;
    check_rows("a\n$$\nx^2\n$$\nb\n", 60, "a\n\nx²\n\nb\n");
    check_rows("> a\n> $$\n> x^2\n> = 1\n> $$\n", 60,
               "┃ a\n┃\n┃ x² = 1\n");
    check_rows("- $$\n  x^2\n  y\n  $$\n", 60, "  • x² y\n");
    check_rows("$$\n     x^2\n$$\n", 60, "$$ x^2 $$\n");
    doc = laid_out_doc("$$\nx^2\n$$\n\n# $y^2$\n");
    rows = rows_new(doc, 60);
    assert_int_equal(rows_at(rows, 0)->line, 2);
    assert_int_equal(rows_at(rows, 2)->line, 5);
    assert_string_equal(doc_heading(doc, 0)->text, "y²");
    rows_free(rows);
    doc_free(doc);
}

static void
test_github__formulas_in_tables(void **state)
{
    (void)state;
    check_rows("|a|$b^2$|\n|-|-|\n|$c_1$|d|\n", 60,
               "a  │ b²\n───┼───\nc₁ │ d\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_github__callout_has_its_kind_for_a_title),
        cmocka_unit_test(test_github__other_quotes_are_no_callouts),
        cmocka_unit_test(test_github__rows_of_a_callout_know_their_line),
        cmocka_unit_test(test_github__text_between_two_tildes_is_struck),
        cmocka_unit_test(test_github__other_tildes_are_text),
        cmocka_unit_test(test_github__many_strikes_are_no_trouble),
        cmocka_unit_test(test_github__formulas_are_in_unicode),
        cmocka_unit_test(
            test_github__formulas_are_in_ascii_where_they_have_to_be),
        cmocka_unit_test(test_github__dollars_of_other_kinds_are_text),
        cmocka_unit_test(test_github__formulas_of_several_lines),
        cmocka_unit_test(test_github__formulas_in_tables),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
