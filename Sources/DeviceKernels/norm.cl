// Norms on a map of pixels x channels, once their statistics are known (sums.cl), with the leaky ReLU behind them: what it
// multiplies negative results by is `slope`, 1 for none. One item a sample.

// y = x + offset[channel], activated: the mean-only norm forward. y may be x.
KERNEL mean_only_forward(INPUT(x), INPUT(offset), OUTPUT(y), wide count, int channels, float slope)
{
    BIND_INPUT(x);
    BIND_INPUT(offset);
    BIND_OUTPUT(y);
    const wide i = INDEX;
    if (i < count) y[i] = activated(x[i] + offset[CHANNEL_OF(i, channels)], slope);
}

// dx = dy through the activation, by the sign of its result y, + offset[channel]; dx may be dy.
KERNEL mean_only_backward(
    INPUT(y), INPUT(dy), INPUT(offset), OUTPUT(dx), wide count, int channels, float slope)
{
    BIND_INPUT(y);
    BIND_INPUT(dy);
    BIND_INPUT(offset);
    BIND_OUTPUT(dx);
    const wide i = INDEX;
    if (i < count) dx[i] = activation_gradient(dy[i], y[i], slope) + offset[CHANNEL_OF(i, channels)];
}

// y = (x - mean) gain + beta, activated.
KERNEL norm_forward(
    INPUT(x), INPUT(statistics), INPUT(beta), int has_beta, OUTPUT(y), wide count, int channels, float slope)
{
    BIND_INPUT(x);
    BIND_INPUT(statistics);
    BIND_INPUT(beta);
    BIND_OUTPUT(y);
    const wide i = INDEX;
    if (i < count) {
        const int channel = CHANNEL_OF(i, channels);
        const float mean = statistics[channel], gain = statistics[2 * channels + channel];
        y[i] = activated(normed(x[i], mean, gain, has_beta ? beta[channel] : 0), slope);
    }
}

// dx = gain (dy - coefficients[0] - (x - mean) coefficients[1]), dy through the activation; dx may be dy.
KERNEL norm_backward(
    INPUT(x), INPUT(statistics), INPUT(beta), int has_beta, INPUT(coefficients), INPUT(dy), OUTPUT(dx), wide count,
    int channels, float slope)
{
    BIND_INPUT(x);
    BIND_INPUT(statistics);
    BIND_INPUT(beta);
    BIND_INPUT(coefficients);
    BIND_INPUT(dy);
    BIND_OUTPUT(dx);
    const wide i = INDEX;
    if (i < count) {
        const int channel = CHANNEL_OF(i, channels);
        const float mean = statistics[channel], gain = statistics[2 * channels + channel];
        const float result = normed(x[i], mean, gain, has_beta ? beta[channel] : 0);
        const float gradient = activation_gradient(dy[i], result, slope);
        dx[i] = gain * (gradient - coefficients[channel] - (x[i] - mean) * coefficients[channels + channel]);
    }
}
