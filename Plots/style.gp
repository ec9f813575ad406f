# The look that all figures share. A figure sets figure_name, rows, columns, label_width and foot_height, then loads this file.
# Another format than SVG: gnuplot -e "terminal_kind='pdf'" NAME.gp (svg, png or pdf; output_file='...' for another file).

if (!exists("terminal_kind")) terminal_kind = 'svg'
if (!exists("output_file")) output_file = figure_name . '.' . terminal_kind

# A figure for print sets print_width, the width of its page in pixels of 1/96 inch; its letters are 8 and 7 pt there.
is_print = exists("print_width")
unit = is_print ? 8. / 9 : 1.

# The page in pixels. A figure that places its panels itself sets page_width and page_height. In all others every panel has the
# same size, with room at its right for the names of its curves (label_width), room for a title (title_height), and foot_height for
# a note at the foot of the page. Pictures (has_axes = 0) are square, unless
# panel_height says otherwise, and stand close together.
if (!exists("has_axes")) has_axes = 1
if (!exists("title_height")) title_height = 28.
if (!exists("page_width")) {
    left = (has_axes ? 64. : 12.) * unit
    right = (label_width + 12.) * unit
    bottom = (56. + foot_height) * unit; top = (40. + title_height) * unit
    gap_x = left + right; gap_y = (has_axes ? 84. : 34.) * unit
    if (is_print) {
        panel_width = (print_width - columns * (left + right)) / columns
        panel_height = has_axes ? (panel_width > 300 ? 205. : panel_width > 172 ? 0.7 * panel_width : 120.) : panel_width
    } else {
        panel_width = has_axes ? (columns < 3 ? 310. : 270.) : 205.
        if (!exists("panel_height")) { panel_height = 205. }
    }
    page_width = left + columns * panel_width + (columns - 1) * gap_x + right
    page_height = top + rows * panel_height + (rows - 1) * gap_y + bottom
    page_left = left / page_width
    page_right = 1 - right / page_width
    page_bottom = bottom / page_height
    page_top = 1 - top / page_height
    page_gap_x = gap_x / page_width
    page_gap_y = gap_y / page_height
}

# Puts the next panel at x and y, counted from the page's left and top: eval place(x, y, width, height).
place(x, y, w, h) = sprintf("set lmargin at screen %.5f; set rmargin at screen %.5f; set tmargin at screen %.5f; set bmargin at screen %.5f", \
    x / page_width, (x + w) / page_width, 1 - y / page_height, 1 - (y + h) / page_height)

# SVG counts letters in pixels, the others in points.
font_size = (terminal_kind eq 'svg' ? 12. : 9.) * unit
font_name = sprintf('Helvetica,%g', font_size)
title_font = sprintf(',%g', 1.17 * font_size)
small_font = sprintf(',%.3f', (is_print ? 0.876 : 0.87) * font_size)

# What a browser shows under the pointer: letters, digits and _ only.
if (!exists("page_name")) page_name = 'figure'
set encoding utf8
if (terminal_kind eq 'svg') \
    set terminal svg name page_name size page_width, page_height enhanced font font_name background rgb 'white'
if (terminal_kind eq 'png') \
    set terminal pngcairo size 2 * page_width, 2 * page_height enhanced font font_name \
        fontscale 2 linewidth 2 pointscale 2 background rgb 'white'
if (terminal_kind eq 'pdf') \
    set terminal pdfcairo size page_width / 96., page_height / 96. enhanced font font_name
set output output_file

set datafile separator comma
set datafile columnheaders
set datafile missing ''

set key off
set border 3 linewidth 0.8 linecolor rgb '#404040'
set tics out nomirror scale 0.6 textcolor rgb '#202020'
set grid ytics linetype 1 linewidth 0.5 linecolor rgb '#e0e0e0'
set xlabel offset 0, 0.3
set ylabel offset 1, 0
set errorbars 0
note_color = '#606060'

# Curves of one quantity: colours that colour-blind readers tell apart (Okabe and Ito; grey and green would look like pink, and are
# brown and a dark green), and a dash each for grey print.
# Style 1 to 8 is the curve itself; 11 to 18 the same colour, thin and pale, for every single iteration behind its mean.
array series_color[8] = [0x0072B2, 0xD55E00, 0x000000, 0xCC79A7, 0x56B4E9, 0xE69F00, 0x6B3200, 0x00594C]
array series_dash[8] = ['', '-', '.', '_', '_.', '_..', '--.', '-..']
do for [k = 1:8] {
    set style line k linewidth 1.7 linecolor rgb series_color[k] dashtype series_dash[k] pointtype 6 pointsize 0.8
    set style line k + 10 linewidth 0.6 linecolor rgb 0xA0000000 + series_color[k]
}
set style line 1 dashtype solid

# Frequency bands run from dark brown, the lowest, to light orange, the highest: colour k of n.
array band_anchor[5] = [0x331900, 0x994C00, 0xCC6600, 0xFF8000, 0xFF9933]
byte(color, shift) = (color >> shift) & 255
mix(a, b, t, shift) = int(byte(a, shift) + t * (byte(b, shift) - byte(a, shift)) + 0.5) << shift
between(a, b, t) = mix(a, b, t, 16) + mix(a, b, t, 8) + mix(a, b, t, 0)
at_anchor(x) = x >= 5 ? band_anchor[5] : between(band_anchor[int(x)], band_anchor[int(x) + 1], x - int(x))
band_color(k, n) = at_anchor(n == 1 ? 1 : 1 + 4. * (k - 1) / (n - 1))
band_linewidth(k, n) = n == 1 ? 1.5 : 1.5 - 0.6 * (k - 1) / (n - 1)
band_column(k) = sprintf('fbc_%d', k)

# The iteration of the best PSNR.
best_color = '#2A9D2A'
