# Figure: applications-small-errors-House
# Spec: Experiments/figures/applications.yaml
# Runs:
#   ef56e1d22fd2  DIP
#   4ade311251ca  deep decoder
#   b1667c4c386d  SGLD
#   b607e62cb596  controlled
#   ef56e1d22fd2  degraded
# Made by: dip plot Experiments/figures/applications.yaml --scale crop128
# Draw again, in this folder: gnuplot applications-small-errors-House.gp

figure_name = 'applications-small-errors-House'
rows = 1; columns = 1
label_width = 84; foot_height = 18
load 'style.gp'

set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top spacing page_gap_x, page_gap_y \
    title 'Methods on three images: House, 128 x 128' font title_font noenhanced
set logscale y
set format y '10^{%T}'
set xrange [0:1]
set yrange [0.0001:1]
set xlabel 'frequency (share of Nyquist)'
set ylabel 'power of the error' offset 1, 0
set label 3 'Grey images, mean over rings; white noise of variance s² has s².' at screen page_left, screen 12 / page_height left font small_font textcolor rgb note_color
set label 11 'DIP' at graph 1.02, graph 0.224 left textcolor rgb series_color[1]
set label 12 'deep decoder' at graph 1.02, graph 0.156 left textcolor rgb series_color[2]
set label 13 'SGLD' at graph 1.02, graph 0.088 left textcolor rgb series_color[3]
set label 14 'controlled' at graph 1.02, graph 0.02 left textcolor rgb series_color[4]
set label 15 'degraded' at graph 1.02, graph 0.403 left textcolor rgb series_color[5]
plot 'applications-small-errors-House.csv' using "frequency":"error_1" with lines linestyle 1, \
     'applications-small-errors-House.csv' using "frequency":"error_2" with lines linestyle 2, \
     'applications-small-errors-House.csv' using "frequency":"error_3" with lines linestyle 3, \
     'applications-small-errors-House.csv' using "frequency":"error_4" with lines linestyle 4, \
     'applications-small-errors-House.csv' using "frequency":"error_5" with lines linestyle 5
unset multiplot
unset output
