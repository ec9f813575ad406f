// The loss of an output and its gradient: mean((mask output - target)^2) over count samples, plus weight times the total
// variation of the output, height x width x channels.
//
// Sums are pairs of floats, high and low, so that a loss has the digits of a Double's. state[0...1] is the sum of squares,
// state[2...3] that of the total variation; the host divides. state[4] is 1 while both are finite: without it nothing is
// updated.

#define SAMPLES_PER_ITEM 16

// gradient = factor (mask output - target) mask; partials[group] = the sum of squares.
KERNEL squared_error(
    INPUT(output), INPUT(target), INPUT(mask), int has_mask, OUTPUT(gradient), OUTPUT(partials), wide count,
    float factor)
{
    BIND_INPUT(output);
    BIND_INPUT(target);
    BIND_INPUT(mask);
    BIND_OUTPUT(gradient);
    BIND_OUTPUT(partials);
    LOCAL float highs[ITEMS], lows[ITEMS];
    float high = 0, low = 0;
    for (int step = 0; step < SAMPLES_PER_ITEM; step++) {
        const wide i = ((wide)GROUP(0) * SAMPLES_PER_ITEM + step) * ITEMS + ITEM;
        if (i < count) {
            const float weight = has_mask ? mask[i] : 1;
            const float difference = weight * output[i] - target[i];
            const float square = difference * difference;
            ADD_TO_PAIR(high, low, square)
            low += FMA(difference, difference, -square);
            gradient[i] = factor * difference * weight;
        }
    }
    SUM_PAIRS(high, low, highs, lows)
    if (ITEM == 0) {
        partials[2 * GROUP(0)] = highs[0];
        partials[2 * GROUP(0) + 1] = lows[0];
    }
}

HELPER float direction(float difference)
{
    return difference > 0 ? 1 : difference < 0 ? -1 : 0;
}

// gradient += factor d/d output of the sum of |right neighbour - sample| + |sample below - sample| within the rectangle of
// rows top ..< bottom and columns left ..< right; partials[group] = that sum.
KERNEL total_variation(
    INPUT(output), OUTPUT(gradient), OUTPUT(partials), int width, int channels, int top, int bottom, int left, int right,
    float factor)
{
    BIND_INPUT(output);
    BIND_OUTPUT(gradient);
    BIND_OUTPUT(partials);
    LOCAL float highs[ITEMS], lows[ITEMS];
    const int columns = right - left;
    const wide count = (wide)(bottom - top) * columns * channels, line = (wide)width * channels;
    float high = 0, low = 0;
    for (int step = 0; step < SAMPLES_PER_ITEM; step++) {
        const wide i = ((wide)GROUP(0) * SAMPLES_PER_ITEM + step) * ITEMS + ITEM;
        if (i < count) {
            const int channel = CHANNEL_OF(i, channels), pixel = PIXEL_OF(i, channels);
            const int y = top + pixel / columns, x = left + pixel % columns;
            const wide place = ((wide)y * width + x) * channels + channel;
            const float value = output[place];
            float slope = 0;
            if (x + 1 < right) {
                const float difference = output[place + channels] - value;
                slope -= direction(difference);
                ADD_TO_PAIR(high, low, ABS(difference))
            }
            if (y + 1 < bottom) {
                const float difference = output[place + line] - value;
                slope -= direction(difference);
                ADD_TO_PAIR(high, low, ABS(difference))
            }
            if (x > left) slope += direction(value - output[place - channels]);
            if (y > top) slope += direction(value - output[place - line]);
            gradient[place] = FMA(factor, slope, gradient[place]);
        }
    }
    SUM_PAIRS(high, low, highs, lows)
    if (ITEM == 0) {
        partials[2 * GROUP(0)] = highs[0];
        partials[2 * GROUP(0) + 1] = lows[0];
    }
}

// The second round, by one group: state as above.
KERNEL loss(INPUT(errors), int error_groups, INPUT(variations), int variation_groups, OUTPUT(state))
{
    BIND_INPUT(errors);
    BIND_INPUT(variations);
    BIND_OUTPUT(state);
    LOCAL float highs[ITEMS], lows[ITEMS];
    float high = 0, low = 0;
    for (int group = ITEM; group < error_groups; group += ITEMS) {
        ADD_TO_PAIR(high, low, errors[2 * group])
        low += errors[2 * group + 1];
    }
    SUM_PAIRS(high, low, highs, lows)
    const float error_high = highs[0], error_low = lows[0];
    BARRIER;
    high = 0;
    low = 0;
    for (int group = ITEM; group < variation_groups; group += ITEMS) {
        ADD_TO_PAIR(high, low, variations[2 * group])
        low += variations[2 * group + 1];
    }
    SUM_PAIRS(high, low, highs, lows)
    if (ITEM == 0) {
        state[0] = error_high;
        state[1] = error_low;
        state[2] = highs[0];
        state[3] = lows[0];
        const float sum = error_high + error_low + (highs[0] + lows[0]);
        state[4] = IS_FINITE(sum) ? 1 : 0;
    }
}

// found[0] = 1 where one of count values is not finite; found starts as 0. Channels are side by side, and `step` floats from
// one pixel to the next.
KERNEL find_not_finite(INPUT(x), OUTPUT(found), wide count, int channels, int step)
{
    BIND_INPUT(x);
    BIND_OUTPUT(found);
    const wide i = INDEX;
    if (i < count && !IS_FINITE(x[(wide)PIXEL_OF(i, channels) * step + CHANNEL_OF(i, channels)])) found[0] = 1;
}
