// Lipschitz control: scale = 1 / max(1, s / lambda), s the largest singular value of a weight matrix of rows x columns
// (window x output channels), for all layers of a network at once.
//
// The Gram matrix G of the shorter side (side x side) is squared again and again, each time divided by its trace, until its
// square keeps the trace: then its columns are the leading eigenvector, and a Rayleigh quotient with G gives s^2. After
// 2^20-fold powers an eigenvalue that is still mixed in lies within 1e-6 of the largest.
//
// layers[8 layer + ...]: 0 rows, 1 columns, 2 side, 3 the place of the weights, 4 that of the layer's three matrices, 5 the
// place of its scale. A layer is GROUP(1). state[layer (ROUNDS + 2) + round]: which of the matrices is the last power, for
// layers that are done, else -1.

#define SQUARE 32
#define LAYER(field) layers[8 * GROUP(1) + field]
#define TILES_OF(side) (((side) + SQUARE - 1) / SQUARE)

// Sums 2 x 2 results of a tile of SQUARE x SQUARE with 16 x 16 items.
#define TILE_PRODUCTS                                                        \
    for (int k = 0; k < SQUARE; k++) {                                       \
        const float a0 = left[k][ty], a1 = left[k][ty + 16];                 \
        const float b0 = right[k][tx], b1 = right[k][tx + 16];               \
        r00 = FMA(a0, b0, r00);                                              \
        r01 = FMA(a0, b1, r01);                                              \
        r10 = FMA(a1, b0, r10);                                              \
        r11 = FMA(a1, b1, r11);                                              \
    }

#define STORE_TILE(target)                                                                                   \
    if (row0 + ty < side && column0 + tx < side) target[(row0 + ty) * side + column0 + tx] = r00;            \
    if (row0 + ty < side && column0 + tx + 16 < side) target[(row0 + ty) * side + column0 + tx + 16] = r01;  \
    if (row0 + ty + 16 < side && column0 + tx < side) target[(row0 + ty + 16) * side + column0 + tx] = r10;  \
    if (row0 + ty + 16 < side && column0 + tx + 16 < side)                                                   \
        target[(row0 + ty + 16) * side + column0 + tx + 16] = r11;

// Matrix 0 and 1 = G. One group a tile.
KERNEL gram(INPUT(weights), GLOBAL const int *layers, OUTPUT(matrices), GLOBAL int *state, int rounds)
{
    BIND_INPUT(weights);
    BIND_OUTPUT(matrices);
    LOCAL float left[SQUARE][SQUARE + 1], right[SQUARE][SQUARE + 1];
    const int rows = LAYER(0), columns = LAYER(1), side = LAYER(2);
    const int tiles = TILES_OF(side);
    if (GROUP(0) >= tiles * tiles) return;
    if (GROUP(0) == 0 && ITEM == 0) state[GROUP(1) * (rounds + 2)] = -1;
    GLOBAL const float *w = weights + LAYER(3);
    GLOBAL float *g = matrices + LAYER(4);
    const int row0 = GROUP(0) / tiles * SQUARE, column0 = GROUP(0) % tiles * SQUARE;
    const int tx = ITEM % 16, ty = ITEM / 16;
    // Entry i of vector k: w[k][i] where columns are fewer, else w[i][k].
    const int narrow = columns <= rows, length = narrow ? rows : columns;
    float r00 = 0, r01 = 0, r10 = 0, r11 = 0;
    for (int first = 0; first < length; first += SQUARE) {
        for (int entry = ITEM; entry < SQUARE * SQUARE; entry += ITEMS) {
            const int slow = entry / SQUARE, fast = entry % SQUARE;
            const int k = first + (narrow ? slow : fast), i = narrow ? fast : slow;
            const int inside = k < length;
            const int a = row0 + i, b = column0 + i;
            left[k - first][i] = inside && a < side ? w[narrow ? (wide)k * columns + a : (wide)a * columns + k] : 0;
            right[k - first][i] = inside && b < side ? w[narrow ? (wide)k * columns + b : (wide)b * columns + k] : 0;
        }
        BARRIER;
        TILE_PRODUCTS
        BARRIER;
    }
    STORE_TILE(g)
    GLOBAL float *copy = g + side * side;
    STORE_TILE(copy)
}

// The trace of m, in trace[0] afterwards.
#define SUM_DIAGONAL(m)                                                              \
    {                                                                                \
        float own_ = 0;                                                              \
        for (int i = ITEM; i < side; i += ITEMS) own_ += m[i * side + i];            \
        trace[ITEM] = own_;                                                          \
        BARRIER;                                                                     \
        for (int reach_ = ITEMS / 2; reach_ > 0; reach_ >>= 1) {                        \
            if (ITEM < reach_) trace[ITEM] += trace[ITEM + reach_];                    \
            BARRIER;                                                                 \
        }                                                                            \
    }

// Matrix 2 - round % 2 = the square of matrix 1 + round % 2, divided by its trace. One group a tile.
KERNEL square(GLOBAL const int *layers, OUTPUT(matrices), GLOBAL int *state, int rounds, int round)
{
    BIND_OUTPUT(matrices);
    LOCAL float left[SQUARE][SQUARE + 1], right[SQUARE][SQUARE + 1];
    LOCAL float trace[ITEMS];
    const int side = LAYER(2), tiles = TILES_OF(side);
    if (GROUP(0) >= tiles * tiles) return;
    GLOBAL int *own = state + GROUP(1) * (rounds + 2);
    const int done = own[round];
    if (done >= 0) {
        if (GROUP(0) == 0 && ITEM == 0) own[round + 1] = done;
        return;
    }
    const int from = 1 + round % 2;
    GLOBAL const float *m = matrices + LAYER(4) + (wide)from * side * side;
    GLOBAL float *target = matrices + LAYER(4) + (wide)(3 - from) * side * side;
    SUM_DIAGONAL(m)
    const float sum = trace[0];
    // From the second squaring on, m is the square of a matrix of trace 1. Where its own trace is 1, that has one eigenvalue.
    // A sum that is 0 or not a number will not become another.
    if ((round > 0 && sum > 1 - 2e-6f) || !(sum > 0) || !IS_FINITE(sum)) {
        if (GROUP(0) == 0 && ITEM == 0) own[round + 1] = from;
        return;
    }
    if (GROUP(0) == 0 && ITEM == 0) own[round + 1] = -1;
    const float factor = 1 / sum;
    const int row0 = GROUP(0) / tiles * SQUARE, column0 = GROUP(0) % tiles * SQUARE;
    const int tx = ITEM % 16, ty = ITEM / 16;
    float r00 = 0, r01 = 0, r10 = 0, r11 = 0;
    for (int first = 0; first < side; first += SQUARE) {
        for (int entry = ITEM; entry < SQUARE * SQUARE; entry += ITEMS) {
            // Symmetric: row k serves as column k.
            const int k = first + entry / SQUARE, i = entry % SQUARE;
            left[k - first][i] = k < side && row0 + i < side ? factor * m[k * side + row0 + i] : 0;
            right[k - first][i] = k < side && column0 + i < side ? factor * m[k * side + column0 + i] : 0;
        }
        BARRIER;
        TILE_PRODUCTS
        BARRIER;
    }
    STORE_TILE(target)
}

// The sum of a times b over a group, in trace[0] afterwards.
#define SUM_PRODUCT(a, b)                                                            \
    {                                                                                \
        trace[ITEM] = 0;                                                             \
        for (int i = ITEM; i < side; i += ITEMS) trace[ITEM] = FMA(a, b, trace[ITEM]); \
        BARRIER;                                                                     \
        for (int reach_ = ITEMS / 2; reach_ > 0; reach_ >>= 1) {                        \
            if (ITEM < reach_) trace[ITEM] += trace[ITEM + reach_];                    \
            BARRIER;                                                                 \
        }                                                                            \
    }

// norms[layer] = the norm, and the layer's scale. One group a layer.
KERNEL rayleigh(
    GLOBAL const int *layers, INPUT(matrices), GLOBAL const int *state, int rounds, INPUT(lambdas), OUTPUT(norms),
    OUTPUT(scales))
{
    BIND_INPUT(matrices);
    BIND_INPUT(lambdas);
    BIND_OUTPUT(norms);
    BIND_OUTPUT(scales);
    LOCAL float trace[ITEMS];
    LOCAL float largest[ITEMS];
    LOCAL int places[ITEMS];
    const int side = LAYER(2);
    GLOBAL const float *g = matrices + LAYER(4);
    const int done = state[GROUP(1) * (rounds + 2) + rounds];
    GLOBAL const float *m = g + (wide)(done >= 0 ? done : 1 + rounds % 2) * side * side;
    // The column with the largest diagonal entry has a large part of the leading eigenvector.
    float most = -1;
    int place = 0;
    for (int i = ITEM; i < side; i += ITEMS)
        if (m[i * side + i] > most) { most = m[i * side + i]; place = i; }
    largest[ITEM] = most;
    places[ITEM] = place;
    BARRIER;
    for (int reach = ITEMS / 2; reach > 0; reach >>= 1) {
        if (ITEM < reach && largest[ITEM + reach] > largest[ITEM]) {
            largest[ITEM] = largest[ITEM + reach];
            places[ITEM] = places[ITEM + reach];
        }
        BARRIER;
    }
    GLOBAL const float *v = m + (wide)places[0] * side;
    const float unit = 1 / largest[0];
    SUM_PRODUCT(v[i] * unit, v[i] * unit)
    const float length = trace[0];
    BARRIER;
    // v G v: an item sums rows of G.
    float own = 0;
    for (int i = ITEM; i < side; i += ITEMS) {
        float product = 0;
        for (int k = 0; k < side; k++) product = FMA(g[(wide)k * side + i], v[k] * unit, product);
        own = FMA(product, v[i] * unit, own);
    }
    trace[ITEM] = own;
    BARRIER;
    for (int reach = ITEMS / 2; reach > 0; reach >>= 1) {
        if (ITEM < reach) trace[ITEM] += trace[ITEM + reach];
        BARRIER;
    }
    const float energy = trace[0];
    BARRIER;
    SUM_DIAGONAL(g)
    if (ITEM == 0) {
        const float all = trace[0], lambda = lambdas[GROUP(1)];
        float norm = all == 0 ? 0 : SQRT(energy / length);
        // Not a number, or too large to be squared: a scale of 1 would hide that the run has diverged.
        if (!IS_FINITE(all)) norm = all - all;
        const float ratio = norm / lambda;
        norms[GROUP(1)] = norm;
        scales[LAYER(5)] = IS_FINITE(norm) ? (ratio > 1 ? 1 / ratio : 1) : norm;
    }
}
