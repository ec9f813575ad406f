#include "CPNG.h"

#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* libpng reports errors by longjmp. Everything that changes after setjmp lives in a struct of the calling function, because
   local variables of the function that calls setjmp are indeterminate after the jump. */

typedef struct {
    cpng_status status;
    char *message;
    /* Whether all samples were read, so that nothing changes them any more. */
    int is_past_samples;
} failure;

static void fail(png_structp png, png_const_charp text)
{
    failure *reason = png_get_error_ptr(png);
    if (reason->status == CPNG_OK)
        reason->status = CPNG_DAMAGED;
    snprintf(reason->message, CPNG_MESSAGE_CAPACITY, "%s", text);
    png_longjmp(png, 1);
}

static void ignore(png_structp png, png_const_charp text)
{
    (void)png;
    (void)text;
}

/* libpng goes on with invented samples where it only warns of a damaged picture; an image to be measured must not hold such.
   Warnings begin with the name of a chunk. Those that are not essential begin with a small letter, and of these only tRNS
   changes samples: gamma, profiles and texts are not applied. */
static void warn(png_structp png, png_const_charp text)
{
    const failure *reason = png_get_error_ptr(png);
    const int is_chunk = strlen(text) > 5 && text[4] == ':';
    const int is_essential = is_chunk && (text[0] >= 'A' && text[0] <= 'Z');
    if (is_essential || (strncmp(text, "tRNS:", 5) == 0 && !reason->is_past_samples))
        fail(png, text);
}

void cpng_free(void *memory)
{
    free(memory);
}

const char *cpng_version(void)
{
    return png_get_libpng_ver(NULL);
}

/* A copy that outlives libpng's own, with a zero behind it; nothing where there is no memory for it. */
static void copy(cpng_buffer *target, const void *bytes, size_t count)
{
    target->bytes = count > 0 ? malloc(count + 1) : NULL;
    target->count = target->capacity = target->bytes != NULL ? count : 0;
    if (target->bytes != NULL) {
        memcpy(target->bytes, bytes, count);
        target->bytes[count] = 0;
    }
}

/* Reading */

typedef struct {
    const uint8_t *bytes;
    size_t count;
    size_t position;
    png_structp png;
    png_infop info;
    /* What stands behind the samples. */
    png_infop end;
    /* Whether only the last row is left, the bytes of compressed samples that came since, and how many may. */
    int is_finishing;
    size_t surplus;
    size_t surplus_limit;
    failure reason;
} reader;

/* With the last row libpng reads the compressed samples to their end. After the row itself, which compression never makes much
   longer, a few bytes end them; some thousands may stand for millions of samples too many. */
enum { SURPLUS_LIMIT = 1 << 14 };

static void take(png_structp png, png_bytep target, size_t count)
{
    reader *source = png_get_io_ptr(png);
    if (count > source->count - source->position) {
        source->reason.status = CPNG_TRUNCATED;
        png_error(png, "the file ends early");
    }
    if (source->is_finishing && png_get_io_chunk_type(png) == 0x49444154
        && (png_get_io_state(png) & PNG_IO_MASK_LOC) == PNG_IO_CHUNK_DATA) {
        source->surplus += count;
        if (source->surplus > source->surplus_limit)
            png_error(png, "IDAT: more samples than the picture has");
    }
    memcpy(target, source->bytes + source->position, count);
    source->position += count;
}

/* Puts colours in the place of a row's numbers, from the right, as they take more room. */
static void colour_row(png_structp png, png_bytep row, const cpng_image *image, png_const_colorp colours, int colour_count,
                       png_const_bytep alphas, int alpha_count)
{
    for (uint32_t x = image->width; x-- > 0;) {
        const int number = row[x];
        png_bytep sample = row + (size_t)x * image->channels;
        if (number >= colour_count) {
            char text[CPNG_MESSAGE_CAPACITY];
            snprintf(text, sizeof text, "colour %d of a palette of %d", number, colour_count);
            png_error(png, text);
        }
        sample[0] = colours[number].red;
        sample[1] = colours[number].green;
        sample[2] = colours[number].blue;
        if (image->channels == 4)
            sample[3] = number < alpha_count ? alphas[number] : 255;
    }
}

static void read_metadata(png_structp png, png_infop info, png_infop end, cpng_metadata *metadata)
{
    png_charp name;
    png_bytep bytes = NULL;
    png_uint_32 count = 0;
    int method, unit;
    metadata->intent = -1;
    if (png_get_iCCP(png, info, &name, &method, &bytes, &count) & PNG_INFO_iCCP)
        copy(&metadata->profile, bytes, count);
    else {
        png_get_sRGB(png, info, &metadata->intent);
        png_get_gAMA_fixed(png, info, &metadata->gamma);
        int32_t *c = metadata->chromaticities;
        metadata->has_chromaticities
            = png_get_cHRM_fixed(png, info, c, c + 1, c + 2, c + 3, c + 4, c + 5, c + 6, c + 7) != 0;
    }
    if (png_get_pHYs(png, info, &metadata->across, &metadata->down, &unit) & PNG_INFO_pHYs)
        metadata->is_per_metre = unit == PNG_RESOLUTION_METER;
    else
        metadata->across = metadata->down = 0;
#ifdef PNG_eXIf_SUPPORTED
    /* It may stand behind the samples. */
    if ((png_get_eXIf_1(png, info, &count, &bytes) & PNG_INFO_eXIf)
        || (png_get_eXIf_1(png, end, &count, &bytes) & PNG_INFO_eXIf))
        copy(&metadata->exif, bytes, count);
#endif
}

static const char XMP_KEY[] = "XML:com.adobe.xmp", IPTC_KEY[] = "Raw profile type iptc";

/* They may stand behind the samples, too; the first of a kind counts. */
static void read_texts(png_structp png, png_infop info, cpng_metadata *metadata)
{
#ifdef PNG_TEXT_SUPPORTED
    png_textp texts = NULL;
    int count = 0;
    png_get_text(png, info, &texts, &count);
    for (int k = 0; k < count; k++) {
        const size_t length = texts[k].compression >= PNG_ITXT_COMPRESSION_NONE ? texts[k].itxt_length : texts[k].text_length;
        cpng_buffer *target = strcmp(texts[k].key, XMP_KEY) == 0  ? &metadata->xmp
                            : strcmp(texts[k].key, IPTC_KEY) == 0 ? &metadata->iptc
                                                                  : NULL;
        if (target != NULL && target->bytes == NULL && texts[k].text != NULL)
            copy(target, texts[k].text, length);
    }
#endif
}

/* The caller's samples, planar, and those that it makes of them when it lays the picture on white. */
enum { FLOAT_COPIES = 2 };

static void decode(reader *source, uint64_t max_pixels, uint64_t max_bytes, cpng_image *image,
                   cpng_metadata *metadata)
{
    png_structp png = source->png;
    png_infop info = source->info;
    if (setjmp(png_jmpbuf(png)))
        return;

    png_set_read_fn(png, source, take);
    png_set_crc_action(png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
    png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_read_info(png, info);
    image->width = png_get_image_width(png, info);
    image->height = png_get_image_height(png, info);
    if ((uint64_t)image->width * image->height > max_pixels) {
        source->reason.status = CPNG_TOO_LARGE;
        png_error(png, "too many pixels");
    }

    png_colorp colours = NULL;
    png_bytep alphas = NULL;
    int colour_count = 0, alpha_count = 0;
    const int is_palette = png_get_color_type(png, info) == PNG_COLOR_TYPE_PALETTE;
    if (is_palette) {
        png_get_PLTE(png, info, &colours, &colour_count);
        png_get_tRNS(png, info, &alphas, &alpha_count, NULL);
        png_set_packing(png);
    } else
        png_set_expand(png);
    const uint16_t probe = 1;
    if (png_get_bit_depth(png, info) == 16 && *(const uint8_t *)&probe == 1)
        png_set_swap(png);
    const int passes = png_set_interlace_handling(png);
    png_read_update_info(png, info);
    image->channels = is_palette ? (alpha_count > 0 ? 4 : 3) : png_get_channels(png, info);
    image->bit_depth = png_get_bit_depth(png, info);

    const size_t row_bytes = is_palette ? (size_t)image->width * image->channels : png_get_rowbytes(png, info);
    source->surplus_limit = SURPLUS_LIMIT + 2 * row_bytes + row_bytes / 8;
    image->needed = (uint64_t)row_bytes * image->height
                    + (uint64_t)image->width * image->height * image->channels * FLOAT_COPIES * sizeof(float);
    if (image->needed > max_bytes) {
        source->reason.status = CPNG_NO_MEMORY;
        png_error(png, "not enough memory");
    }
    image->samples = calloc(image->height, row_bytes);
    if (image->samples == NULL) {
        source->reason.status = CPNG_NO_MEMORY;
        png_error(png, "not enough memory");
    }
    for (int pass = 0; pass < passes; pass++)
        for (uint32_t y = 0; y < image->height; y++) {
            /* The last pass of an interlaced picture has no samples in the last row when that is an even one. */
            source->is_finishing |= pass == passes - 1 && y + 2 >= image->height;
            png_read_row(png, (png_bytep)image->samples + y * row_bytes, NULL);
        }
    source->reason.is_past_samples = 1;
    png_read_end(png, metadata != NULL ? source->end : NULL);
    if (metadata != NULL) {
        read_metadata(png, info, source->end, metadata);
        read_texts(png, info, metadata);
        read_texts(png, source->end, metadata);
    }
    if (is_palette)
        for (uint32_t y = 0; y < image->height; y++)
            colour_row(png, (png_bytep)image->samples + y * row_bytes, image, colours, colour_count, alphas, alpha_count);
}

cpng_status cpng_decode(const uint8_t *bytes, size_t count, uint64_t max_pixels, uint64_t max_bytes, cpng_image *image,
                        cpng_metadata *metadata, char *message)
{
    memset(image, 0, sizeof *image);
    if (metadata != NULL)
        memset(metadata, 0, sizeof *metadata);
    message[0] = '\0';
    reader source = { .bytes = bytes, .count = count, .reason = { .status = CPNG_OK, .message = message } };
    source.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &source.reason, fail, warn);
    source.info = source.png ? png_create_info_struct(source.png) : NULL;
    source.end = source.info ? png_create_info_struct(source.png) : NULL;
    if (source.end)
        decode(&source, max_pixels, max_bytes, image, metadata);
    else
        source.reason.status = CPNG_NO_MEMORY;
    png_destroy_read_struct(&source.png, &source.info, &source.end);
    if (source.reason.status != CPNG_OK) {
        free(image->samples);
        image->samples = NULL;
        if (metadata != NULL) {
            free(metadata->profile.bytes);
            free(metadata->exif.bytes);
            free(metadata->xmp.bytes);
            free(metadata->iptc.bytes);
            memset(metadata, 0, sizeof *metadata);
        }
    }
    return source.reason.status;
}

/* Writing */

typedef struct {
    cpng_buffer *buffer;
    png_structp png;
    png_infop info;
    failure reason;
} writer;

static void put(png_structp png, png_bytep bytes, size_t count)
{
    writer *target = png_get_io_ptr(png);
    cpng_buffer *buffer = target->buffer;
    if (buffer->capacity - buffer->count < count) {
        const size_t capacity = 2 * buffer->capacity + count;
        uint8_t *grown = realloc(buffer->bytes, capacity);
        if (grown == NULL) {
            target->reason.status = CPNG_NO_MEMORY;
            png_error(png, "not enough memory");
        }
        buffer->bytes = grown;
        buffer->capacity = capacity;
    }
    memcpy(buffer->bytes + buffer->count, bytes, count);
    buffer->count += count;
}

static void flush(png_structp png)
{
    (void)png;
}

static void write_metadata(png_structp png, png_infop info, cpng_metadata *metadata)
{
    if (metadata->profile.count > 0) {
        png_set_benign_errors(png, 1);
        png_set_iCCP(png, info, "ICC profile", PNG_COMPRESSION_TYPE_BASE, metadata->profile.bytes,
                     (png_uint_32)metadata->profile.count);
        metadata->is_profile_refused = !png_get_valid(png, info, PNG_INFO_iCCP);
    } else if (metadata->intent >= 0)
        png_set_sRGB(png, info, metadata->intent);
    else {
        const int32_t *c = metadata->chromaticities;
        if (metadata->gamma > 0)
            png_set_gAMA_fixed(png, info, metadata->gamma);
        if (metadata->has_chromaticities)
            png_set_cHRM_fixed(png, info, c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7]);
    }
    if (metadata->across > 0 && metadata->down > 0)
        png_set_pHYs(png, info, metadata->across, metadata->down,
                     metadata->is_per_metre ? PNG_RESOLUTION_METER : PNG_RESOLUTION_UNKNOWN);
#ifdef PNG_eXIf_SUPPORTED
    if (metadata->exif.count > 0)
        png_set_eXIf_1(png, info, (png_uint_32)metadata->exif.count, metadata->exif.bytes);
#endif
}

static void write_texts(png_structp png, png_infop info, const cpng_metadata *metadata)
{
#ifdef PNG_TEXT_SUPPORTED
    const struct {
        const char *key;
        const cpng_buffer *text;
        int compression;
    } all[] = { { XMP_KEY, &metadata->xmp, PNG_ITXT_COMPRESSION_NONE }, { IPTC_KEY, &metadata->iptc, PNG_TEXT_COMPRESSION_zTXt } };
    for (size_t k = 0; k < sizeof all / sizeof all[0]; k++) {
        if (all[k].text->count == 0)
            continue;
        png_text text;
        memset(&text, 0, sizeof text);
        text.key = (png_charp)all[k].key;
        text.text = (png_charp)all[k].text->bytes;
        text.compression = all[k].compression;
        png_set_text(png, info, &text, 1);
    }
#endif
}

static void encode(writer *target, const cpng_image *image, cpng_metadata *metadata)
{
    static const int colour_types[] = { PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_GRAY_ALPHA, PNG_COLOR_TYPE_RGB, PNG_COLOR_TYPE_RGB_ALPHA };
    png_structp png = target->png;
    if (setjmp(png_jmpbuf(png)))
        return;

    png_set_write_fn(png, target, put, flush);
    png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_compression_level(png, 6);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_ALL_FILTERS);
    png_set_IHDR(png, target->info, image->width, image->height, image->bit_depth,
                 colour_types[image->channels - 1],
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (metadata != NULL) {
        write_metadata(png, target->info, metadata);
        write_texts(png, target->info, metadata);
    }
    png_write_info(png, target->info);
    const uint16_t probe = 1;
    if (image->bit_depth == 16 && *(const uint8_t *)&probe == 1)
        png_set_swap(png);
    const size_t row_bytes = (size_t)image->width * image->channels * (image->bit_depth / 8);
    for (uint32_t y = 0; y < image->height; y++)
        png_write_row(png, (png_const_bytep)image->samples + y * row_bytes);
    png_write_end(png, NULL);
}

cpng_status cpng_encode(const cpng_image *image, cpng_metadata *metadata, cpng_buffer *buffer, char *message)
{
    memset(buffer, 0, sizeof *buffer);
    message[0] = '\0';
    writer target = { .buffer = buffer, .reason = { .status = CPNG_OK, .message = message } };
    target.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &target.reason, fail, ignore);
    target.info = target.png ? png_create_info_struct(target.png) : NULL;
    if (target.info)
        encode(&target, image, metadata);
    else
        target.reason.status = CPNG_NO_MEMORY;
    png_destroy_write_struct(&target.png, &target.info);
    if (target.reason.status != CPNG_OK) {
        free(buffer->bytes);
        memset(buffer, 0, sizeof *buffer);
    }
    return target.reason.status;
}
