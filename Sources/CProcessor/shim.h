// What Swift has no words for: hints to the processor, and questions about it.
#ifndef CPROCESSOR_SHIM_H
#define CPROCESSOR_SHIM_H

// Asks for the cache line at an address, to be read or written soon; any address will do.
static inline void processor_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }
static inline void processor_prefetch_for_writing(const void *address) { __builtin_prefetch(address, 1, 3); }

#if defined(__x86_64__)
// Tells the core that this thread is spinning, so that its sibling gets the execution units.
static inline void processor_pause(void) { __builtin_ia32_pause(); }
static inline int processor_has_avx2_fma(void) {
    unsigned int eax = 7, ebx = 0, ecx = 0, edx = 0;
    __asm__ volatile("cpuid" : "+a"(eax), "=b"(ebx), "+c"(ecx), "=d"(edx));
    unsigned int one = 1, b = 0, c = 0, d = 0;
    __asm__ volatile("cpuid" : "+a"(one), "=b"(b), "+c"(c), "=d"(d));
    int os_saves_ymm = 0;
    if (c & (1u << 27)) {
        unsigned int low, high;
        __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
        os_saves_ymm = (low & 6) == 6;
    }
    return os_saves_ymm && (ebx & (1u << 5)) && (c & (1u << 12));
}
#else
static inline void processor_pause(void) {}
static inline int processor_has_avx2_fma(void) { return 0; }
#endif

#endif
