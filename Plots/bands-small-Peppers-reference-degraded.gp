# Figure: bands-small-Peppers-reference-degraded
# Spec: Experiments/ablations/bands.yaml
# Runs:
#   15cbcfd79812  published
#   60485ba6b5e3  isotropic
# Made by: dip plot Experiments/ablations/bands.yaml --scale small
# Draw again, in this folder: gnuplot bands-small-Peppers-reference-degraded.gp

figure_name = 'bands-small-Peppers-reference-degraded'
rows = 1; columns = 3
label_width = 63; foot_height = 0
load 'style.gp'

run_1 = '../Results/runs/bands-15cbcfd79812/curves.csv'
run_2 = '../Results/runs/bands-60485ba6b5e3/curves.csv'
do for [k = 1:2] { stats value(sprintf('run_%d', k)) using "iteration":"psnr" name sprintf('best_%d', k) nooutput }

set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top spacing page_gap_x, page_gap_y \
    title 'The bands'' definition: Peppers, reference = degraded, 128 x 128' font title_font noenhanced
set xrange [0:1500]
set xlabel 'iteration'
set format x '%.0f'

# PSNR of all runs. Pale: the recorded iterations; strong: means over windows of iterations, as single ones swing.
window = 30
middle(iteration) = (ceil(real(iteration) / window) - 0.5) * window
set yrange [21:29]
set ylabel 'PSNR (dB)'
set label 1 '{/:Bold a}   PSNR' at graph 0, graph 1.07 left
set label 11 'published' at graph 1.02, graph 0.914 left textcolor rgb series_color[1]
set label 12 'isotropic' at graph 1.02, graph 0.982 left textcolor rgb series_color[2]
plot run_1 using "iteration":"psnr" with lines linestyle 11, \
     run_2 using "iteration":"psnr" with lines linestyle 12, \
     run_1 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 1, \
     run_2 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 2
unset label

# Frequency bands of published, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold b}   published' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_1_max_y, best_1_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_1_pos_max_y, graph 0 to best_1_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.957 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.764 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.486 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.305 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.206 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_1 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of isotropic, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold c}   isotropic' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_2_max_y, best_2_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_2_pos_max_y, graph 0 to best_2_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.957 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.764 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.486 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.305 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.206 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_2 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

unset multiplot
unset output
