// Pointwise non-linearities on count samples; one item a sample.
// kind: 0 leaky ReLU with slope (0 is ReLU), 1 swish, 2 ELU, 3 sigmoid.

// y may be x.
KERNEL activation_forward(INPUT(x), OUTPUT(y), wide count, int kind, float slope)
{
    BIND_INPUT(x);
    BIND_OUTPUT(y);
    const wide i = INDEX;
    if (i >= count) return;
    const float value = x[i];
    float result;
    if (kind == 0) result = value > 0 ? value : slope * value;
    else if (kind == 1) result = value / (1 + EXP(-value));
    else if (kind == 2) result = value > 0 ? value : EXP(value) - 1;
    else result = 1 / (1 + EXP(-value));
    y[i] = result;
}

// dx from dy and what was kept: the output y, of swish the input x. dx may be dy.
KERNEL activation_backward(INPUT(kept), INPUT(dy), OUTPUT(dx), wide count, int kind, float slope)
{
    BIND_INPUT(kept);
    BIND_INPUT(dy);
    BIND_OUTPUT(dx);
    const wide i = INDEX;
    if (i >= count) return;
    const float value = kept[i], gradient = dy[i];
    float result;
    if (kind == 0) result = value > 0 ? gradient : slope * gradient;
    else if (kind == 1) {
        const float s = 1 / (1 + EXP(-value));
        result = gradient * s * (1 + value * (1 - s));
    } else if (kind == 2) result = value > 0 ? gradient : gradient * (value + 1);
    else result = gradient * value * (1 - value);
    dx[i] = result;
}
