#include "CTIFF.h"

#include "library.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A file in memory, and the first error in it. */
typedef struct {
    const uint8_t *bytes;
    size_t count;
    size_t position;
    /* Of a file that is written. */
    ctiff_buffer *target;
    ctiff_status status;
    char *message;
    /* Whether libtiff asked for bytes behind the end. */
    int is_past_end;
} memory;

static ctiff_status fail(memory *file, ctiff_status status, const char *text)
{
    if (file->status == CTIFF_OK) {
        file->status = status;
        snprintf(file->message, CTIFF_MESSAGE_CAPACITY, "%s", text);
    }
    return file->status;
}

static void note(handle file, const char *module, const char *format, va_list arguments)
{
    memory *source = file;
    (void)module;
    if (source == NULL || source->status != CTIFF_OK)
        return;
    vsnprintf(source->message, CTIFF_MESSAGE_CAPACITY, format, arguments);
    source->status = source->is_past_end ? CTIFF_TRUNCATED : CTIFF_DAMAGED;
}

static ptrdiff_t take(handle file, void *target, ptrdiff_t count)
{
    memory *source = file;
    const size_t left = source->position < source->count ? source->count - source->position : 0;
    if (count < 0)
        return 0;
    if ((size_t)count > left) {
        source->is_past_end = 1;
        count = (ptrdiff_t)left;
    }
    if (count > 0)
        memcpy(target, source->bytes + source->position, (size_t)count);
    source->position += (size_t)count;
    return count;
}

static ptrdiff_t put(handle file, void *source, ptrdiff_t count)
{
    memory *target = file;
    ctiff_buffer *buffer = target->target;
    if (buffer == NULL || count < 0)
        return 0;
    const size_t end = target->position + (size_t)count;
    if (end > buffer->capacity) {
        const size_t capacity = end > 2 * buffer->capacity ? end : 2 * buffer->capacity;
        uint8_t *bytes = realloc(buffer->bytes, capacity);
        if (bytes == NULL) {
            fail(target, CTIFF_NO_MEMORY, "not enough memory");
            return 0;
        }
        memset(bytes + buffer->capacity, 0, capacity - buffer->capacity);
        buffer->bytes = bytes;
        buffer->capacity = capacity;
    }
    memcpy(buffer->bytes + target->position, source, (size_t)count);
    target->position = end;
    if (end > buffer->count)
        buffer->count = end;
    target->bytes = buffer->bytes;
    target->count = buffer->count;
    return count;
}

static uint64_t move(handle file, uint64_t offset, int from)
{
    memory *source = file;
    source->position = (size_t)(from == SEEK_SET ? offset : offset + (from == SEEK_CUR ? source->position : source->count));
    return source->position;
}

static int finish(handle file)
{
    (void)file;
    return 0;
}

static uint64_t length(handle file) { return ((memory *)file)->count; }

static int map(handle file, void **bytes, uint64_t *count)
{
    (void)file, (void)bytes, (void)count;
    return 0;
}

static void unmap(handle file, void *bytes, uint64_t count) { (void)file, (void)bytes, (void)count; }

void ctiff_free(void *bytes) { free(bytes); }

/* Reading */

/* How samples lie in the file. */
typedef struct {
    int is_tiled;
    int is_inverted;
    /* Of a strip or tile. */
    uint32_t width;
    uint32_t height;
    /* Samples of a pixel in a strip or tile, and how many of these there are for each place. */
    uint16_t together;
    uint16_t planes;
    size_t block_bytes;
} arrangement;

/* What tiles may have beside twice the picture. */
enum { SURPLUS_PIXELS = 1 << 26 };

/* The caller's samples, planar, and those that it makes of them when it lays the picture on white. */
enum { FLOAT_COPIES = 2 };

static ctiff_status arrange(const ctiff_library *library, TIFF *tiff, memory *source, uint64_t max_pixels, uint64_t max_bytes,
                            ctiff_image *image, arrangement *file)
{
    char text[CTIFF_MESSAGE_CAPACITY];
    uint16_t bits = 1, samples = 1, photometric = 0xffff, planar = TOGETHER, format = WHOLE_NUMBERS, extra_count = 0;
    uint16_t *extras = NULL, compression = NONE;
    library->get(tiff, TAG_WIDTH, &image->width);
    library->get(tiff, TAG_HEIGHT, &image->height);
    library->get(tiff, TAG_BITS, &bits);
    library->get(tiff, TAG_SAMPLES, &samples);
    library->get(tiff, TAG_PHOTOMETRIC, &photometric);
    library->get(tiff, TAG_PLANAR, &planar);
    library->get(tiff, TAG_SAMPLE_FORMAT, &format);
    library->get(tiff, TAG_EXTRA_SAMPLES, &extra_count, &extras);
    library->get(tiff, TAG_COMPRESSION, &compression);
    /* The caller has looked, too, but libtiff may read the directory otherwise. */
    if (compression != NONE && compression != LZW && compression != DEFLATE && compression != OLD_DEFLATE && compression != PACK_BITS) {
        snprintf(text, sizeof text, "compression %d; none, LZW, Deflate and PackBits are supported", compression);
        return fail(source, CTIFF_UNSUPPORTED, text);
    }
    if (image->width == 0 || image->height == 0)
        return fail(source, CTIFF_DAMAGED, "it has no pixels");
    if ((uint64_t)image->width * image->height > max_pixels)
        return fail(source, CTIFF_TOO_LARGE, "too many pixels");
    if (bits != 8 && bits != 16) {
        snprintf(text, sizeof text, "%d bits a sample; 8 and 16 are supported", bits);
        return fail(source, CTIFF_UNSUPPORTED, text);
    }
    if (format != WHOLE_NUMBERS && format != UNKNOWN_FORMAT)
        return fail(source, CTIFF_UNSUPPORTED, "its samples are no unsigned whole numbers");
    if (photometric != WHITE_IS_ZERO && photometric != BLACK_IS_ZERO && photometric != RGB)
        return fail(source, CTIFF_UNSUPPORTED, "its colours are neither grey nor RGB");
    const int colours = photometric == RGB ? 3 : 1, others = samples - colours;
    const int alpha = others == 1 && extra_count == 1 ? extras[0] : 0;
    if (others != 0 && alpha != PREMULTIPLIED && alpha != NOT_PREMULTIPLIED) {
        snprintf(text, sizeof text, "%d channels%s", samples,
                 others == 1 ? ", of which it does not say that the last is alpha" : "; grey or RGB, and alpha are supported");
        return fail(source, CTIFF_UNSUPPORTED, text);
    }
    image->channels = samples;
    image->bit_depth = bits;
    image->is_premultiplied = alpha == PREMULTIPLIED;
    file->is_inverted = photometric == WHITE_IS_ZERO;
    file->planes = planar == APART ? samples : 1;
    file->together = planar == APART ? 1 : samples;
    file->is_tiled = library->is_tiled(tiff);
    file->width = image->width;
    file->height = 0;
    if (file->is_tiled) {
        library->get(tiff, TAG_TILE_WIDTH, &file->width);
        library->get(tiff, TAG_TILE_HEIGHT, &file->height);
    } else {
        library->get(tiff, TAG_ROWS_PER_STRIP, &file->height);
        if (file->height > image->height)
            file->height = image->height;
    }
    if (file->width == 0 || file->height == 0)
        return fail(source, CTIFF_DAMAGED, "its strips have no rows");

    const uint64_t pixels = (uint64_t)image->width * image->height, sample_bytes = bits / 8;
    const uint64_t block = (uint64_t)file->width * file->height;
    /* A tile may be larger than the picture. */
    if (block > PTRDIFF_MAX / 16)
        return fail(source, CTIFF_TOO_LARGE, "too large tiles");
    file->block_bytes = block * file->together * sample_bytes;
    image->needed = pixels * samples * (sample_bytes + FLOAT_COPIES * sizeof(float)) + file->block_bytes;
    if (image->needed > max_bytes)
        return fail(source, CTIFF_NO_MEMORY, "not enough memory");
    /* All tiles may name the same bytes, so that a small file could ask for any amount of work. */
    const uint64_t across = (pixels / image->height + file->width - 1) / file->width;
    const uint64_t down = ((uint64_t)image->height + file->height - 1) / file->height;
    if (file->is_tiled && block > (2 * pixels + SURPLUS_PIXELS) / (across * down))
        return fail(source, CTIFF_TOO_LARGE, "too large tiles");
    return source->status;
}

/* Puts a strip's or tile's samples in their places. */
static void place(const void *block, uint32_t left, uint32_t top, uint16_t plane, const arrangement *file, ctiff_image *image)
{
    const uint32_t columns = image->width - left < file->width ? image->width - left : file->width;
    const uint32_t rows = image->height - top < file->height ? image->height - top : file->height;
    for (uint32_t y = 0; y < rows; y++)
        for (uint32_t x = 0; x < columns; x++) {
            const size_t from = ((size_t)y * file->width + x) * file->together;
            const size_t to = ((size_t)(top + y) * image->width + left + x) * (size_t)image->channels + plane;
            for (uint16_t k = 0; k < file->together; k++) {
                /* Alpha is never inverted. */
                const int turns = file->is_inverted && plane + k == 0;
                if (image->bit_depth == 16) {
                    const uint16_t sample = ((const uint16_t *)block)[from + k];
                    ((uint16_t *)image->samples)[to + k] = turns ? (uint16_t)(0xffff - sample) : sample;
                } else {
                    const uint8_t sample = ((const uint8_t *)block)[from + k];
                    ((uint8_t *)image->samples)[to + k] = turns ? (uint8_t)(0xff - sample) : sample;
                }
            }
        }
}

static ctiff_status read_samples(const ctiff_library *library, TIFF *tiff, memory *source, const arrangement *file, ctiff_image *image)
{
    const size_t bytes = (size_t)image->bit_depth / 8;
    image->samples = calloc((size_t)image->width * image->height, (size_t)image->channels * bytes);
    void *block = malloc(file->block_bytes);
    if (image->samples == NULL || block == NULL)
        fail(source, CTIFF_NO_MEMORY, "not enough memory");
    for (uint32_t top = 0; top < image->height && source->status == CTIFF_OK; top += file->height) {
        for (uint32_t left = 0; left < image->width && source->status == CTIFF_OK; left += file->width) {
            for (uint16_t plane = 0; plane < file->planes && source->status == CTIFF_OK; plane++) {
                /* The last strip ends with the picture, tiles are whole. */
                const uint32_t rows = !file->is_tiled && image->height - top < file->height ? image->height - top : file->height;
                const ptrdiff_t wanted = (ptrdiff_t)((size_t)rows * file->width * file->together * bytes);
                const ptrdiff_t got = file->is_tiled
                                          ? library->read_tile(tiff, library->tile(tiff, left, top, 0, plane), block, wanted)
                                          : library->read_strip(tiff, library->strip(tiff, top, plane), block, wanted);
                if (got != wanted)
                    fail(source, source->is_past_end ? CTIFF_TRUNCATED : CTIFF_DAMAGED, "a strip of it is too short");
                else
                    place(block, left, top, plane, file, image);
            }
            /* So that the sum cannot run over. */
            if (image->width - left <= file->width)
                break;
        }
        if (image->height - top <= file->height)
            break;
    }
    free(block);
    return source->status;
}

ctiff_status ctiff_decode(const uint8_t *bytes, size_t count, uint64_t max_pixels, uint64_t max_bytes, ctiff_image *image,
                          char *message)
{
    memset(image, 0, sizeof *image);
    message[0] = '\0';
    memory source = { .bytes = bytes, .count = count, .status = CTIFF_OK, .message = message };
    const ctiff_library *library = ctiff_open(note);
    if (library == NULL)
        return fail(&source, CTIFF_MISSING, ctiff_problem());
    TIFF *tiff = library->open("image", "rm", &source, take, put, move, finish, length, map, unmap);
    if (tiff == NULL)
        return fail(&source, CTIFF_DAMAGED, "it has no picture");
    /* A directory at the end of the file may lack the place of the next one. */
    source.is_past_end = 0;
    arrangement file;
    if (source.status == CTIFF_OK
        && arrange(library, tiff, &source, max_pixels, max_bytes, image, &file) == CTIFF_OK
        && read_samples(library, tiff, &source, &file, image) == CTIFF_OK)
        image->has_more = !library->is_last(tiff);
    library->close(tiff);
    if (source.status != CTIFF_OK) {
        free(image->samples);
        image->samples = NULL;
    }
    return source.status;
}

/* Writing */

/* As many as libtiff's own strips have, rounded to whole rows. */
enum { STRIP_BYTES = 1 << 16 };

ctiff_status ctiff_encode(const ctiff_image *image, int is_little_endian, ctiff_buffer *buffer, char *message)
{
    memset(buffer, 0, sizeof *buffer);
    message[0] = '\0';
    memory target = { .target = buffer, .status = CTIFF_OK, .message = message };
    const ctiff_library *library = ctiff_open(note);
    if (library == NULL)
        return fail(&target, CTIFF_MISSING, ctiff_problem());
    TIFF *tiff = library->open("image", is_little_endian ? "wl" : "wb", &target, take, put, move, finish, length, map, unmap);
    if (tiff == NULL)
        return fail(&target, CTIFF_NO_MEMORY, "not enough memory");
    const size_t row_bytes = (size_t)image->width * (size_t)image->channels * (size_t)image->bit_depth / 8;
    const uint32_t rows = row_bytes < STRIP_BYTES ? (uint32_t)(STRIP_BYTES / row_bytes) : 1;
    uint16_t alpha = NOT_PREMULTIPLIED;
    library->set(tiff, TAG_WIDTH, image->width);
    library->set(tiff, TAG_HEIGHT, image->height);
    library->set(tiff, TAG_BITS, image->bit_depth);
    library->set(tiff, TAG_SAMPLES, image->channels);
    library->set(tiff, TAG_PHOTOMETRIC, image->channels >= 3 ? RGB : BLACK_IS_ZERO);
    library->set(tiff, TAG_PLANAR, TOGETHER);
    library->set(tiff, TAG_SAMPLE_FORMAT, WHOLE_NUMBERS);
    library->set(tiff, TAG_COMPRESSION, DEFLATE);
    library->set(tiff, TAG_PREDICTOR, DIFFERENCES);
    library->set(tiff, TAG_ROWS_PER_STRIP, rows);
    if (image->channels % 2 == 0)
        library->set(tiff, TAG_EXTRA_SAMPLES, 1, &alpha);
    /* libtiff makes differences in the bytes that it is given. */
    uint8_t *strip = malloc(row_bytes * rows);
    if (strip == NULL)
        fail(&target, CTIFF_NO_MEMORY, "not enough memory");
    for (uint32_t top = 0; top < image->height && target.status == CTIFF_OK; top += rows) {
        const size_t count = row_bytes * (image->height - top < rows ? image->height - top : rows);
        memcpy(strip, (const uint8_t *)image->samples + (size_t)top * row_bytes, count);
        if (library->write_strip(tiff, top / rows, strip, (ptrdiff_t)count) != (ptrdiff_t)count)
            fail(&target, CTIFF_DAMAGED, "libtiff cannot write it");
    }
    free(strip);
    library->close(tiff);
    if (target.status != CTIFF_OK) {
        free(buffer->bytes);
        memset(buffer, 0, sizeof *buffer);
    }
    return target.status;
}
