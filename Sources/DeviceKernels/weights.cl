// The second round of a weight gradient: gradient = scale x the sum of the partial sums, [splits][count]. One item a weight.
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
