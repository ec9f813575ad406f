#include "CJPEG.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

/* libjpeg ends the program on an error unless it is left by longjmp. Everything that changes after setjmp lives in a struct of
   the calling function, because local variables of the function that calls setjmp are indeterminate after the jump. */

typedef struct {
    struct jpeg_error_mgr base;
    jmp_buf escape;
    cjpeg_status status;
    char *message;
} failure;

static _Noreturn void leave(j_common_ptr codec, cjpeg_status status)
{
    failure *reason = (failure *)codec->err;
    char text[JMSG_LENGTH_MAX];
    codec->err->format_message(codec, text);
    snprintf(reason->message, CJPEG_MESSAGE_CAPACITY, "%s", text);
    reason->status = status;
    longjmp(reason->escape, 1);
}

static void fail(j_common_ptr codec)
{
    switch (codec->err->msg_code) {
    case JERR_OUT_OF_MEMORY:
        leave(codec, CJPEG_NO_MEMORY);
    case JERR_IMAGE_TOO_BIG:
        leave(codec, CJPEG_TOO_LARGE);
    case JERR_ARITH_NOTIMPL:
    case JERR_BAD_PRECISION:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_SOF_UNSUPPORTED:
        leave(codec, CJPEG_UNSUPPORTED);
    default:
        leave(codec, CJPEG_DAMAGED);
    }
}

/* libjpeg goes on with invented samples where a file is damaged; an image to be measured must not hold such. */
static void warn(j_common_ptr codec, int level)
{
    if (level >= 0)
        return;
    switch (codec->err->msg_code) {
    case JWRN_ADOBE_XFORM:
    case JWRN_EXTRANEOUS_DATA:
    case JWRN_JFIF_MAJOR:
        return;
    case JWRN_JPEG_EOF:
        leave(codec, CJPEG_TRUNCATED);
    default:
        leave(codec, CJPEG_DAMAGED);
    }
}

static struct jpeg_error_mgr *handlers(failure *reason, char *message)
{
    jpeg_std_error(&reason->base);
    reason->base.error_exit = fail;
    reason->base.emit_message = warn;
    reason->status = CJPEG_OK;
    reason->message = message;
    message[0] = '\0';
    return &reason->base;
}

void cjpeg_free(void *memory)
{
    free(memory);
}

#define TEXT_OF(value) #value
#define TEXT(value) TEXT_OF(value)

const char *cjpeg_version(void)
{
#ifdef LIBJPEG_TURBO_VERSION
    return "libjpeg-turbo " TEXT(LIBJPEG_TURBO_VERSION);
#else
    return "libjpeg " TEXT(JPEG_LIB_VERSION);
#endif
}

/* Reading */

/* How far the first component's table of a file is from that of libjpeg's encoder at a quality. */
static long distance(const JQUANT_TBL *table, const JQUANT_TBL *standard)
{
    long sum = 0;
    for (int i = 0; i < DCTSIZE2; i++)
        sum += labs((long)table->quantval[i] - (long)standard->quantval[i]);
    return sum;
}

typedef struct {
    struct jpeg_compress_struct encoder;
    int best;
    long least;
} search;

static void try_all(search *found, const JQUANT_TBL *table)
{
    struct jpeg_compress_struct *encoder = &found->encoder;
    failure *reason = (failure *)encoder->err;
    if (setjmp(reason->escape))
        return;

    jpeg_create_compress(encoder);
    encoder->input_components = 1;
    encoder->in_color_space = JCS_GRAYSCALE;
    jpeg_set_defaults(encoder);
    for (int quality = 1; quality <= 100; quality++) {
        jpeg_set_quality(encoder, quality, TRUE);
        const long there = distance(table, encoder->quant_tbl_ptrs[0]);
        if (found->best == 0 || there < found->least) {
            found->least = there;
            found->best = quality;
        }
    }
}

/* The quality whose table is nearest; 0 without a table. */
static int nearest_quality(const JQUANT_TBL *table)
{
    search found;
    failure reason;
    char message[CJPEG_MESSAGE_CAPACITY];
    if (table == NULL)
        return 0;
    memset(&found, 0, sizeof found);
    found.encoder.err = handlers(&reason, message);
    try_all(&found, table);
    jpeg_destroy_compress(&found.encoder);
    return found.best;
}

static void decode(struct jpeg_decompress_struct *codec, const uint8_t *bytes, size_t count, uint64_t max_pixels,
                   uint64_t max_bytes, cjpeg_image *image)
{
    failure *reason = (failure *)codec->err;
    if (setjmp(reason->escape))
        return;

    jpeg_create_decompress(codec);
    jpeg_mem_src(codec, (unsigned char *)bytes, count);
    jpeg_read_header(codec, TRUE);
    image->width = codec->image_width;
    image->height = codec->image_height;
    if ((uint64_t)image->width * image->height > max_pixels) {
        reason->status = CJPEG_TOO_LARGE;
        return;
    }
    switch (codec->jpeg_color_space) {
    case JCS_GRAYSCALE:
        codec->out_color_space = JCS_GRAYSCALE;
        break;
    case JCS_RGB:
    case JCS_YCbCr:
        codec->out_color_space = JCS_RGB;
        break;
    default:
        reason->status = CJPEG_UNSUPPORTED;
        snprintf(reason->message, CJPEG_MESSAGE_CAPACITY, "its %d components are neither grey nor RGB%s", codec->num_components,
                 codec->num_components == 4 ? " but CMYK; convert it: magick in.jpg -colorspace sRGB out.png" : "");
        return;
    }
    /* The samples, the caller's in floats, and the coefficients, of which a progressive file needs all at once. */
    const uint64_t samples = (uint64_t)image->width * image->height * codec->num_components;
    image->needed = samples * (1 + sizeof(float) + (codec->progressive_mode || codec->buffered_image ? sizeof(JCOEF) : 0));
    if (image->needed > max_bytes) {
        reason->status = CJPEG_NO_MEMORY;
        return;
    }
    jpeg_start_decompress(codec);
    image->quality = nearest_quality(codec->comp_info[0].quant_table);
    image->channels = codec->output_components;
    const size_t row_bytes = (size_t)codec->output_width * codec->output_components;
    image->samples = calloc(codec->output_height, row_bytes);
    if (image->samples == NULL) {
        reason->status = CJPEG_NO_MEMORY;
        return;
    }
    while (codec->output_scanline < codec->output_height) {
        JSAMPROW row = image->samples + codec->output_scanline * row_bytes;
        jpeg_read_scanlines(codec, &row, 1);
    }
    jpeg_finish_decompress(codec);
}

cjpeg_status cjpeg_decode(const uint8_t *bytes, size_t count, uint64_t max_pixels, uint64_t max_bytes, cjpeg_image *image,
                          char *message)
{
    memset(image, 0, sizeof *image);
    struct jpeg_decompress_struct codec;
    failure reason;
    memset(&codec, 0, sizeof codec);
    codec.err = handlers(&reason, message);
    decode(&codec, bytes, count, max_pixels, max_bytes, image);
    jpeg_destroy_decompress(&codec);
    if (reason.status != CJPEG_OK) {
        free(image->samples);
        image->samples = NULL;
    }
    return reason.status;
}

/* Writing */

typedef struct {
    struct jpeg_destination_mgr base;
    cjpeg_buffer *buffer;
    size_t capacity;
} target;

/* Makes room for more bytes and points libjpeg at it. */
static void grow(j_compress_ptr codec)
{
    target *sink = (target *)codec->dest;
    const size_t capacity = 2 * sink->capacity + 4096;
    uint8_t *grown = realloc(sink->buffer->bytes, capacity);
    if (grown == NULL)
        ERREXIT1(codec, JERR_OUT_OF_MEMORY, 0);
    sink->buffer->bytes = grown;
    sink->base.next_output_byte = grown + sink->capacity;
    sink->base.free_in_buffer = capacity - sink->capacity;
    sink->capacity = capacity;
}

/* Called when the whole buffer is full, whatever the counters say. */
static boolean grow_full(j_compress_ptr codec)
{
    grow(codec);
    return TRUE;
}

static void finish(j_compress_ptr codec)
{
    target *sink = (target *)codec->dest;
    sink->buffer->count = sink->capacity - sink->base.free_in_buffer;
}

static void write_segments(j_compress_ptr codec, const cjpeg_form *form)
{
    for (size_t place = 0; place + 4 <= form->segments_count;) {
        const uint8_t *segment = form->segments + place;
        const unsigned length = (unsigned)segment[2] << 8 | segment[3];
        if (length < 2 || length > form->segments_count - place - 2)
            break;
        jpeg_write_marker(codec, segment[1], segment + 4, length - 2);
        place += 2 + (size_t)length;
    }
}

static void encode(struct jpeg_compress_struct *codec, target *sink, const cjpeg_image *image, int quality,
                   const cjpeg_form *form)
{
    failure *reason = (failure *)codec->err;
    if (setjmp(reason->escape))
        return;

    jpeg_create_compress(codec);
    sink->base.init_destination = grow;
    sink->base.empty_output_buffer = grow_full;
    sink->base.term_destination = finish;
    codec->dest = &sink->base;
    codec->image_width = image->width;
    codec->image_height = image->height;
    codec->input_components = image->channels;
    codec->in_color_space = image->channels == 3 ? JCS_RGB : JCS_GRAYSCALE;
    jpeg_set_defaults(codec);
    jpeg_set_quality(codec, quality, TRUE);
    if (form != NULL && form->density_across > 0) {
        codec->density_unit = (UINT8)form->density_unit;
        codec->X_density = form->density_across;
        codec->Y_density = form->density_down;
    }
    if (form != NULL && form->has_full_colours)
        for (int i = 0; i < codec->num_components; i++)
            codec->comp_info[i].h_samp_factor = codec->comp_info[i].v_samp_factor = 1;
    jpeg_start_compress(codec, TRUE);
    if (form != NULL)
        write_segments(codec, form);
    const size_t row_bytes = (size_t)image->width * image->channels;
    while (codec->next_scanline < codec->image_height) {
        JSAMPROW row = image->samples + codec->next_scanline * row_bytes;
        jpeg_write_scanlines(codec, &row, 1);
    }
    jpeg_finish_compress(codec);
}

cjpeg_status cjpeg_encode(const cjpeg_image *image, int quality, const cjpeg_form *form, cjpeg_buffer *buffer, char *message)
{
    memset(buffer, 0, sizeof *buffer);
    struct jpeg_compress_struct codec;
    failure reason;
    target sink;
    memset(&codec, 0, sizeof codec);
    memset(&sink, 0, sizeof sink);
    sink.buffer = buffer;
    codec.err = handlers(&reason, message);
    encode(&codec, &sink, image, quality, form);
    jpeg_destroy_compress(&codec);
    if (reason.status != CJPEG_OK) {
        free(buffer->bytes);
        memset(buffer, 0, sizeof *buffer);
    }
    return reason.status;
}
