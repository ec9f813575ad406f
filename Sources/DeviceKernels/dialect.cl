// The words that every kernel is written in, for OpenCL C 1.2 and for CUDA. This text stands before each source.
//
// Every kernel runs in groups of 256 items along x. Local memory is declared in kernels only. Barriers stand in uniform flow.
// Products and sums are contracted nowhere but where FMA says so, so that both compilers compute the same.

#ifdef DIP_CUDA
typedef long long wide;
typedef unsigned int word;
#define KERNEL extern "C" __global__ void __launch_bounds__(256)
#define HELPER static __device__ __forceinline__
#define GLOBAL
#define LOCAL __shared__
#define BARRIER __syncthreads()
#define GROUP_0 ((int)blockIdx.x)
#define GROUP_1 ((int)blockIdx.y)
#define GROUP_2 ((int)blockIdx.z)
#define ITEM ((int)threadIdx.x)
#define FMA(a, b, c) __fmaf_rn((a), (b), (c))
#define SQRT(x) __fsqrt_rn(x)
#define EXP(x) expf(x)
#define ABS(x) fabsf(x)
#define AS_FLOAT(x) __uint_as_float(x)
#define AS_WORD(x) __float_as_uint(x)
#define LOCAL4(p) (*(const float4 *)(p))
#define UNROLL _Pragma("unroll")
#else
#pragma OPENCL FP_CONTRACT OFF
typedef long wide;
typedef uint word;
#define KERNEL __kernel __attribute__((reqd_work_group_size(256, 1, 1))) void
#define HELPER static
#define GLOBAL __global
#define LOCAL __local
#define BARRIER barrier(CLK_LOCAL_MEM_FENCE)
#define GROUP_0 ((int)get_group_id(0))
#define GROUP_1 ((int)get_group_id(1))
#define GROUP_2 ((int)get_group_id(2))
#define ITEM ((int)get_local_id(0))
#define FMA(a, b, c) fma((float)(a), (float)(b), (float)(c))
#define SQRT(x) sqrt((float)(x))
#define EXP(x) exp((float)(x))
#define ABS(x) fabs((float)(x))
#define AS_FLOAT(x) as_float((word)(x))
#define AS_WORD(x) as_uint((float)(x))
#define LOCAL4(p) (*(__local const float4 *)(p))
#define UNROLL
#endif

#define ITEMS 256
#define GROUP(axis) GROUP_##axis

// A parameter that names a place of a buffer: the buffer and how many elements in; BIND makes a pointer of it.
#define INPUT(name) GLOBAL const float *name##_base, const wide name##_at
#define OUTPUT(name) GLOBAL float *name##_base, const wide name##_at
#define BIND_INPUT(name) GLOBAL const float *name = name##_base + name##_at
#define BIND_OUTPUT(name) GLOBAL float *name = name##_base + name##_at
// The item's number among those of all groups along x.
#define INDEX ((wide)GROUP(0) * ITEMS + ITEM)

// The channel and the pixel of sample i of a map; maps have fewer than 2^31 samples, and narrow divisions are quick.
#define CHANNEL_OF(i, channels) ((int)((word)(i) % (word)(channels)))
#define PIXEL_OF(i, channels) ((int)((word)(i) / (word)(channels)))

#define IS_FINITE(x) ((AS_WORD(x) & 0x7f800000u) != 0x7f800000u)

// Adds x to the unevaluated sum high + low, which then has the digits of about a Double.
#define ADD_TO_PAIR(high, low, x)                                  \
    {                                                              \
        const float term_ = (x), sum_ = (high) + term_;            \
        const float part_ = sum_ - (high);                         \
        (low) += ((high) - (sum_ - part_)) + (term_ - part_);      \
        (high) = sum_;                                             \
    }

// Sums the pairs of all items of a group by a fixed tree; item 0's are the result, in highs[0] and lows[0].
#define SUM_PAIRS(high, low, highs, lows)                                          \
    {                                                                              \
        highs[ITEM] = (high);                                                      \
        lows[ITEM] = (low);                                                        \
        BARRIER;                                                                   \
        for (int reach_ = ITEMS / 2; reach_ > 0; reach_ >>= 1) {                      \
            if (ITEM < reach_) {                                                    \
                ADD_TO_PAIR(highs[ITEM], lows[ITEM], highs[ITEM + reach_])          \
                lows[ITEM] += lows[ITEM + reach_];                                  \
            }                                                                      \
            BARRIER;                                                               \
        }                                                                          \
    }
