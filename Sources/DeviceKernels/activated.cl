// What a norm and the leaky ReLU behind it do to a sample; forward and backward compute it alike, to the last bit.

HELPER float normed(float x, float mean, float gain, float beta)
{
    return (x - mean) * gain + beta;
}

HELPER float activated(float y, float slope)
{
    return y > 0 ? y : slope * y;
}

// The gradient of what was activated, from that of the result: both have the sign of `result`.
HELPER float activation_gradient(float gradient, float result, float slope)
{
    return result > 0 ? gradient : slope * gradient;
}

