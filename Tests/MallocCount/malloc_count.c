// Stands in front of glibc's allocator in the test program and counts each thread's requests for memory.
#include "MallocCount.h"

#include <errno.h>
#include <stddef.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_OWN_ALLOCATOR 1
#endif
#endif

#if defined(__GLIBC__) && !defined(HAS_OWN_ALLOCATOR)

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static _Thread_local long requests;

void *malloc(size_t size) { requests++; return __libc_malloc(size); }
void *calloc(size_t count, size_t size) { requests++; return __libc_calloc(count, size); }
void *realloc(void *block, size_t size) { requests++; return __libc_realloc(block, size); }
void *memalign(size_t alignment, size_t size) { requests++; return __libc_memalign(alignment, size); }
void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }
int posix_memalign(void **block, size_t alignment, size_t size) {
    *block = memalign(alignment, size);
    return *block ? 0 : ENOMEM;
}

long malloc_count(void) { return requests; }
#else
long malloc_count(void) { return -1; }
#endif
