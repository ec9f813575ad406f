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

// What was loaded goes from registers to local memory, in the order of LOAD_ROW (BY_ROW) or of LOAD_ROW_BY_STEP (BY_STEP). The
// left tile's loads fill the group's items, the right tile's need not.
#define KEEP_LEFT_BY_ROW                                                                                      \
    UNROLL for (int i = 0; i < LEFT_LOADS; i++)                                                               \
        left[LOAD_STEP(i, TILE_M) * LEFT_STEP + LOAD_ROW(i, TILE_M)] = left_next[i];
#define KEEP_LEFT_BY_STEP                                                                                     \
    UNROLL for (int i = 0; i < LEFT_LOADS; i++)                                                               \
        left[LOAD_STEP_BY_STEP(i) * LEFT_STEP + LOAD_ROW_BY_STEP(i)] = left_next[i];
#define KEEP_RIGHT_BY_ROW                                                                                     \
    UNROLL for (int i = 0; i < RIGHT_LOADS; i++)                                                              \
        if (ITEM + i * ITEMS < TILE_N * TILE_K)                                                               \
            right[LOAD_STEP(i, TILE_N) * RIGHT_STEP + LOAD_ROW(i, TILE_N)] = right_next[i];

// The right tile's next loads where neighbours differ in the column: rows `k` below `rows` of a matrix with `columns` columns.
#define LOAD_RIGHT_BY_ROW(matrix, next, k, rows, column, column0, columns)                                    \
    UNROLL for (int i = 0; i < RIGHT_LOADS; i++) {                                                            \
        const int k = next + LOAD_STEP(i, TILE_N), column = column0 + LOAD_ROW(i, TILE_N);                    \
        right_next[i] = k < rows && column < columns && ITEM + i * ITEMS < TILE_N * TILE_K                    \
            ? matrix[(wide)k * columns + column] : 0;                                                         \
    }

// `statement` for each of the item's results, sums[i][j], that lies within rows x columns: at `row` and `column`.
#define EACH_RESULT(row, row0, rows, column, column0, columns, statement)                                     \
    UNROLL for (int i = 0; i < ITEM_M; i++) {                                                                 \
        const int row = row0 + ROW_OF(i);                                                                     \
        if (row < rows)                                                                                       \
            UNROLL for (int j = 0; j < ITEM_N; j++) {                                                         \
                const int column = column0 + COLUMN_OF(j);                                                    \
                if (column < columns) statement                                                               \
            }                                                                                                 \
    }
