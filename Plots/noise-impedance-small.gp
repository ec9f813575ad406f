# Experiments/figures/noise-impedance.yaml: 4 of 4 records were computed with an older arithmetic of batch norm, 1 x 1 convolutions, strided convolutions, 3 x 3 convolutions of uneven channels; run them again with: dip run Experiments/figures/noise-impedance.yaml --scale small
# Figure: noise-impedance-small
# Spec: Experiments/figures/noise-impedance.yaml
# Runs:
#   1a0cbfa39306  image
#   39fb827bf9ce  image with noise
#   df9a9b0765a2  pixels shuffled
#   c6bcb31c4eb5  white noise
# Made by: dip plot Experiments/figures/noise-impedance.yaml --scale small
# Draw again, in this folder: gnuplot noise-impedance-small.gp

figure_name = 'noise-impedance-small'
rows = 1; columns = 1
label_width = 112; foot_height = 0
page_name = 'An_image_is_fitted_sooner_than_noise_F16_128_128'
load 'style.gp'

set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top spacing page_gap_x, page_gap_y \
    title 'An image is fitted sooner than noise: F16, 128 × 128' font title_font noenhanced
set logscale xy
set format y '10^{%T}'
set xrange [1:1499]
set yrange [1e-05:1]
set xlabel 'iteration'
set ylabel 'loss' offset 1, 0
set label 11 'image' at graph 1.02, graph 0.226 left textcolor rgb series_color[1]
set label 12 'image with noise' at graph 1.02, graph 0.43 left textcolor rgb series_color[2]
set label 13 'pixels shuffled' at graph 1.02, graph 0.294 left textcolor rgb series_color[3]
set label 14 'white noise' at graph 1.02, graph 0.362 left textcolor rgb series_color[4]
plot '../Results/runs/noise-impedance-1a0cbfa39306/curves.csv' using "iteration":"loss" with lines linestyle 1, \
     '../Results/runs/noise-impedance-39fb827bf9ce/curves.csv' using "iteration":"loss" with lines linestyle 2, \
     '../Results/runs/noise-impedance-df9a9b0765a2/curves.csv' using "iteration":"loss" with lines linestyle 3, \
     '../Results/runs/noise-impedance-c6bcb31c4eb5/curves.csv' using "iteration":"loss" with lines linestyle 4
unset multiplot
unset output
