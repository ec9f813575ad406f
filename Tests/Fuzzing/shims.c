/* The readers and writers of PNG, JPEG and TIFF as libFuzzer drives them, for the sanitizers that Swift code has no use for: a picture
   that is read must be written and read again with the same samples (PNG, TIFF) or the same size (JPEG). */
#include "CJPEG.h"
#include "CPNG.h"
#include "CTIFF.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_PIXELS = 1 << 20, MOST_BYTES = 1 << 26 };

static void expect(int holds)
{
    if (!holds)
        abort();
}

/* The picture `image` of the input, for formats whose metadata other code reads; without one the function is left. */
#define DECODE(format, FORMAT)                                                                          \
    char message[FORMAT##_MESSAGE_CAPACITY];                                                            \
    format##_image image, again;                                                                        \
    if (format##_decode(bytes, count, MOST_PIXELS, MOST_BYTES, &image, message) != FORMAT##_OK) {        \
        expect(image.samples == NULL);                                                                  \
        return;                                                                                         \
    }

/* `again`, of the same size, from what was written. */
#define DECODE_AGAIN(format, FORMAT)                                                                                     \
    expect(format##_decode(buffer.bytes, buffer.count, MOST_PIXELS, MOST_BYTES, &again, message) == FORMAT##_OK);        \
    expect(again.width == image.width && again.height == image.height && again.channels == image.channels);

static void png(const uint8_t *bytes, size_t count)
{
    char message[CPNG_MESSAGE_CAPACITY];
    cpng_image image, again;
    cpng_metadata said, repeated;
    if (cpng_decode(bytes, count, MOST_PIXELS, MOST_BYTES, &image, &said, message) != CPNG_OK) {
        expect(image.samples == NULL && said.profile.bytes == NULL && said.exif.bytes == NULL);
        expect(said.xmp.bytes == NULL && said.iptc.bytes == NULL);
        return;
    }
    cpng_buffer buffer;
    expect(cpng_encode(&image, &said, &buffer, message) == CPNG_OK);
    expect(cpng_decode(buffer.bytes, buffer.count, MOST_PIXELS, MOST_BYTES, &again, &repeated, message) == CPNG_OK);
    const size_t samples = (size_t)image.width * image.height * image.channels * (image.bit_depth / 8);
    expect(again.width == image.width && again.height == image.height && again.channels == image.channels);
    expect(again.bit_depth == image.bit_depth && memcmp(again.samples, image.samples, samples) == 0);
    cpng_free(buffer.bytes);
    cpng_free(again.samples);
    cpng_free(image.samples);
    cpng_free(said.profile.bytes);
    cpng_free(said.exif.bytes);
    cpng_free(said.xmp.bytes);
    cpng_free(said.iptc.bytes);
    cpng_free(repeated.profile.bytes);
    cpng_free(repeated.exif.bytes);
    cpng_free(repeated.xmp.bytes);
    cpng_free(repeated.iptc.bytes);
}

static void jpeg(const uint8_t *bytes, size_t count)
{
    DECODE(cjpeg, CJPEG)
    expect(image.quality >= 1 && image.quality <= 100);
    cjpeg_buffer buffer;
    expect(cjpeg_encode(&image, image.quality, NULL, &buffer, message) == CJPEG_OK);
    DECODE_AGAIN(cjpeg, CJPEG)
    cjpeg_free(buffer.bytes);
    cjpeg_free(again.samples);
    cjpeg_free(image.samples);
}

/* libtiff sees any compression here, which the program's own check of the file would keep from it. */
static void tiff(const uint8_t *bytes, size_t count)
{
    DECODE(ctiff, CTIFF)
    expect(image.needed <= MOST_BYTES && (uint64_t)image.width * image.height <= MOST_PIXELS);
    ctiff_buffer buffer;
    expect(ctiff_encode(&image, count & 1, &buffer, message) == CTIFF_OK);
    DECODE_AGAIN(ctiff, CTIFF)
    const size_t samples = (size_t)image.width * image.height * image.channels * (image.bit_depth / 8);
    expect(again.width == image.width && again.height == image.height && again.channels == image.channels);
    expect(again.bit_depth == image.bit_depth && memcmp(again.samples, image.samples, samples) == 0);
    ctiff_free(buffer.bytes);
    ctiff_free(again.samples);
    ctiff_free(image.samples);
}

/* What the input begins with says whose it is. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    if (count > 1 && bytes[0] == 0xff)
        jpeg(bytes, count);
    else if (count > 1 && bytes[0] == bytes[1])
        tiff(bytes, count);
    else
        png(bytes, count);
    return 0;
}
