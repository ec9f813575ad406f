// The products of Winograd's method (winograd.cl), one for each of the 36 frequencies, by tiles (tile.cl).

// m[f] = v[f] u[f] for the 36 frequencies f. Groups: tiles of windows, tiles of outputs, frequencies.
KERNEL multiply(INPUT(v), INPUT(u), OUTPUT(m), int tiles, int channels, int outputs)
{
    BIND_INPUT(v);
    BIND_INPUT(u);
    BIND_OUTPUT(m);
    DECLARE_TILE
    const int row0 = GROUP(0) * TILE_M, output0 = GROUP(1) * TILE_N;
    GLOBAL const float *windows = v + (wide)GROUP(2) * tiles * channels;
    GLOBAL const float *weights = u + (wide)GROUP(2) * channels * outputs;
    for (int k0 = -TILE_K; k0 < channels; k0 += TILE_K) {
        if (k0 >= 0) {
            KEEP_LEFT_BY_STEP
            KEEP_RIGHT_BY_ROW
        }
        BARRIER;
        const int next = k0 + TILE_K;
        if (next < channels) {
            UNROLL for (int i = 0; i < LEFT_LOADS; i++) {
                const int row = row0 + LOAD_ROW_BY_STEP(i), channel = next + LOAD_STEP_BY_STEP(i);
                left_next[i] = row < tiles && channel < channels ? windows[(wide)row * channels + channel] : 0;
            }
            LOAD_RIGHT_BY_ROW(weights, next, channel, channels, output, output0, outputs)
        }
        if (k0 >= 0) { MULTIPLY_TILE }
        BARRIER;
    }
    GLOBAL float *target = m + (wide)GROUP(2) * tiles * outputs;
    EACH_RESULT(row, row0, tiles, output, output0, outputs, target[(wide)row * outputs + output] = sums[i][j];)
}

// partials[split][f] = v[f]^T z[f] over the split's tiles; added to what is there where `adds`. Groups: tiles of channels,
// tiles of outputs, frequencies of all splits.
KERNEL multiply_transposed(
    INPUT(v), INPUT(z), OUTPUT(partials), int tiles, int channels, int outputs, int split_tiles, int adds)
{
    BIND_INPUT(v);
    BIND_INPUT(z);
    BIND_OUTPUT(partials);
    DECLARE_TILE
    const int channel0 = GROUP(0) * TILE_M, output0 = GROUP(1) * TILE_N;
    const int frequency = GROUP(2) % 36, start = GROUP(2) / 36 * split_tiles;
    const int end = start + split_tiles < tiles ? start + split_tiles : tiles;
    GLOBAL const float *windows = v + (wide)frequency * tiles * channels;
    GLOBAL const float *gradients = z + (wide)frequency * tiles * outputs;
    for (int k0 = start - TILE_K; k0 < end; k0 += TILE_K) {
        if (k0 >= start) {
            KEEP_LEFT_BY_ROW
            KEEP_RIGHT_BY_ROW
        }
        BARRIER;
        const int next = k0 + TILE_K;
        if (next < end) {
            UNROLL for (int i = 0; i < LEFT_LOADS; i++) {
                const int tile = next + LOAD_STEP(i, TILE_M), channel = channel0 + LOAD_ROW(i, TILE_M);
                left_next[i] = tile < end && channel < channels ? windows[(wide)tile * channels + channel] : 0;
            }
            LOAD_RIGHT_BY_ROW(gradients, next, tile, end, output, output0, outputs)
        }
        if (k0 >= start) { MULTIPLY_TILE }
        BARRIER;
    }
    GLOBAL float *target = partials + (wide)GROUP(2) * channels * outputs;
    EACH_RESULT(channel, channel0, channels, output, output0, outputs, {
        const wide place = (wide)channel * outputs + output;
        target[place] = adds ? target[place] + sums[i][j] : sums[i][j];
    })
}
