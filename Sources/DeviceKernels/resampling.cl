// Linear resampling along both axes, one table an axis: large or small maps of in_height x in_width x channels become
// out_height x out_width x channels. The backward pass is the same with the tables transposed. From one pixel to the next
// are in_step and out_step floats: more than channels where the map is a part of a joined one.
//
// A table of n outputs: n + 1 starts, then the entries' indices, then their weights, all words of 32 bits; entries
// starts[o] ..< starts[o + 1] belong to output o. One item a result.
KERNEL resample(
    INPUT(x), OUTPUT(y), GLOBAL const int *tables, const wide rows_at, const wide columns_at, int row_entries,
    int column_entries, int in_width, int out_height, int out_width, int channels, int in_step, int out_step)
{
    BIND_INPUT(x);
    BIND_OUTPUT(y);
    const wide i = INDEX;
    if (i >= (wide)out_height * out_width * channels) return;
    const int c = CHANNEL_OF(i, channels), pixel = PIXEL_OF(i, channels), oy = pixel / out_width, ox = pixel % out_width;
    GLOBAL const int *row_starts = tables + rows_at, *column_starts = tables + columns_at;
    GLOBAL const int *row_indices = row_starts + out_height + 1, *column_indices = column_starts + out_width + 1;
    GLOBAL const int *row_weights = row_indices + row_entries, *column_weights = column_indices + column_entries;
    float total = 0;
    for (int column = column_starts[ox]; column < column_starts[ox + 1]; column++) {
        GLOBAL const float *source = x + (wide)column_indices[column] * in_step + c;
        float blend = 0;
        for (int row = row_starts[oy]; row < row_starts[oy + 1]; row++)
            blend = FMA(source[(wide)row_indices[row] * in_width * in_step], AS_FLOAT((word)row_weights[row]), blend);
        total = FMA(blend, AS_FLOAT((word)column_weights[column]), total);
    }
    y[(wide)pixel * out_step + c] = total;
}
