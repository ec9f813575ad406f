// Convolution k x k with stride and border: a large map H x W x C, a small map h x w x N, weights k x k x C x N (taps
// outermost), by products of gathered windows with weights (tile.cl). A transposed convolution is the same read backwards:
// its forward pass is `spread`, its input gradient `contract`.
//
// Borders: 0 zeros, 1 reflection without the edge, 2 the edge goes on.

// small = large * (weights x scale) + bias. Groups: tiles of pixels, tiles of outputs.
KERNEL contract(
    INPUT(large), INPUT(weights), INPUT(scale), INPUT(bias), int has_bias, OUTPUT(small), int height, int width,
    int channels, int small_height, int small_width, int outputs, int kernel_side, int stride, int padding, int border)
{
    BIND_INPUT(large);
    BIND_INPUT(weights);
    BIND_INPUT(scale);
    BIND_INPUT(bias);
    BIND_OUTPUT(small);
    DECLARE_TILE
    const int pixels = small_height * small_width, window = kernel_side * kernel_side * channels;
    const int pixel0 = GROUP(0) * TILE_M, output0 = GROUP(1) * TILE_N;
    int tops[LEFT_LOADS], lefts[LEFT_LOADS];
    UNROLL for (int i = 0; i < LEFT_LOADS; i++) {
        const int pixel = pixel0 + LOAD_ROW_BY_STEP(i);
        tops[i] = pixel < pixels ? pixel / small_width * stride - padding : -0x40000000;
        lefts[i] = pixel % small_width * stride - padding;
    }
    for (int k0 = -TILE_K; k0 < window; k0 += TILE_K) {
        if (k0 >= 0) {
            KEEP_LEFT_BY_STEP
            KEEP_RIGHT_BY_ROW
        }
        BARRIER;
        const int next = k0 + TILE_K;
        if (next < window) {
            const int k = next + LOAD_STEP_BY_STEP(0), tap = k / channels, channel = k % channels;
            const int tap_y = tap / kernel_side, tap_x = tap % kernel_side;
            UNROLL for (int i = 0; i < LEFT_LOADS; i++) {
                float value = 0;
                if (k < window && tops[i] > -0x20000000) {
                    const int y = bordered(tops[i] + tap_y, height, border);
                    const int x = bordered(lefts[i] + tap_x, width, border);
                    if (y >= 0 && x >= 0) value = large[((wide)y * width + x) * channels + channel];
                }
                left_next[i] = value;
            }
            LOAD_RIGHT_BY_ROW(weights, next, row, window, output, output0, outputs)
        }
        if (k0 >= 0) { MULTIPLY_TILE }
        BARRIER;
    }
    const float factor = scale[0];
    EACH_RESULT(
        pixel, pixel0, pixels, output, output0, outputs,
        small[(wide)pixel * outputs + output] = has_bias ? FMA(factor, sums[i][j], bias[output]) : factor * sums[i][j];)
}

// large += each sample of small times its k x k weights x scale, + bias: what the window saw beyond the border goes to
// `ring`, to be folded back, where margin (the padding of borders that are no zeros) is above 0. Samples of the large map of
// one phase of the stride have the same taps. Groups: tiles of pixels of a phase, tiles of channels, phases.
KERNEL spread(
    INPUT(small), INPUT(weights), INPUT(scale), INPUT(bias), int has_bias, OUTPUT(large), OUTPUT(ring), int height,
    int width, int channels, int small_height, int small_width, int outputs, int kernel_side, int stride, int padding,
    int margin)
{
    BIND_INPUT(small);
    BIND_INPUT(weights);
    BIND_INPUT(scale);
    BIND_INPUT(bias);
    BIND_OUTPUT(large);
    BIND_OUTPUT(ring);
    DECLARE_TILE
    const int phase_y = GROUP(2) / stride, phase_x = GROUP(2) % stride;
    const int rows = (height + 2 * margin - phase_y + stride - 1) / stride;
    const int columns = (width + 2 * margin - phase_x + stride - 1) / stride;
    const int first_y = (phase_y - margin + padding) % stride, first_x = (phase_x - margin + padding) % stride;
    const int taps_y = (kernel_side - first_y + stride - 1) / stride;
    const int taps_x = (kernel_side - first_x + stride - 1) / stride;
    const int pixels = rows * columns, window = taps_y > 0 && taps_x > 0 ? taps_y * taps_x * outputs : 0;
    const int pixel0 = GROUP(0) * TILE_M, channel0 = GROUP(1) * TILE_N;
    // The small map's sample under the first tap.
    int bottoms[LEFT_LOADS], rights[LEFT_LOADS];
    UNROLL for (int i = 0; i < LEFT_LOADS; i++) {
        const int pixel = pixel0 + LOAD_ROW_BY_STEP(i);
        bottoms[i] = pixel < pixels
            ? (pixel / columns * stride + phase_y - margin + padding - first_y) / stride : -0x40000000;
        rights[i] = (pixel % columns * stride + phase_x - margin + padding - first_x) / stride;
    }
    for (int k0 = -TILE_K; k0 < window; k0 += TILE_K) {
        if (k0 >= 0) {
            KEEP_LEFT_BY_STEP
            UNROLL for (int i = 0; i < RIGHT_LOADS; i++)
                if (ITEM + i * ITEMS < TILE_N * TILE_K)
                    right[LOAD_STEP_BY_STEP(i) * RIGHT_STEP + LOAD_ROW_BY_STEP(i)] = right_next[i];
        }
        BARRIER;
        const int next = k0 + TILE_K;
        if (next < window) {
            const int k = next + LOAD_STEP_BY_STEP(0), tap = k / outputs, output = k % outputs;
            const int tap_y = tap / taps_x, tap_x = tap % taps_x;
            UNROLL for (int i = 0; i < LEFT_LOADS; i++) {
                const int y = bottoms[i] - tap_y, x = rights[i] - tap_x;
                left_next[i] = k < window && y >= 0 && y < small_height && x >= 0 && x < small_width
                    ? small[((wide)y * small_width + x) * outputs + output] : 0;
            }
            const int weight_tap = (first_y + tap_y * stride) * kernel_side + first_x + tap_x * stride;
            UNROLL for (int i = 0; i < RIGHT_LOADS; i++) {
                const int channel = channel0 + LOAD_ROW_BY_STEP(i);
                right_next[i] = k < window && channel < channels && ITEM + i * ITEMS < TILE_N * TILE_K
                    ? weights[((wide)weight_tap * channels + channel) * outputs + output] : 0;
            }
        }
        if (k0 >= 0) { MULTIPLY_TILE }
        BARRIER;
    }
    const float factor = scale[0];
    UNROLL for (int i = 0; i < ITEM_M; i++) {
        const int pixel = pixel0 + ROW_OF(i);
        if (pixel < pixels) {
            const int y = pixel / columns * stride + phase_y, x = pixel % columns * stride + phase_x;
            const int inside = y >= margin && y < height + margin && x >= margin && x < width + margin;
            GLOBAL float *target = inside ? large + ((wide)(y - margin) * width + x - margin) * channels
                                          : ring + ring_place(y, x, height, width, margin) * channels;
            UNROLL for (int j = 0; j < ITEM_N; j++) {
                const int channel = channel0 + COLUMN_OF(j);
                if (channel < channels)
                    target[channel] = has_bias ? FMA(factor, sums[i][j], bias[channel]) : factor * sums[i][j];
            }
        }
    }
}

// partials[split] = the windows of large, transposed, times small, over the split's part of the pixels. Groups: tiles of
// window samples, tiles of outputs, splits.
KERNEL correlate(
    INPUT(large), INPUT(small), OUTPUT(partials), int height, int width, int channels, int small_height,
    int small_width, int outputs, int kernel_side, int stride, int padding, int border, int split_pixels)
{
    BIND_INPUT(large);
    BIND_INPUT(small);
    BIND_OUTPUT(partials);
    DECLARE_TILE
    const int pixels = small_height * small_width, window = kernel_side * kernel_side * channels;
    const int sample0 = GROUP(0) * TILE_M, output0 = GROUP(1) * TILE_N;
    const int start = GROUP(2) * split_pixels;
    const int end = start + split_pixels < pixels ? start + split_pixels : pixels;
    const int sample = sample0 + LOAD_ROW(0, TILE_M), tap = sample / channels, channel = sample % channels;
    const int tap_y = tap / kernel_side - padding, tap_x = tap % kernel_side - padding;
    for (int k0 = start - TILE_K; k0 < end; k0 += TILE_K) {
        if (k0 >= start) {
            KEEP_LEFT_BY_ROW
            KEEP_RIGHT_BY_ROW
        }
        BARRIER;
        const int next = k0 + TILE_K;
        if (next < end) {
            UNROLL for (int i = 0; i < LEFT_LOADS; i++) {
                const int pixel = next + LOAD_STEP(i, TILE_M);
                float value = 0;
                if (pixel < end && sample < window) {
                    const int y = bordered(pixel / small_width * stride + tap_y, height, border);
                    const int x = bordered(pixel % small_width * stride + tap_x, width, border);
                    if (y >= 0 && x >= 0) value = large[((wide)y * width + x) * channels + channel];
                }
                left_next[i] = value;
            }
            LOAD_RIGHT_BY_ROW(small, next, pixel, end, output, output0, outputs)
        }
        if (k0 >= start) { MULTIPLY_TILE }
        BARRIER;
    }
    GLOBAL float *target = partials + (wide)GROUP(2) * window * outputs;
    EACH_RESULT(row, sample0, window, output, output0, outputs, target[(wide)row * outputs + output] = sums[i][j];)
}
