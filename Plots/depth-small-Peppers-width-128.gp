# Figure: depth-small-Peppers-width-128
# Spec: Experiments/ablations/depth.yaml
# Runs:
#   db1eab1fcd53  3 stages
#   8c76db998525  4 stages
#   15cbcfd79812  5 stages
# Made by: dip plot Experiments/ablations/depth.yaml --scale small
# Draw again, in this folder: gnuplot depth-small-Peppers-width-128.gp

figure_name = 'depth-small-Peppers-width-128'
rows = 2; columns = 2
label_width = 56; foot_height = 0
load 'style.gp'

run_1 = '../Results/runs/depth-db1eab1fcd53/curves.csv'
run_2 = '../Results/runs/depth-8c76db998525/curves.csv'
run_3 = '../Results/runs/depth-15cbcfd79812/curves.csv'
do for [k = 1:3] { stats value(sprintf('run_%d', k)) using "iteration":"psnr" name sprintf('best_%d', k) nooutput }

set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top spacing page_gap_x, page_gap_y \
    title 'Depth and width: Peppers, width = 128, 128 x 128' font title_font noenhanced
set xrange [0:1500]
set xlabel 'iteration'
set format x '%.0f'

# PSNR of all runs. Pale: the recorded iterations; strong: means over windows of iterations, as single ones swing.
window = 30
middle(iteration) = (ceil(real(iteration) / window) - 0.5) * window
set yrange [21:29]
set ylabel 'PSNR (dB)'
set label 1 '{/:Bold a}   PSNR' at graph 0, graph 1.07 left
set label 11 '3 stages' at graph 1.02, graph 1 left textcolor rgb series_color[1]
set label 12 '4 stages' at graph 1.02, graph 0.932 left textcolor rgb series_color[2]
set label 13 '5 stages' at graph 1.02, graph 0.864 left textcolor rgb series_color[3]
plot run_1 using "iteration":"psnr" with lines linestyle 11, \
     run_2 using "iteration":"psnr" with lines linestyle 12, \
     run_3 using "iteration":"psnr" with lines linestyle 13, \
     run_1 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 1, \
     run_2 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 2, \
     run_3 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 3
unset label

# Frequency bands of 3 stages, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold b}   3 stages' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_1_max_y, best_1_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_1_pos_max_y, graph 0 to best_1_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.967 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.761 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.491 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.302 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.205 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_1 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of 4 stages, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold c}   4 stages' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_2_max_y, best_2_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_2_pos_max_y, graph 0 to best_2_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.946 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.739 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.456 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.282 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.188 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_2 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of 5 stages, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold d}   5 stages' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_3_max_y, best_3_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_3_pos_max_y, graph 0 to best_3_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.957 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.764 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.486 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.305 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.206 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_3 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

unset multiplot
unset output
