# The look that all figures share. A figure sets figure_name, rows, columns, label_width and foot_height, then loads this file.
# Another format than SVG: gnuplot -e "terminal_kind='pdf'" NAME.gp (svg, png or pdf; output_file='...' for another file).

if (!exists("terminal_kind")) terminal_kind = 'svg'
if (!exists("output_file")) output_file = figure_name . '.' . terminal_kind

# The page in pixels: every panel is the same size with room at its right for the names of its curves (label_width),
# and foot_height is left for a note at the foot of the page. A figure without axes sets panel_width,
# left and gap_y, too, and one of pictures panel_height.
if (!exists("panel_width")) panel_width = columns < 3 ? 310. : 270.
if (!exists("panel_height")) panel_height = 205.
if (!exists("left")) left = 64.
right = label_width + 12.; bottom = 56. + foot_height; top = 68.
gap_x = left + right
if (!exists("gap_y")) gap_y = 84.
page_width = left + columns * panel_width + (columns - 1) * gap_x + right
page_height = top + rows * panel_height + (rows - 1) * gap_y + bottom
page_left = left / page_width
page_right = 1 - right / page_width
page_bottom = bottom / page_height
page_top = 1 - top / page_height
page_gap_x = gap_x / page_width
page_gap_y = gap_y / page_height

# SVG counts letters in pixels, the others in points.
font_size = terminal_kind eq 'svg' ? 12. : 9.
font_name = sprintf('Helvetica,%g', font_size)
title_font = sprintf(',%g', 1.17 * font_size)
small_font = sprintf(',%g', 0.87 * font_size)

set encoding utf8
if (terminal_kind eq 'svg') \
    set terminal svg size page_width, page_height enhanced font font_name background rgb 'white'
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

# Curves of one quantity: colours that colour-blind readers tell apart (Okabe and Ito), and a dash each for grey print.
# Style 1 to 8 is the curve itself; 11 to 18 the same colour, thin and pale, for every single iteration behind its mean.
array series_color[8] = [0x0072B2, 0xD55E00, 0x000000, 0xCC79A7, 0x56B4E9, 0xE69F00, 0x7F7F7F, 0x009E73]
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
