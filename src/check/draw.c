/* Knobs for trials. */
#include "check/draw.h"

/* splitmix64: Guy Steele, Doug Lea and Christine Flood, "Fast splittable
 * pseudorandom number generators", OOPSLA 2014. */
static uint64_t
mix(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15ULL;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

/* From min to max, both included; that some are likelier than others by
 * a ten thousand millionth does no harm. */
static int64_t
between(uint64_t *state, int64_t min, int64_t max)
{
    uint64_t span = (uint64_t)max - (uint64_t)min;
    uint64_t number = mix(state);

    if (span != UINT64_MAX)
        number %= span + 1;
    return (int64_t)((uint64_t)min + number);
}

void
draw_knobs(const struct exercise *exercise, uint64_t seed, size_t trial,
           struct run *run)
{
    const struct check_plan *plan = &exercise->plan;
    uint64_t state = seed + trial * 0x2545f4914f6cdd1dULL;

    for (size_t i = 0; i < plan->ndraws; i++) {
        const struct draw *draw = &plan->draws[i];
        int64_t drawn = between(&state, draw->min, draw->max);

        run->knobs[draw->knob].value = trial == 0   ? draw->min
                                       : trial == 1 ? draw->max
                                                    : drawn;
    }
}

void
draw_small_knobs(const struct exercise *exercise, uint64_t seed, size_t trial,
                 struct run *run)
{
    const struct check_plan *plan = &exercise->plan;
    uint64_t state = seed + trial * 0x2545f4914f6cdd1dULL;

    for (size_t i = 0; i < plan->ndraws; i++) {
        const struct draw *draw = &plan->draws[i];
        int64_t most = draw->min + (draw->max - draw->min) / 10;
        int64_t drawn = between(&state, draw->min, most);

        run->knobs[draw->knob].value = trial == 0 ? draw->min : drawn;
    }
}
