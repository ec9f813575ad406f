#ifndef CTIFF_H
#define CTIFF_H

#include <stddef.h>
#include <stdint.h>

/* Samples of TIFF files, through libtiff. The library is opened when the first TIFF is read or written, because few need it: gnuplot
   brings it with itself on most systems, and its headers, with all that they ask for, are not needed to build. What a file says beside
   its samples is the caller's. */

/* Rows from top to bottom, channels interleaved. */
typedef struct {
    uint32_t width;
    uint32_t height;
    /* 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha. */
    int channels;
    /* 8: samples are uint8_t; 16: samples are uint16_t in the machine's byte order. */
    int bit_depth;
    /* Colours are multiplied by alpha. */
    int is_premultiplied;
    /* More pictures follow in the file. */
    int has_more;
    void *samples;
    /* Of a picture that is read: the bytes that it takes to decode it, with the caller's two planar copies in floats. */
    uint64_t needed;
} ctiff_image;

typedef struct {
    uint8_t *bytes;
    size_t count;
    size_t capacity;
} ctiff_buffer;

enum { CTIFF_MESSAGE_CAPACITY = 200 };

/* The decoders of all formats have the same numbers. */
typedef enum {
    CTIFF_OK = 0,
    CTIFF_DAMAGED = 1,
    CTIFF_TRUNCATED = 2,
    CTIFF_TOO_LARGE = 3,
    CTIFF_NO_MEMORY = 4,
    CTIFF_UNSUPPORTED = 5,
    /* libtiff cannot be opened. */
    CTIFF_MISSING = 6,
} ctiff_status;

/* Decodes the first picture of the TIFF in `bytes` into `image`, whose samples the caller hands to `ctiff_free`: grey or RGB of 8 or
   16 bits, uncompressed or compressed by PackBits, LZW or Deflate. The caller has seen to it that no other compression is named in the
   file. More than `max_pixels` pixels give CTIFF_TOO_LARGE with width and height set, and a picture that needs more than `max_bytes`
   CTIFF_NO_MEMORY with `needed` set, before anything is decoded. When the result isn't CTIFF_OK, `samples` is NULL and `message`, of
   CTIFF_MESSAGE_CAPACITY bytes, says why. */
ctiff_status ctiff_decode(const uint8_t *bytes, size_t count, uint64_t max_pixels, uint64_t max_bytes, ctiff_image *image,
                          char *message);

/* Encodes `image` (1 to 4 channels), compressed by Deflate, into `buffer`, whose bytes the caller hands to `ctiff_free`. */
ctiff_status ctiff_encode(const ctiff_image *image, int is_little_endian, ctiff_buffer *buffer, char *message);

void ctiff_free(void *memory);

/* Why libtiff cannot be used; NULL if it can. */
const char *ctiff_problem(void);

/* The version of libtiff, such as "4.5.0"; NULL if there is none. */
const char *ctiff_version(void);

#endif
