# Experiments/figures/spectral-bias.yaml: 1 of 1 records were computed with an older arithmetic of batch norm, 1 x 1 convolutions, strided convolutions, 3 x 3 convolutions of uneven channels; run them again with: dip run Experiments/figures/spectral-bias.yaml --scale small
# Figure: spectral-bias-small
# Spec: Experiments/figures/spectral-bias.yaml
# Runs:
#   b47bbb25d748  House
# Made by: dip plot Experiments/figures/spectral-bias.yaml --scale small
# Draw again, in this folder: gnuplot spectral-bias-small.gp

figure_name = 'spectral-bias-small'
rows = 1; columns = 2
label_width = 46; foot_height = 0
load 'style.gp'

run_1 = '../Results/runs/spectral-bias-b47bbb25d748/curves.csv'
do for [k = 1:1] { stats value(sprintf('run_%d', k)) using "iteration":"psnr" name sprintf('best_%d', k) nooutput }

set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top spacing page_gap_x, page_gap_y \
    title 'Spectral bias of the Deep Image Prior: 256 x 256' font title_font noenhanced
set xrange [0:3000]
set xlabel 'iteration'
set format x '%.0f'

# PSNR of all runs. Pale: the recorded iterations; strong: means over windows of iterations, as single ones swing.
window = 60
middle(iteration) = (ceil(real(iteration) / window) - 0.5) * window
set yrange [20:31]
set ylabel 'PSNR (dB)'
set label 1 '{/:Bold a}   PSNR' at graph 0, graph 1.07 left
set label 11 'House' at graph 1.02, graph 0.105 left textcolor rgb series_color[1]
plot run_1 using "iteration":"psnr" with lines linestyle 11, \
     run_1 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 1
unset label

# Frequency bands of House, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold b}   House' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_1_max_y, best_1_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_1_pos_max_y, graph 0 to best_1_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 1 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.932 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.864 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.796 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.728 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_1 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

unset multiplot
unset output
