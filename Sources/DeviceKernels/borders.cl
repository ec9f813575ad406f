// What windows see beyond the border of a map, and where gradients of it go.
// Borders: 0 zeros, 1 reflection without the edge, 2 the edge goes on.

// The sample that stands at place i of a row of count; -1 for a zero.
HELPER int bordered(int i, int count, int border)
{
    if (i >= 0 && i < count) return i;
    if (border == 0) return -1;
    if (border == 1) return i < 0 ? -i : 2 * (count - 1) - i;
    return i < 0 ? 0 : count - 1;
}

// The place of sample (y, x) of the frame, `margin` samples beyond height x width, in the ring that holds it: rows above and
// below at full length, then the two ends of each row between.
HELPER wide ring_place(int y, int x, int height, int width, int margin)
{
    const int line = width + 2 * margin;
    if (y < margin) return (wide)y * line + x;
    if (y >= height + margin) return (wide)(y - height) * line + x;
    return (wide)2 * margin * line + (wide)(y - margin) * 2 * margin + (x < margin ? x : x - width);
}
