// What moves samples or adds them; one item a sample unless it says otherwise.

// y = a + b; y may be a. The sum of two maps, and of the gradients of a map that several operations read.
KERNEL addition(INPUT(a), INPUT(b), OUTPUT(y), wide count)
{
    BIND_INPUT(a);
    BIND_INPUT(b);
    BIND_OUTPUT(y);
    const wide i = INDEX;
    if (i < count) y[i] = a[i] + b[i];
}

// y = x: the gradient of a sum.
KERNEL copy(INPUT(x), OUTPUT(y), wide count)
{
    BIND_INPUT(x);
    BIND_OUTPUT(y);
    const wide i = INDEX;
    if (i < count) y[i] = x[i];
}

// One part of a concatenation: height x width x channels of the part, cropped about its centre, become channels
// offset ..< offset + channels of whole_height x whole_width x whole_channels. One item a sample of the crop.
KERNEL concatenation_forward(
    INPUT(part), OUTPUT(whole), int height, int width, int channels, int whole_height, int whole_width,
    int whole_channels, int offset)
{
    BIND_INPUT(part);
    BIND_OUTPUT(whole);
    const wide i = INDEX;
    if (i >= (wide)whole_height * whole_width * channels) return;
    const int channel = CHANNEL_OF(i, channels), pixel = PIXEL_OF(i, channels);
    const int y = pixel / whole_width, x = pixel % whole_width;
    const int top = (height - whole_height) / 2, left = (width - whole_width) / 2;
    whole[(wide)pixel * whole_channels + offset + channel]
        = part[((wide)(y + top) * width + x + left) * channels + channel];
}

// The part's gradient; what the crop cut off gets 0. One item a sample of the part.
KERNEL concatenation_backward(
    INPUT(whole), OUTPUT(part), int height, int width, int channels, int whole_height, int whole_width,
    int whole_channels, int offset)
{
    BIND_INPUT(whole);
    BIND_OUTPUT(part);
    const wide i = INDEX;
    if (i >= (wide)height * width * channels) return;
    const int channel = CHANNEL_OF(i, channels), pixel = PIXEL_OF(i, channels);
    const int y = pixel / width - (height - whole_height) / 2, x = pixel % width - (width - whole_width) / 2;
    const int inside = y >= 0 && y < whole_height && x >= 0 && x < whole_width;
    part[i] = inside ? whole[((wide)y * whole_width + x) * whole_channels + offset + channel] : 0;
}

// height x width x 4 channels into 2 height x 2 width x channels: channel 4c + 2i + j goes to c at offset (i, j).
KERNEL depth_to_space_forward(INPUT(deep), OUTPUT(shallow), int height, int width, int channels)
{
    BIND_INPUT(deep);
    BIND_OUTPUT(shallow);
    const wide i = INDEX;
    if (i >= (wide)4 * height * width * channels) return;
    const int c = CHANNEL_OF(i, channels), pixel = PIXEL_OF(i, channels), y = pixel / (2 * width), x = pixel % (2 * width);
    shallow[i] = deep[(((wide)(y / 2) * width + x / 2) * channels + c) * 4 + 2 * (y % 2) + x % 2];
}

KERNEL depth_to_space_backward(INPUT(shallow), OUTPUT(deep), int height, int width, int channels)
{
    BIND_INPUT(shallow);
    BIND_OUTPUT(deep);
    const wide i = INDEX;
    if (i >= (wide)4 * height * width * channels) return;
    const int c = CHANNEL_OF(i, channels), pixel = PIXEL_OF(i, channels), y = pixel / (2 * width), x = pixel % (2 * width);
    deep[(((wide)(y / 2) * width + x / 2) * channels + c) * 4 + 2 * (y % 2) + x % 2] = shallow[i];
}

// The largest of 2 x 2 samples: height x width x channels become half as large, truncated. One item a result.
KERNEL max_pooling_forward(INPUT(x), OUTPUT(y), int height, int width, int channels)
{
    BIND_INPUT(x);
    BIND_OUTPUT(y);
    const int small_width = width / 2;
    const wide i = INDEX;
    if (i >= (wide)(height / 2) * small_width * channels) return;
    const int c = CHANNEL_OF(i, channels), pixel = PIXEL_OF(i, channels);
    const wide row = (wide)width * channels;
    const wide place = ((wide)(pixel / small_width) * 2 * width + pixel % small_width * 2) * channels + c;
    const float a = x[place], b = x[place + channels], d = x[place + row], e = x[place + row + channels];
    const float upper = b > a ? b : a, lower = e > d ? e : d;
    y[i] = lower > upper ? lower : upper;
}

// The gradient goes to the first of the largest samples, in raster order; samples that no window covers get 0. One item
// a sample of the input.
KERNEL max_pooling_backward(INPUT(x), INPUT(dy), OUTPUT(dx), int height, int width, int channels)
{
    BIND_INPUT(x);
    BIND_INPUT(dy);
    BIND_OUTPUT(dx);
    const wide i = INDEX;
    if (i >= (wide)height * width * channels) return;
    const int c = CHANNEL_OF(i, channels), pixel = PIXEL_OF(i, channels), py = pixel / width, px = pixel % width;
    const int sy = py / 2, sx = px / 2, small_width = width / 2;
    if (sy >= height / 2 || sx >= small_width) {
        dx[i] = 0;
        return;
    }
    const wide row = (wide)width * channels, place = ((wide)2 * sy * width + 2 * sx) * channels + c;
    int first = 0;
    float most = x[place];
    if (x[place + channels] > most) { first = 1; most = x[place + channels]; }
    if (x[place + row] > most) { first = 2; most = x[place + row]; }
    if (x[place + row + channels] > most) first = 3;
    dx[i] = first == 2 * (py % 2) + px % 2 ? dy[((wide)sy * small_width + sx) * channels + c] : 0;
}
