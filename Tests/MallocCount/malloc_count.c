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
#include <malloc.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
extern void __libc_free(void *);

static _Thread_local long requests;
static _Thread_local long held;

static void *taken(void *block) {
    requests++;
    held += (long)malloc_usable_size(block);
    return block;
}

void *malloc(size_t size) { return taken(__libc_malloc(size)); }
void *calloc(size_t count, size_t size) { return taken(__libc_calloc(count, size)); }
void *memalign(size_t alignment, size_t size) { return taken(__libc_memalign(alignment, size)); }
void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }
void *realloc(void *block, size_t size) {
    long before = (long)malloc_usable_size(block);
    void *moved = __libc_realloc(block, size);
    // A request that failed leaves the old block; one of 0 bytes has given it back.
    if (moved || size == 0) held -= before;
    return moved ? taken(moved) : moved;
}
int posix_memalign(void **block, size_t alignment, size_t size) {
    void *taken = memalign(alignment, size);
    if (!taken) return ENOMEM;
    *block = taken;
    return 0;
}
void free(void *block) {
    held -= (long)malloc_usable_size(block);
    __libc_free(block);
}

long malloc_count(void) { return requests; }
long malloc_bytes_held(void) { return held; }
#else
long malloc_count(void) { return -1; }
long malloc_bytes_held(void) { return 0; }
#endif
