#ifndef CPNG_H
#define CPNG_H

#include <stddef.h>
#include <stdint.h>

/* Samples of a picture in memory: rows from top to bottom, channels interleaved. */
typedef struct {
    uint32_t width;
    uint32_t height;
    /* 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha. */
    int channels;
    /* 8: samples are uint8_t; 16: samples are uint16_t in the machine's byte order. */
    int bit_depth;
    void *samples;
    /* Of a picture that is read: the bytes that it takes to decode it, with the caller's two planar copies in floats. */
    uint64_t needed;
} cpng_image;

/* A growing run of bytes. */
typedef struct {
    uint8_t *bytes;
    size_t count;
    size_t capacity;
} cpng_buffer;

/* What a PNG says beside its samples. When it is read, the caller hands the bytes of all four runs to `cpng_free`; they are NULL
   where the file says nothing. */
typedef struct {
    cpng_buffer profile;
    /* A TIFF structure, from its byte order on. */
    cpng_buffer exif;
    /* An XMP packet, and the text of an IPTC block in hexadecimal digits, both with a zero in or behind
       their bytes. */
    cpng_buffer xmp;
    cpng_buffer iptc;
    /* Pixels per metre, or only their ratio; 0 where it is not known. */
    uint32_t across;
    uint32_t down;
    int is_per_metre;
    /* The intent of sRGB, or -1; 100,000 times gamma, or 0; 100,000 times x and y of white, red, green and blue. */
    int intent;
    int32_t gamma;
    int has_chromaticities;
    int32_t chromaticities[8];
    /* Set when it is written: the profile does not suit the picture, and was left out. */
    int is_profile_refused;
} cpng_metadata;

enum { CPNG_MESSAGE_CAPACITY = 200 };

/* The decoders of all formats have the same numbers. */
typedef enum {
    CPNG_OK = 0,
    CPNG_DAMAGED = 1,
    CPNG_TRUNCATED = 2,
    CPNG_TOO_LARGE = 3,
    CPNG_NO_MEMORY = 4,
} cpng_status;

/* Decodes the PNG in `bytes` into `image`, whose samples the caller hands to `cpng_free`.
   Grey of 1, 2 or 4 bits is spread over 0...255, palettes become RGB, transparency becomes an alpha channel; gamma and
   profiles are not applied. More than `max_pixels` pixels give CPNG_TOO_LARGE with width and height set, and a picture that
   needs more than `max_bytes` CPNG_NO_MEMORY with `needed` set, before anything is decoded. When the result isn't CPNG_OK,
   `samples` is NULL and `message`, of CPNG_MESSAGE_CAPACITY bytes, says why. `metadata` may be NULL. */
cpng_status cpng_decode(const uint8_t *bytes, size_t count, uint64_t max_pixels, uint64_t max_bytes, cpng_image *image,
                        cpng_metadata *metadata, char *message);

/* Encodes `image` (1 to 4 channels) with `metadata`, which may be NULL, into `buffer`, whose bytes the caller hands to
   `cpng_free`. */
cpng_status cpng_encode(const cpng_image *image, cpng_metadata *metadata, cpng_buffer *buffer, char *message);

void cpng_free(void *memory);

/* The version of libpng, such as "1.6.39". */
const char *cpng_version(void);

#endif
