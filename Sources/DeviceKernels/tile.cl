// A tile of a matrix product, TILE_M x TILE_N results by 256 items, ITEM_M x ITEM_N each; the inner dimension passes in
// steps of TILE_K through local memory, the next step's values in registers meanwhile. TILE_M ... ITEM_N are set by the
// program's options.

#define TILE_K 16
#define ROW_ITEMS (TILE_M / ITEM_M)
#define COLUMN_ITEMS (TILE_N / ITEM_N)
// Four floats more a row keep stores of a column apart in the banks.
#define LEFT_STEP (TILE_M + 4)
#define RIGHT_STEP (TILE_N + 4)
#define LEFT_LOADS ((TILE_M * TILE_K + ITEMS - 1) / ITEMS)
#define RIGHT_LOADS ((TILE_N * TILE_K + ITEMS - 1) / ITEMS)

#define ROW_RUN (ITEM_M < 4 ? ITEM_M : 4)
#define COLUMN_RUN (ITEM_N < 4 ? ITEM_N : 4)
// The row and the column of an item's result i: runs of neighbours, so that they are read four at a time.
#define ROW_OF(i) ((i) / ROW_RUN * (ROW_RUN * ROW_ITEMS) + ITEM / COLUMN_ITEMS * ROW_RUN + (i) % ROW_RUN)
#define COLUMN_OF(i) ((i) / COLUMN_RUN * (COLUMN_RUN * COLUMN_ITEMS) + ITEM % COLUMN_ITEMS * COLUMN_RUN + (i) % COLUMN_RUN)

#define DECLARE_TILE                                                       \
    LOCAL float left[TILE_K * LEFT_STEP], right[TILE_K * RIGHT_STEP];      \
    float left_next[LEFT_LOADS], right_next[RIGHT_LOADS];                  \
    float sums[ITEM_M][ITEM_N];                                            \
    UNROLL for (int i = 0; i < ITEM_M; i++)                                \
        UNROLL for (int j = 0; j < ITEM_N; j++) sums[i][j] = 0;

// The step k and the row (or column) of load i, where neighbouring items differ in the row, or in the step.
#define LOAD_ROW(i, size) ((ITEM + (i) * ITEMS) % (size))
#define LOAD_STEP(i, size) ((ITEM + (i) * ITEMS) / (size))
#define LOAD_ROW_BY_STEP(i) ((ITEM + (i) * ITEMS) / TILE_K)
#define LOAD_STEP_BY_STEP(i) ((ITEM + (i) * ITEMS) % TILE_K)

#define FETCH_FOUR(values, at, tile, place, run)                           \
    if ((run) == 4) {                                                      \
        const float4 four_ = LOCAL4(&tile[place]);                         \
        values[at] = four_.x;                                              \
        values[(at) + 1] = four_.y;                                        \
        values[(at) + 2] = four_.z;                                        \
        values[(at) + 3] = four_.w;                                        \
    } else                                                                 \
        for (int e_ = 0; e_ < (run); e_++) values[(at) + e_] = tile[(place) + e_];

#define MULTIPLY_TILE                                                                                         \
    UNROLL for (int k_ = 0; k_ < TILE_K; k_++) {                                                              \
        float a_[ITEM_M < 4 ? 4 : ITEM_M], b_[ITEM_N < 4 ? 4 : ITEM_N];                                       \
        UNROLL for (int i = 0; i < ITEM_M; i += ROW_RUN) {                                                    \
            FETCH_FOUR(a_, i, left, k_ * LEFT_STEP + ROW_OF(i), ROW_RUN)                                      \
        }                                                                                                     \
        UNROLL for (int j = 0; j < ITEM_N; j += COLUMN_RUN) {                                                 \
            FETCH_FOUR(b_, j, right, k_ * RIGHT_STEP + COLUMN_OF(j), COLUMN_RUN)                              \
        }                                                                                                     \
        UNROLL for (int i = 0; i < ITEM_M; i++)                                                               \
            UNROLL for (int j = 0; j < ITEM_N; j++) sums[i][j] = FMA(a_[i], b_[j], sums[i][j]);               \
    }
