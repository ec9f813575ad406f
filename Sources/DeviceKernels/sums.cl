// Sums over the pixels of a map, pixels x channels, in two fixed rounds: partials[block][channel] over blocks of pixels,
// then one group a channel sums its column.
//
// In the first round an item has a channel, lanes (a power of two) channels a group, and every (256 / lanes)-th pixel
// of its block.

#define FIRST_ROUND                                                         \
    LOCAL float sums[ITEMS];                                                \
    const int lane = ITEM % lanes, row = ITEM / lanes, rows = ITEMS / lanes; \
    const int channel = GROUP(1) * lanes + lane;                            \
    const int first = GROUP(0) * block;                                     \
    const int last = first + block < pixels ? first + block : pixels;

#define SUM_ROWS(sums, sum)                                          \
    sums[ITEM] = sum;                                                \
    BARRIER;                                                         \
    for (int reach = rows / 2; reach > 0; reach >>= 1) {                \
        if (row < reach) sums[ITEM] += sums[ITEM + reach * lanes];     \
        BARRIER;                                                     \
    }

// partials[block][channel] = the sum of x.
KERNEL channel_sums(INPUT(x), OUTPUT(partials), int pixels, int channels, int block, int lanes)
{
    BIND_INPUT(x);
    BIND_OUTPUT(partials);
    FIRST_ROUND
    float sum = 0;
    if (channel < channels)
        for (int pixel = first + row; pixel < last; pixel += rows) sum += x[(wide)pixel * channels + channel];
    SUM_ROWS(sums, sum)
    if (row == 0 && channel < channels) partials[(wide)GROUP(0) * channels + channel] = sums[ITEM];
}

// The same of a gradient through a leaky ReLU, by the sign of its result y.
KERNEL channel_gradients(
    INPUT(y), INPUT(gradient), OUTPUT(partials), int pixels, int channels, int block, int lanes, float slope)
{
    BIND_INPUT(y);
    BIND_INPUT(gradient);
    BIND_OUTPUT(partials);
    FIRST_ROUND
    float sum = 0;
    if (channel < channels)
        for (int pixel = first + row; pixel < last; pixel += rows) {
            const wide place = (wide)pixel * channels + channel;
            sum += activation_gradient(gradient[place], y[place], slope);
        }
    SUM_ROWS(sums, sum)
    if (row == 0 && channel < channels) partials[(wide)GROUP(0) * channels + channel] = sums[ITEM];
}

// Of x - origin, origin a channel's first sample: partials[block][channel] = the sum, squares[block][channel] = that of the
// squared distances from the block's mean. A block is read twice, the second time while it is in a cache.
KERNEL channel_moments(
    INPUT(x), OUTPUT(partials), OUTPUT(squares), int pixels, int channels, int block, int lanes)
{
    BIND_INPUT(x);
    BIND_OUTPUT(partials);
    BIND_OUTPUT(squares);
    LOCAL float square_sums[ITEMS];
    FIRST_ROUND
    const float origin = channel < channels ? x[channel] : 0;
    float sum = 0, square = 0;
    if (channel < channels)
        for (int pixel = first + row; pixel < last; pixel += rows)
            sum += x[(wide)pixel * channels + channel] - origin;
    SUM_ROWS(sums, sum)
    const float mean = sums[lane] / (float)(last - first);
    if (channel < channels)
        for (int pixel = first + row; pixel < last; pixel += rows) {
            const float deviation = x[(wide)pixel * channels + channel] - origin - mean;
            square = FMA(deviation, deviation, square);
        }
    SUM_ROWS(square_sums, square)
    if (row == 0 && channel < channels) {
        partials[(wide)GROUP(0) * channels + channel] = sums[ITEM];
        squares[(wide)GROUP(0) * channels + channel] = square_sums[ITEM];
    }
}

// partials[block][channel] = the sum of gradient, products[block][channel] = that of gradient (x - mean); the gradient is
// that through the activation behind the norm.
KERNEL channel_products(
    INPUT(x), INPUT(gradient), INPUT(statistics), INPUT(beta), int has_beta, OUTPUT(partials), OUTPUT(products),
    int pixels, int channels, int block, int lanes, float slope)
{
    BIND_INPUT(x);
    BIND_INPUT(gradient);
    BIND_INPUT(statistics);
    BIND_INPUT(beta);
    BIND_OUTPUT(partials);
    BIND_OUTPUT(products);
    LOCAL float product_sums[ITEMS];
    FIRST_ROUND
    float sum = 0, product = 0;
    if (channel < channels) {
        const float mean = statistics[channel], gain = statistics[2 * channels + channel];
        const float offset = has_beta ? beta[channel] : 0;
        for (int pixel = first + row; pixel < last; pixel += rows) {
            const wide place = (wide)pixel * channels + channel;
            const float own = activation_gradient(gradient[place], normed(x[place], mean, gain, offset), slope);
            sum += own;
            product = FMA(own, x[place] - mean, product);
        }
    }
    SUM_ROWS(sums, sum)
    SUM_ROWS(product_sums, product)
    if (row == 0 && channel < channels) {
        partials[(wide)GROUP(0) * channels + channel] = sums[ITEM];
        products[(wide)GROUP(0) * channels + channel] = product_sums[ITEM];
    }
}

// The second round: a group's channel is its number; highs[0] + lows[0] is the channel's sum afterwards.
#define SECOND_ROUND(partials)                                                                             \
    {                                                                                                      \
        float high = 0, low = 0;                                                                           \
        for (int block = ITEM; block < blocks; block += ITEMS)                                             \
            ADD_TO_PAIR(high, low, partials[(wide)block * channels + channel])                             \
        SUM_PAIRS(high, low, highs, lows)                                                                  \
    }

// The same with what it needs declared.
#define SUM_CHANNEL(partials)                                                                              \
    LOCAL float highs[ITEMS], lows[ITEMS];                                                                 \
    const int channel = GROUP(0);                                                                          \
    SECOND_ROUND(partials)

// gradient[channel] = the sum: that of a bias.
KERNEL bias_gradient(INPUT(partials), OUTPUT(gradient), int blocks, int channels)
{
    BIND_INPUT(partials);
    BIND_OUTPUT(gradient);
    SUM_CHANNEL(partials)
    if (ITEM == 0) gradient[channel] = highs[0] + lows[0];
}

// offset = beta - mean: what a mean-only norm adds.
KERNEL mean_offset(INPUT(partials), INPUT(beta), OUTPUT(offset), int blocks, int channels, int pixels)
{
    BIND_INPUT(partials);
    BIND_INPUT(beta);
    BIND_OUTPUT(offset);
    SUM_CHANNEL(partials)
    if (ITEM == 0) offset[channel] = beta[channel] - (highs[0] + lows[0]) / (float)pixels;
}

// beta_gradient = the sum of the gradient, offset = - its mean: what a mean-only norm adds backward.
KERNEL mean_gradient(
    INPUT(partials), OUTPUT(beta_gradient), OUTPUT(offset), int blocks, int channels, int pixels)
{
    BIND_INPUT(partials);
    BIND_OUTPUT(beta_gradient);
    BIND_OUTPUT(offset);
    SUM_CHANNEL(partials)
    if (ITEM == 0) {
        const float sum = highs[0] + lows[0];
        beta_gradient[channel] = sum;
        offset[channel] = -sum / (float)pixels;
    }
}

// max(1, |gain| / lambda); 1 where lambda is 0.
HELPER float norm_divisor(float gain, float lambda)
{
    const float ratio = lambda > 0 ? ABS(gain) / lambda : 1;
    // A comparison the other way would drop a NaN.
    return ratio <= 1 ? 1 : ratio;
}

// From the sums of channel_moments over blocks of `block` pixels: statistics[0] = the mean, statistics[1] = 1 / sqrt(variance +
// 1e-5), statistics[2] = gamma times that, divided by max(1, |gain| / lambda). The variance is that within blocks, and of
// their means (Chan, Golub and LeVeque 1983).
KERNEL norm_statistics(
    INPUT(x), INPUT(partials), INPUT(squares), INPUT(gamma), int has_gamma, OUTPUT(statistics), int blocks, int channels,
    int pixels, int block, float lambda)
{
    BIND_INPUT(x);
    BIND_INPUT(partials);
    BIND_INPUT(squares);
    BIND_INPUT(gamma);
    BIND_OUTPUT(statistics);
    SUM_CHANNEL(partials)
    const float offset = (highs[0] + lows[0]) / (float)pixels;
    BARRIER;
    float high = 0, low = 0;
    for (int part = ITEM; part < blocks; part += ITEMS) {
        const wide place = (wide)part * channels + channel;
        const float size = (float)(part + 1 < blocks ? block : pixels - part * block);
        const float distance = partials[place] / size - offset;
        ADD_TO_PAIR(high, low, squares[place])
        ADD_TO_PAIR(high, low, size * distance * distance)
    }
    SUM_PAIRS(high, low, highs, lows)
    if (ITEM == 0) {
        statistics[channel] = x[channel] + offset;
        const float inverse = 1 / SQRT((highs[0] + lows[0]) / (float)pixels + 1e-5f);
        const float gain = has_gamma ? gamma[channel] * inverse : inverse;
        statistics[channels + channel] = inverse;
        statistics[2 * channels + channel] = gain / norm_divisor(gain, lambda);
    }
}

// coefficients[0] = mean(gradient), coefficients[1] = mean(gradient xhat) / sqrt(variance + 1e-5), and the gradients of
// gamma and beta.
KERNEL norm_gradient(
    INPUT(partials), INPUT(products), INPUT(statistics), INPUT(gamma), int has_gamma, OUTPUT(gamma_gradient),
    OUTPUT(beta_gradient), OUTPUT(coefficients), int blocks, int channels, int pixels, float lambda)
{
    BIND_INPUT(partials);
    BIND_INPUT(products);
    BIND_INPUT(statistics);
    BIND_INPUT(gamma);
    BIND_OUTPUT(gamma_gradient);
    BIND_OUTPUT(beta_gradient);
    BIND_OUTPUT(coefficients);
    SUM_CHANNEL(partials)
    const float sum = highs[0] + lows[0];
    BARRIER;
    SECOND_ROUND(products)
    if (ITEM == 0) {
        const float inverse = statistics[channels + channel];
        const float normalised = (highs[0] + lows[0]) * inverse;
        if (has_gamma) {
            beta_gradient[channel] = sum;
            gamma_gradient[channel] = normalised / norm_divisor(gamma[channel] * inverse, lambda);
        }
        coefficients[channel] = sum / (float)pixels;
        coefficients[channels + channel] = normalised / (float)pixels * inverse;
    }
}
