// Adam on one flat array of parameters, with the rounding order of PyTorch's implementation; one item a value. Nothing is
// updated where the loss of the step is not finite (state[4] of objective.cl).
KERNEL adam(
    OUTPUT(values), INPUT(gradients), OUTPUT(first), OUTPUT(second), INPUT(state), wide count, float step_size,
    float root, float gain1, float decay2, float gain2, float decay)
{
    BIND_OUTPUT(values);
    BIND_INPUT(gradients);
    BIND_OUTPUT(first);
    BIND_OUTPUT(second);
    BIND_INPUT(state);
    const wide i = INDEX;
    if (i >= count || state[4] == 0) return;
    const float value = values[i];
    const float gradient = decay == 0 ? gradients[i] : FMA(decay, value, gradients[i]);
    const float mean = FMA(gradient - first[i], gain1, first[i]);
    const float square = FMA(gradient * gain2, gradient, second[i] * decay2);
    first[i] = mean;
    second[i] = square;
    values[i] = value - step_size * mean / (SQRT(square) / root + 1e-8f);
}
