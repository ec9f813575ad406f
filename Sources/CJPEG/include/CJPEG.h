#ifndef CJPEG_H
#define CJPEG_H

#include <stddef.h>
#include <stdint.h>

/* A picture in memory: rows from top to bottom, channels interleaved, 8 bits a sample. */
typedef struct {
    uint32_t width;
    uint32_t height;
    /* 1 grey, 3 RGB. */
    int channels;
    /* Decoding: the quality 1...100 at which libjpeg's own encoder uses tables nearest to those of the file. Encoding ignores it. */
    int quality;
    uint8_t *samples;
    /* Decoding: the bytes that it takes, with the caller's planar copy in floats. Encoding ignores it. */
    uint64_t needed;
} cjpeg_image;

/* A growing run of bytes. */
typedef struct {
    uint8_t *bytes;
    size_t count;
} cjpeg_buffer;

/* How a picture is written, beside its quality. */
typedef struct {
    /* Whole segments, each from its marker on, that follow the first; may be NULL. */
    const uint8_t *segments;
    size_t segments_count;
    /* Pixels per inch (unit 1) or centimetre (2), or only their ratio (0); 0 across where it is not known. */
    int density_unit;
    uint16_t density_across;
    uint16_t density_down;
    /* Colours at full resolution instead of half. */
    int has_full_colours;
} cjpeg_form;

enum { CJPEG_MESSAGE_CAPACITY = 200 };

/* The decoders of all formats have the same numbers. */
typedef enum {
    CJPEG_OK = 0,
    CJPEG_DAMAGED = 1,
    CJPEG_TRUNCATED = 2,
    CJPEG_TOO_LARGE = 3,
    CJPEG_NO_MEMORY = 4,
    CJPEG_UNSUPPORTED = 5,
} cjpeg_status;

/* Decodes the JPEG in `bytes` into `image`, whose samples the caller hands to `cjpeg_free`: the accurate integer transform and
   smooth upsampling of colours, as djpeg does by default. Turning by Exif and profiles are not applied. More than `max_pixels`
   pixels give CJPEG_TOO_LARGE with width and height set, and a picture that needs more than `max_bytes` CJPEG_NO_MEMORY with
   `needed` set, before anything is decoded. When the result isn't CJPEG_OK, `samples` is NULL and `message`, of
   CJPEG_MESSAGE_CAPACITY bytes, says why. */
cjpeg_status cjpeg_decode(const uint8_t *bytes, size_t count, uint64_t max_pixels, uint64_t max_bytes, cjpeg_image *image,
                          char *message);

/* Encodes `image` as a sequential baseline JPEG of `quality` 1...100 into `buffer`, whose bytes the caller hands to `cjpeg_free`.
   Without a `form`, which may be NULL, colours have half the resolution. */
cjpeg_status cjpeg_encode(const cjpeg_image *image, int quality, const cjpeg_form *form, cjpeg_buffer *buffer, char *message);

void cjpeg_free(void *memory);

/* The version of libjpeg that this was compiled with, such as "libjpeg-turbo 2.1.5". */
const char *cjpeg_version(void);

#endif
