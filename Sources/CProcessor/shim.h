// What Swift has no words for: hints to the processor, and questions about it.
#ifndef CPROCESSOR_SHIM_H
#define CPROCESSOR_SHIM_H

// Asks for the cache line at an address, to be read or written soon; any address will do.
static inline void processor_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }
static inline void processor_prefetch_for_writing(const void *address) { __builtin_prefetch(address, 1, 3); }

#if defined(__x86_64__)
// Tells the core that this thread is spinning, so that its sibling gets the execution units.
static inline void processor_pause(void) { __builtin_ia32_pause(); }
// Which vector instructions the processor has and the system saves the registers of: 0 for less than AVX2 and FMA, 2 for these,
// 512 for AVX-512 (F, VL, DQ and BW) as well.
static inline int processor_vector_level(void) {
    unsigned int eax = 7, ebx = 0, ecx = 0, edx = 0;
    __asm__ volatile("cpuid" : "+a"(eax), "=b"(ebx), "+c"(ecx), "=d"(edx));
    unsigned int one = 1, b = 0, c = 0, d = 0;
    __asm__ volatile("cpuid" : "+a"(one), "=b"(b), "+c"(c), "=d"(d));
    unsigned int saved = 0;
    if (c & (1u << 27)) {
        unsigned int high;
        __asm__ volatile("xgetbv" : "=a"(saved), "=d"(high) : "c"(0));
    }
    int avx2_fma = (saved & 6) == 6 && (ebx & (1u << 5)) && (c & (1u << 12));
    unsigned int wide = 1u << 16 | 1u << 17 | 1u << 30 | 1u << 31;
    int avx512 = (saved & 0xE6) == 0xE6 && (ebx & wide) == wide;
    return avx2_fma ? (avx512 ? 512 : 2) : 0;
}
#else
static inline void processor_pause(void) {}
static inline int processor_vector_level(void) { return 0; }
#endif

#endif
