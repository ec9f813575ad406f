// Normal noise: Threefry4x32-20 (Salmon et al. 2011), and Box and Muller's numbers as the processor's vectors compute
// them, operation by operation.

HELPER word turned(word x, int turn)
{
    return (x << turn) | (x >> (32 - turn));
}

#define MIX(a, b, turn)     \
    x##a += x##b;           \
    x##b = turned(x##b, turn); \
    x##b ^= x##a;

#define FOUR_ROUNDS(a0, a1, b0, b1, c0, c1, d0, d1) \
    MIX(0, 1, a0)                                   \
    MIX(2, 3, a1)                                   \
    MIX(0, 3, b0)                                   \
    MIX(2, 1, b1)                                   \
    MIX(0, 1, c0)                                   \
    MIX(2, 3, c1)                                   \
    MIX(0, 3, d0)                                   \
    MIX(2, 1, d1)

#define ADD_KEY(a, b, c, d, round) \
    x0 += key##a;                  \
    x1 += key##b;                  \
    x2 += key##c;                  \
    x3 += key##d + round;

// The words of the counter x0 ... x3 with the key (seed, stream, 0, 0), in place.
#define THREEFRY(seed, stream)                                                         \
    {                                                                                  \
        const word key0 = (seed), key1 = (stream), key2 = 0, key3 = 0;                 \
        const word key4 = 0x1BD11BDAu ^ key0 ^ key1;                                   \
        ADD_KEY(0, 1, 2, 3, 0)                                                         \
        FOUR_ROUNDS(10, 26, 11, 21, 13, 27, 23, 5)                                     \
        ADD_KEY(1, 2, 3, 4, 1)                                                         \
        FOUR_ROUNDS(6, 20, 17, 11, 25, 10, 18, 20)                                     \
        ADD_KEY(2, 3, 4, 0, 2)                                                         \
        FOUR_ROUNDS(10, 26, 11, 21, 13, 27, 23, 5)                                     \
        ADD_KEY(3, 4, 0, 1, 3)                                                         \
        FOUR_ROUNDS(6, 20, 17, 11, 25, 10, 18, 20)                                     \
        ADD_KEY(4, 0, 1, 2, 4)                                                         \
        FOUR_ROUNDS(10, 26, 11, 21, 13, 27, 23, 5)                                     \
        ADD_KEY(0, 1, 2, 3, 5)                                                         \
    }

// The square root by Newton's steps from half the exponent.
HELPER float newton_root(float x)
{
    float inverse = AS_FLOAT(0x5F375A86u - (AS_WORD(x) >> 1));
    const float minus_half = -0.5f * x;
    for (int step = 0; step < 3; step++) inverse *= FMA(minus_half * inverse, inverse, 1.5f);
    return x * inverse;
}

// ln x for normal numbers above 0: 2^n m with m about 1, ln m = 2 artanh((m - 1) / (m + 1)) by its power series.
HELPER float logarithm(float x)
{
    const int bits = (int)AS_WORD(x);
    const int n = (bits - 0x3F3504F3) >> 23;
    const float m = AS_FLOAT((word)(bits - n * (1 << 23)));
    const float s = (m - 1) / (m + 1), square = s * s;
    float sum = FMA(square, 1.0f / 9, 1.0f / 7);
    sum = FMA(sum, square, 1.0f / 5);
    sum = FMA(sum, square, 1.0f / 3);
    sum = FMA(sum, square, 1.0f);
    return FMA((float)n, 0.69314718f, 2 * s * sum);
}

// The length of a pair of normal numbers from the distance to 1 of a number in 0 ..< 1.
HELPER float normal_radius(float uniform)
{
    return newton_root(-2 * logarithm(1 - uniform));
}

// sine and cosine of x + quarter pi / 2, |x| at most pi / 4 and a little.
#define SINE_AND_COSINE(x, quarter, sine, cosine)                              \
    {                                                                          \
        const float square_ = x * x;                                           \
        float s_ = FMA(square_, 1.0f / 362880, -1.0f / 5040);                  \
        s_ = FMA(s_, square_, 1.0f / 120);                                     \
        s_ = FMA(s_, square_, -1.0f / 6);                                      \
        s_ = FMA(s_ * square_, x, x);                                          \
        float c_ = FMA(square_, 1.0f / 40320, -1.0f / 720);                    \
        c_ = FMA(c_, square_, 1.0f / 24);                                      \
        c_ = FMA(c_, square_, -1.0f / 2);                                      \
        c_ = FMA(c_, square_, 1.0f);                                           \
        const word q_ = (quarter);                                             \
        sine = AS_FLOAT(AS_WORD(q_ & 1 ? c_ : s_) ^ ((q_ & 2) << 30));         \
        cosine = AS_FLOAT(AS_WORD(q_ & 1 ? s_ : c_) ^ (((q_ + 1) & 2) << 30)); \
    }

#define ROUNDER 12582912.0f

// Of a number of turns from 0 to 1.
#define TURNS(t, sine, cosine)                                          \
    {                                                                   \
        const float shifted_ = FMA((t), 4.0f, ROUNDER);                 \
        const float x_ = ((t) - (shifted_ - ROUNDER) * 0.25f) * 6.2831853f; \
        SINE_AND_COSINE(x_, AS_WORD(shifted_), sine, cosine)            \
    }

// Of an angle from 0 to 7.
#define ANGLE(angle, sine, cosine)                                                                           \
    {                                                                                                        \
        const float shifted_ = FMA((angle), 0.63661977f, ROUNDER);                                           \
        const float quarters_ = shifted_ - ROUNDER;                                                          \
        const float x_ = (angle) - quarters_ * 1.5703125f - quarters_ * 4.83751296997070e-4f - quarters_ * 7.549790126404332e-8f; \
        SINE_AND_COSINE(x_, AS_WORD(shifted_), sine, cosine)                                                 \
    }

// The upper 23 bits as a number in 0 ..< 1.
HELPER float uniform_of(word bits)
{
    return AS_FLOAT((bits >> 9) | 0x3F800000u) - 1;
}

// Four normal numbers from the words x0 ... x3.
#define NORMALS(n0, n1, n2, n3)                                \
    {                                                          \
        const float r0_ = normal_radius(uniform_of(x0)), t0_ = uniform_of(x1); \
        const float r1_ = normal_radius(uniform_of(x2)), t1_ = uniform_of(x3); \
        float sine_, cosine_;                                  \
        TURNS(t0_, sine_, cosine_)                             \
        n0 = r0_ * cosine_;                                    \
        n1 = r0_ * sine_;                                      \
        TURNS(t1_, sine_, cosine_)                             \
        n2 = r1_ * cosine_;                                    \
        n3 = r1_ * sine_;                                      \
    }

// values += deviation noise, for one array of count weights. Word k of the counter (16 group + lane, array, step) makes
// value 64 group + 16 k + lane; one item a counter. Nothing is added where the loss is not finite.
KERNEL weight_noise(
    OUTPUT(values), INPUT(state), int count, int array, int step_low, int step_high, int seed, int stream,
    float deviation)
{
    BIND_OUTPUT(values);
    BIND_INPUT(state);
    const int counter = (int)INDEX;
    const int place = counter / 16 * 64 + counter % 16;
    if (place >= count || state[4] == 0) return;
    word x0 = (word)counter, x1 = (word)array, x2 = (word)step_low, x3 = (word)step_high;
    THREEFRY((word)seed, (word)stream)
    float n0, n1, n2, n3;
    NORMALS(n0, n1, n2, n3)
    values[place] = FMA(deviation, n0, values[place]);
    if (place + 16 < count) values[place + 16] = FMA(deviation, n1, values[place + 16]);
    if (place + 32 < count) values[place + 32] = FMA(deviation, n2, values[place + 32]);
    if (place + 48 < count) values[place + 48] = FMA(deviation, n3, values[place + 48]);
}

// map = clean + deviation noise, for an input of count samples as planes, in the order of weight_noise; map and clean are
// pixels x channels.
KERNEL input_noise(
    INPUT(clean), OUTPUT(map), int pixels, int channels, int step_low, int step_high, int seed, int stream,
    float deviation)
{
    BIND_INPUT(clean);
    BIND_OUTPUT(map);
    const int counter = (int)INDEX, count = pixels * channels;
    const int place = counter / 16 * 64 + counter % 16;
    if (place >= count) return;
    word x0 = (word)counter, x1 = 0, x2 = (word)step_low, x3 = (word)step_high;
    THREEFRY((word)seed, (word)stream)
    float noise[4];
    NORMALS(noise[0], noise[1], noise[2], noise[3])
    for (int k = 0; k < 4; k++) {
        const int sample = place + 16 * k;
        if (sample < count) {
            const wide target = (wide)(sample % pixels) * channels + sample / pixels;
            map[target] = FMA(deviation, noise[k], clean[target]);
        }
    }
}

// map = clean + deviation noise, from uniform numbers as PyTorch's normal_ makes it: of sixteen numbers the first eight give
// radii, the last eight angles; samples left over take the sixteen behind the end. uniforms are planes, map and clean are
// pixels x channels. One item a sample.
KERNEL stream_noise(
    INPUT(uniforms), INPUT(clean), OUTPUT(map), int pixels, int channels, float deviation)
{
    BIND_INPUT(uniforms);
    BIND_INPUT(clean);
    BIND_OUTPUT(map);
    const int sample = (int)INDEX, count = pixels * channels;
    if (sample >= count) return;
    // The last sixteen samples are drawn anew where sixteens do not fill the input.
    const int anew = count % 16 != 0 && sample >= count - 16;
    const int start = anew ? count : sample / 16 * 16, place = anew ? sample - (count - 16) : sample % 16;
    const float radius = normal_radius(uniforms[start + place % 8]);
    const float angle = 6.2831853f * uniforms[start + 8 + place % 8];
    float sine, cosine;
    ANGLE(angle, sine, cosine)
    const float noise = place < 8 ? radius * cosine : radius * sine;
    const wide target = (wide)(sample % pixels) * channels + sample / pixels;
    map[target] = clean[target] + deviation * noise;
}
