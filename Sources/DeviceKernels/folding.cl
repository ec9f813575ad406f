// The second rounds of the backward passes of a convolution.

// gradient = scale x the sum of the partial sums, [splits][count]. One item a weight.
KERNEL sum_splits(INPUT(partials), INPUT(scale), OUTPUT(gradient), int count, int splits)
{
    BIND_INPUT(partials);
    BIND_INPUT(scale);
    BIND_OUTPUT(gradient);
    const wide i = INDEX;
    if (i >= count) return;
    float high = 0, low = 0;
    for (int split = 0; split < splits; split++) ADD_TO_PAIR(high, low, partials[(wide)split * count + i])
    gradient[i] = scale[0] * (high + low);
}

// large += the samples of the ring that stand for one of its own. One item a sample of the band about the map that is
// margin + 1 wide.
KERNEL fold_ring(INPUT(ring), OUTPUT(large), int height, int width, int channels, int margin, int border)
{
    BIND_INPUT(ring);
    BIND_OUTPUT(large);
    const int band_rows = height < 2 * (margin + 1) ? height : 2 * (margin + 1);
    const int band_columns = width < 2 * (margin + 1) ? width : 2 * (margin + 1);
    const int full = band_rows * width, pixels = full + (height - band_rows) * band_columns;
    const wide i = INDEX;
    if (i >= (wide)pixels * channels) return;
    const int channel = CHANNEL_OF(i, channels), place = PIXEL_OF(i, channels);
    int y, x;
    if (place < full) {
        const int row = place / width;
        y = row <= margin ? row : height - band_rows + row;
        x = place % width;
    } else {
        const int column = (place - full) % band_columns;
        y = margin + 1 + (place - full) / band_columns;
        x = column <= margin ? column : width - band_columns + column;
    }
    const wide target = ((wide)y * width + x) * channels + channel;
    float sum = large[target];
    for (int beyond_y = -margin; beyond_y < height + margin; beyond_y++) {
        // From the rows above to the row itself to those below.
        if (beyond_y == 0) beyond_y = y;
        else if (beyond_y == y + 1) beyond_y = height;
        if (bordered(beyond_y, height, border) != y) continue;
        for (int beyond_x = -margin; beyond_x < width + margin; beyond_x++) {
            if (beyond_x == 0) beyond_x = x;
            else if (beyond_x == x + 1) beyond_x = width;
            if ((beyond_y == y && beyond_x == x) || bordered(beyond_x, width, border) != x) continue;
            sum += ring[ring_place(beyond_y + margin, beyond_x + margin, height, width, margin) * channels + channel];
        }
    }
    large[target] = sum;
}
