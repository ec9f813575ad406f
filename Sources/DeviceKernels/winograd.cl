// Convolution 3 x 3, stride 1, by Winograd's F(4 x 4, 3 x 3): tiles of 4 x 4 results from windows of 6 x 6 samples, 36
// products for each pair of channels in place of 144. Windows become v[36][tiles][C], weights u[36][C][N], their products
// m[36][tiles][N]. Tiles are numbered in raster order over the results, tile_columns a row; a launch does `tiles` of them
// from first_tile on.

// B^T of six values, `step` apart, in place.
#define WINDOW_LINE(v, at, step)                                                                           \
    {                                                                                                      \
        const float d0_ = v[at], d1_ = v[at + step], d2_ = v[at + 2 * step], d3_ = v[at + 3 * step];       \
        const float d4_ = v[at + 4 * step], d5_ = v[at + 5 * step];                                        \
        const float even_ = FMA(-4.0f, d2_, d4_), odd_ = FMA(-4.0f, d1_, d3_);                             \
        const float far_ = d4_ - d2_, near_ = 2 * (d3_ - d1_);                                             \
        v[at] = FMA(4.0f, d0_, FMA(-5.0f, d2_, d4_));                                                      \
        v[at + step] = even_ + odd_;                                                                       \
        v[at + 2 * step] = even_ - odd_;                                                                   \
        v[at + 3 * step] = far_ + near_;                                                                   \
        v[at + 4 * step] = far_ - near_;                                                                   \
        v[at + 5 * step] = FMA(4.0f, d1_, FMA(-5.0f, d3_, d5_));                                           \
    }

// A^T of six values, four results in place of the first.
#define RESULT_LINE(m, at, step)                                                                           \
    {                                                                                                      \
        const float s1_ = m[at + step] + m[at + 2 * step], d1_ = m[at + step] - m[at + 2 * step];          \
        const float s2_ = m[at + 3 * step] + m[at + 4 * step], d2_ = m[at + 3 * step] - m[at + 4 * step];  \
        m[at] = m[at] + s1_ + s2_;                                                                         \
        m[at + 3 * step] = FMA(8.0f, d2_, d1_) + m[at + 5 * step];                                         \
        m[at + step] = FMA(2.0f, d2_, d1_);                                                                \
        m[at + 2 * step] = FMA(4.0f, s2_, s1_);                                                            \
    }

// A of four values, six results in their place and behind.
#define GRADIENT_LINE(z, at, step)                                                                         \
    {                                                                                                      \
        const float y0_ = z[at], y1_ = z[at + step], y2_ = z[at + 2 * step], y3_ = z[at + 3 * step];       \
        const float even_ = y0_ + y2_, odd_ = y1_ + y3_;                                                   \
        const float far_ = FMA(4.0f, y2_, y0_), near_ = 2 * FMA(4.0f, y3_, y1_);                           \
        z[at + step] = even_ + odd_;                                                                       \
        z[at + 2 * step] = even_ - odd_;                                                                   \
        z[at + 3 * step] = far_ + near_;                                                                   \
        z[at + 4 * step] = far_ - near_;                                                                   \
        z[at + 5 * step] = y3_;                                                                            \
    }

// The sample at place i, as in borders.cl. Windows at the edge reach beyond the border, for results that are not wanted; what
// they see there does not matter.
HELPER int windowed(int i, int count, int border)
{
    const int place = bordered(i, count, border);
    if (border == 0) return place;
    return place < 0 ? 0 : place < count ? place : count - 1;
}

// u = G w G^T x scale, one item a pair of channels. With flipped weights, for the gradient of the input, u is [36][N][C].
KERNEL transform_weights(INPUT(weights), INPUT(scale), OUTPUT(u), int channels, int outputs, int flipped)
{
    BIND_INPUT(weights);
    BIND_INPUT(scale);
    BIND_OUTPUT(u);
    const wide i = INDEX, pairs = (wide)channels * outputs;
    if (i >= pairs) return;
    const int channel = flipped ? CHANNEL_OF(i, channels) : PIXEL_OF(i, outputs);
    const int output = flipped ? PIXEL_OF(i, channels) : CHANNEL_OF(i, outputs);
    float rows[6][3];
    UNROLL for (int x = 0; x < 3; x++) {
        float g[3];
        UNROLL for (int y = 0; y < 3; y++) {
            const int tap = flipped ? 8 - (3 * y + x) : 3 * y + x;
            g[y] = weights[(wide)tap * pairs + (wide)channel * outputs + output] * scale[0];
        }
        const float sum = g[0] + g[2], wider = FMA(4.0f, g[2], g[0]);
        rows[0][x] = g[0] / 4;
        rows[1][x] = -(sum + g[1]) / 6;
        rows[2][x] = -(sum - g[1]) / 6;
        rows[3][x] = FMA(2.0f, g[1], wider) / 24;
        rows[4][x] = FMA(-2.0f, g[1], wider) / 24;
        rows[5][x] = g[2];
    }
    UNROLL for (int y = 0; y < 6; y++) {
        const float sum = rows[y][0] + rows[y][2], wider = FMA(4.0f, rows[y][2], rows[y][0]);
        GLOBAL float *target = u + (wide)6 * y * pairs + i;
        target[0] = rows[y][0] / 4;
        target[pairs] = -(sum + rows[y][1]) / 6;
        target[2 * pairs] = -(sum - rows[y][1]) / 6;
        target[3 * pairs] = FMA(2.0f, rows[y][1], wider) / 24;
        target[4 * pairs] = FMA(-2.0f, rows[y][1], wider) / 24;
        target[5 * pairs] = rows[y][2];
    }
}

// The channel and the tile of an item of a launch; the frequencies of a map lie `step` apart.
#define DECLARE_ITEM                                                                                       \
    const wide i = INDEX, step = (wide)tiles * channels;                                                   \
    if (i >= step) return;                                                                                 \
    const int channel = CHANNEL_OF(i, channels), tile = first_tile + PIXEL_OF(i, channels);

// v = B^T d B of the windows of a map whose first begins at (top, top); one item a window and channel.
KERNEL transform_windows(
    INPUT(map), OUTPUT(v), int height, int width, int channels, int tile_columns, int first_tile, int tiles, int top,
    int border)
{
    BIND_INPUT(map);
    BIND_OUTPUT(v);
    DECLARE_ITEM
    const int y0 = tile / tile_columns * 4 + top, x0 = tile % tile_columns * 4 + top;
    float d[36];
    int columns[6];
    UNROLL for (int x = 0; x < 6; x++) columns[x] = windowed(x0 + x, width, border);
    UNROLL for (int y = 0; y < 6; y++) {
        const int row = windowed(y0 + y, height, border);
        UNROLL for (int x = 0; x < 6; x++)
            d[6 * y + x] = row >= 0 && columns[x] >= 0 ? map[((wide)row * width + columns[x]) * channels + channel] : 0;
    }
    UNROLL for (int x = 0; x < 6; x++) WINDOW_LINE(d, x, 6)
    UNROLL for (int y = 0; y < 6; y++) {
        WINDOW_LINE(d, 6 * y, 1)
        UNROLL for (int x = 0; x < 6; x++) v[(6 * y + x) * step + i] = d[6 * y + x];
    }
}

// z = A dy A^T of tiles of 4 x 4 results, zeros beyond the map; one item a tile and channel.
KERNEL transform_gradients(
    INPUT(dy), OUTPUT(z), int height, int width, int channels, int tile_columns, int first_tile, int tiles)
{
    BIND_INPUT(dy);
    BIND_OUTPUT(z);
    DECLARE_ITEM
    const int y0 = tile / tile_columns * 4, x0 = tile % tile_columns * 4;
    float d[36];
    UNROLL for (int y = 0; y < 4; y++)
        UNROLL for (int x = 0; x < 4; x++)
            d[6 * y + x] = y0 + y < height && x0 + x < width
                ? dy[((wide)(y0 + y) * width + x0 + x) * channels + channel] : 0;
    UNROLL for (int x = 0; x < 4; x++) GRADIENT_LINE(d, x, 6)
    UNROLL for (int y = 0; y < 6; y++) {
        GRADIENT_LINE(d, 6 * y, 1)
        UNROLL for (int x = 0; x < 6; x++) z[(6 * y + x) * step + i] = d[6 * y + x];
    }
}

// Results A^T m A + bias of height x width, `margin` samples more on each side, of which those beyond go to the ring
// (convolution.cl); one item a tile and channel.
KERNEL transform_results(
    INPUT(m), INPUT(bias), int has_bias, OUTPUT(map), OUTPUT(ring), int height, int width, int channels,
    int tile_columns, int first_tile, int tiles, int margin)
{
    BIND_INPUT(m);
    BIND_INPUT(bias);
    BIND_OUTPUT(map);
    BIND_OUTPUT(ring);
    DECLARE_ITEM
    const int y0 = tile / tile_columns * 4, x0 = tile % tile_columns * 4;
    const int line = width + 2 * margin;
    float r[36];
    UNROLL for (int f = 0; f < 36; f++) r[f] = m[f * step + i];
    UNROLL for (int x = 0; x < 6; x++) RESULT_LINE(r, x, 6)
    const float offset = has_bias ? bias[channel] : 0;
    UNROLL for (int row = 0; row < 4; row++) {
        RESULT_LINE(r, 6 * row, 1)
        const int y = y0 + row;
        UNROLL for (int column = 0; column < 4; column++) {
            const int x = x0 + column;
            if (y < height + 2 * margin && x < line) {
                const float result = r[6 * row + column] + offset;
                if (y >= margin && y < height + margin && x >= margin && x < width + margin)
                    map[((wide)(y - margin) * width + x - margin) * channels + channel] = result;
                else
                    ring[ring_place(y, x, height, width, margin) * channels + channel] = result;
            }
        }
    }
}

// gradient = scale x G^T du G, du[36][C][N] the sum of the partial sums [splits][36][C][N]; one item a pair of channels.
KERNEL transform_weight_gradients(
    INPUT(partials), INPUT(scale), OUTPUT(gradient), int channels, int outputs, int splits)
{
    BIND_INPUT(partials);
    BIND_INPUT(scale);
    BIND_OUTPUT(gradient);
    const wide i = INDEX, pairs = (wide)channels * outputs;
    if (i >= pairs) return;
    float rows[3][6];
    UNROLL for (int x = 0; x < 6; x++) {
        float u[6];
        UNROLL for (int y = 0; y < 6; y++) {
            float sum = 0;
            for (int split = 0; split < splits; split++)
                sum += partials[((wide)split * 36 + 6 * y + x) * pairs + i];
            u[y] = sum;
        }
        const float s1 = u[1] + u[2], d1 = u[2] - u[1], s2 = u[3] + u[4], d2 = u[3] - u[4];
        rows[0][x] = u[0] / 4 - s1 / 6 + s2 / 24;
        rows[1][x] = d1 / 6 + d2 / 12;
        rows[2][x] = (s2 - s1) / 6 + u[5];
    }
    const float factor = scale[0];
    UNROLL for (int y = 0; y < 3; y++) {
        const float s1 = rows[y][1] + rows[y][2], d1 = rows[y][2] - rows[y][1];
        const float s2 = rows[y][3] + rows[y][4], d2 = rows[y][3] - rows[y][4];
        GLOBAL float *target = gradient + (wide)3 * y * pairs + i;
        target[0] = factor * (rows[y][0] / 4 - s1 / 6 + s2 / 24);
        target[pairs] = factor * (d1 / 6 + d2 / 12);
        target[2 * pairs] = factor * ((s2 - s1) / 6 + rows[y][5]);
    }
}
