/* Checks on stdout. */
#include "cli/check_show.h"

#include <string.h>

#include "base/clock.h"
#include "report/ladder.h"
#include "report/verdict.h"

#define DRAW_EVERY (200 * CLOCK_MS)
#define NAME_MOST 24

void
check_show_init(struct check_show *show, const struct checks *checks,
                struct out *out)
{
    *show = (struct check_show){
        .checks = checks,
        .out = out,
        .live = out->terminal,
    };
    region_init(&show->region, out);
}

static const char *
sgr_of(enum rung_state state)
{
    return state == RUNG_HELD                                ? "32"
           : state == RUNG_BROKE                             ? "31"
           : state == RUNG_CLIMBING || state == RUNG_UNKNOWN ? "33"
                                                             : "2";
}

/* ---- one check: its ladder */

static void
add_rung(struct region *region, const struct findings *findings,
         enum rung_id rung)
{
    enum rung_state state = ladder_state(findings, rung);
    struct str words = STR_INIT;

    ladder_words(findings, rung, &words);
    region_line(region);
    region_add(region, "", "  ");
    region_add(region, sgr_of(state), ladder_sign(state));
    region_add(region, "", " ");
    region_add(region, state == RUNG_AHEAD ? "2" : "", rung_name(rung));
    region_tab(region, 6 + LADDER_NAME);
    region_add(region, state == RUNG_BROKE ? "31" : "", str_text(&words));
    str_release(&words);
}

static void
draw_ladder(struct check_show *show, const struct climb *climb)
{
    struct region *region = &show->region;

    region_line(region);
    region_add(region, "1", climb->exercise->name);
    region_add(region, "2", ": ");
    region_add(region, "2", climb->findings.file);
    for (int i = 0; i < RUNGS; i++)
        if (ladder_has(&climb->findings, (enum rung_id)i))
            add_rung(region, &climb->findings, (enum rung_id)i);
    region_draw(region);
}

/* ---- several: a line each */

static int
name_columns(const struct checks *checks)
{
    int columns = 0;

    for (size_t i = 0; i < checks->count; i++) {
        int len = (int)strlen(checks->climbs[i].exercise->name);

        columns = len > columns ? len : columns;
    }
    return columns < NAME_MOST ? columns : NAME_MOST;
}

static enum rung_state
state_of(const struct climb *climb)
{
    enum verdict verdict = climb->findings.verdict;

    if (climb->state != CLIMB_OVER)
        return climb->state == CLIMB_AHEAD ? RUNG_AHEAD : RUNG_CLIMBING;
    return verdict == VERDICT_PASSED         ? RUNG_HELD
           : verdict == VERDICT_NOT_FINISHED ? RUNG_SPARED
           : verdict == VERDICT_NOT_CHECKED  ? RUNG_UNKNOWN
                                             : RUNG_BROKE;
}

static void
add_rungs(struct region *region, const struct climb *climb)
{
    const struct findings *findings = &climb->findings;

    for (int i = 0; i < RUNGS; i++) {
        enum rung_id rung = (enum rung_id)i;
        enum rung_state state = ladder_state(findings, rung);
        struct str words = STR_INIT;

        if (!ladder_has(findings, rung))
            continue;
        if (state == RUNG_CLIMBING)
            ladder_words(findings, rung, &words);
        region_add(region, "", "  ");
        region_add(region, sgr_of(state), ladder_sign(state));
        region_add(region, "", " ");
        region_add(region, state == RUNG_AHEAD ? "2" : "", rung_name(rung));
        if (words.len)
            region_add(region, "", " ");
        region_add(region, "2", str_text(&words));
        str_release(&words);
    }
}

static void
add_climb(struct check_show *show, const struct climb *climb)
{
    struct region *region = &show->region;
    enum rung_state state = state_of(climb);

    region_line(region);
    region_add(region, "", " ");
    region_add(region, sgr_of(state), ladder_sign(state));
    region_add(region, "", " ");
    region_add(region, state == RUNG_AHEAD ? "2" : "", climb->exercise->name);
    region_tab(region, 3 + name_columns(show->checks));
    if (climb->state == CLIMB_OVER) {
        region_add(region, "", "  ");
        region_add(region, sgr_of(state),
                   verdict_name(climb->findings.verdict));
    } else if (climb->state != CLIMB_AHEAD) {
        add_rungs(region, climb);
    }
}

/* As many as there is room for, from the first on that goes on. */
static void
draw_grid(struct check_show *show)
{
    size_t last = show->told + region_height() - 1;

    for (size_t i = show->told; i < show->checks->count && i < last; i++)
        add_climb(show, &show->checks->climbs[i]);
    region_draw(&show->region);
}

/* ---- when it is over */

static void
report(struct check_show *show, const struct findings *findings)
{
    struct str text = STR_INIT;

    if (show->reported)
        str_add_char(&text, '\n');
    show->reported = true;
    verdict_plain(findings, show->out->columns, &text);
    out_add_n(show->out, str_text(&text), text.len);
    out_flush(show->out);
    str_release(&text);
}

static bool
is_grid(const struct check_show *show)
{
    return show->live && show->checks->count > 1;
}

static void
tell(struct check_show *show, const struct climb *climb)
{
    if (is_grid(show)) {
        add_climb(show, climb);
        region_keep(&show->region);
        show->reported = true;
        return;
    }
    if (show->live)
        region_end(&show->region);
    report(show, &climb->findings);
}

void
check_show_update(void *context)
{
    struct check_show *show = context;
    const struct checks *checks = show->checks;
    int64_t now = clock_now();
    bool news = false;

    if (show->quiet)
        return;
    for (; show->told < checks->count &&
           checks->climbs[show->told].state == CLIMB_OVER;
         show->told++, news = true)
        tell(show, &checks->climbs[show->told]);
    if (!show->live || show->told == checks->count ||
        (!news && now - show->drawn < DRAW_EVERY))
        return;
    show->drawn = now;
    if (is_grid(show))
        draw_grid(show);
    else if (checks->climbs[0].state != CLIMB_AHEAD)
        draw_ladder(show, &checks->climbs[0]);
}

/* What the grid has no room for: why they fell short. */
void
check_show_end(struct check_show *show)
{
    if (show->quiet)
        return;
    if (show->live)
        region_end(&show->region);
    for (size_t i = 0; is_grid(show) && i < show->checks->count; i++) {
        const struct climb *climb = &show->checks->climbs[i];

        if (climb->state == CLIMB_OVER &&
            climb->findings.verdict != VERDICT_PASSED &&
            climb->findings.verdict != VERDICT_NOT_FINISHED)
            report(show, &climb->findings);
    }
}
