#ifndef CTIFF_LIBRARY_H
#define CTIFF_LIBRARY_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

/* What is used of libtiff 4 (tiffio.h), whose functions have been the same since 2011. */

typedef struct tiff TIFF;
typedef void *handle;
typedef ptrdiff_t (*transfer)(handle, void *, ptrdiff_t);
typedef uint64_t (*seek)(handle, uint64_t, int);
typedef int (*closing)(handle);
typedef uint64_t (*sizing)(handle);
typedef int (*mapping)(handle, void **, uint64_t *);
typedef void (*unmapping)(handle, void *, uint64_t);
typedef void (*report)(const char *module, const char *format, va_list);
typedef void (*report_of)(handle, const char *module, const char *format, va_list);

enum {
    TAG_WIDTH = 256,
    TAG_HEIGHT = 257,
    TAG_BITS = 258,
    TAG_COMPRESSION = 259,
    TAG_PHOTOMETRIC = 262,
    TAG_SAMPLES = 277,
    TAG_ROWS_PER_STRIP = 278,
    TAG_PLANAR = 284,
    TAG_PREDICTOR = 317,
    TAG_TILE_WIDTH = 322,
    TAG_TILE_HEIGHT = 323,
    TAG_EXTRA_SAMPLES = 338,
    TAG_SAMPLE_FORMAT = 339,
    WHITE_IS_ZERO = 0,
    BLACK_IS_ZERO = 1,
    RGB = 2,
    TOGETHER = 1,
    APART = 2,
    WHOLE_NUMBERS = 1,
    UNKNOWN_FORMAT = 4,
    PREMULTIPLIED = 1,
    NOT_PREMULTIPLIED = 2,
    NONE = 1,
    LZW = 5,
    DEFLATE = 8,
    OLD_DEFLATE = 32946,
    PACK_BITS = 32773,
    DIFFERENCES = 2,
};

typedef struct {
    TIFF *(*open)(const char *name, const char *mode, handle, transfer read, transfer write, seek, closing, sizing, mapping, unmapping);
    void (*close)(TIFF *);
    int (*get)(TIFF *, uint32_t tag, ...);
    int (*set)(TIFF *, uint32_t tag, ...);
    int (*is_tiled)(TIFF *);
    int (*is_last)(TIFF *);
    uint32_t (*strip)(TIFF *, uint32_t row, uint16_t sample);
    uint32_t (*tile)(TIFF *, uint32_t x, uint32_t y, uint32_t z, uint16_t sample);
    ptrdiff_t (*read_strip)(TIFF *, uint32_t strip, void *, ptrdiff_t);
    ptrdiff_t (*read_tile)(TIFF *, uint32_t tile, void *, ptrdiff_t);
    ptrdiff_t (*write_strip)(TIFF *, uint32_t strip, void *, ptrdiff_t);
    const char *(*version)(void);
    report (*set_errors)(report);
    report (*set_warnings)(report);
    report_of (*set_errors_of)(report_of);
    report_of (*set_warnings_of)(report_of);
} ctiff_library;

/* The open library, whose errors go to `errors` with the handle of their file; NULL if there is none. */
const ctiff_library *ctiff_open(report_of errors);

#endif
