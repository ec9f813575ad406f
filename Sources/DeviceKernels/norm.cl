// Norms on a map of pixels x channels, once their statistics are known (sums.cl); one item a sample.

// y = x + offset[channel]: the mean-only norm forward, and backward of a gradient. y may be x.
KERNEL add_offset(INPUT(x), INPUT(offset), OUTPUT(y), wide count, int channels)
{
    BIND_INPUT(x);
    BIND_INPUT(offset);
    BIND_OUTPUT(y);
    const wide i = INDEX;
    if (i < count) y[i] = x[i] + offset[i % channels];
}

// y = (x - mean) gain + beta.
KERNEL norm_forward(
    INPUT(x), INPUT(statistics), INPUT(beta), int has_beta, OUTPUT(y), wide count, int channels)
{
    BIND_INPUT(x);
    BIND_INPUT(statistics);
    BIND_INPUT(beta);
    BIND_OUTPUT(y);
    const wide i = INDEX;
    if (i < count) {
        const int channel = (int)(i % channels);
        const float scaled = (x[i] - statistics[channel]) * statistics[2 * channels + channel];
        y[i] = has_beta ? scaled + beta[channel] : scaled;
    }
}

// dx = gain (dy - coefficients[0] - (x - mean) coefficients[1]); dx may be dy.
KERNEL norm_backward(
    INPUT(x), INPUT(statistics), INPUT(coefficients), INPUT(dy), OUTPUT(dx), wide count, int channels)
{
    BIND_INPUT(x);
    BIND_INPUT(statistics);
    BIND_INPUT(coefficients);
    BIND_INPUT(dy);
    BIND_OUTPUT(dx);
    const wide i = INDEX;
    if (i < count) {
        const int channel = (int)(i % channels);
        const float deviation = x[i] - statistics[channel];
        dx[i] = statistics[2 * channels + channel]
            * (dy[i] - coefficients[channel] - deviation * coefficients[channels + channel]);
    }
}
