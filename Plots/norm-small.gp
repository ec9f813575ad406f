# Experiments/ablations/norm.yaml: 3 of 5 records were computed with an older arithmetic of batch norm; run them again with: dip run Experiments/ablations/norm.yaml --scale small
# Figure: norm-small
# Spec: Experiments/ablations/norm.yaml
# Runs:
#   15cbcfd79812  mean-only
#   ab19461331be  batch
#   4b26f7537971  lipschitz-batch
#   3608a7d3aac2  instance
#   bef66ee337fe  none
# Made by: dip plot Experiments/ablations/norm.yaml --scale small
# Draw again, in this folder: gnuplot norm-small.gp

figure_name = 'norm-small'
rows = 2; columns = 3
label_width = 105; foot_height = 0
load 'style.gp'

run_1 = '../Results/runs/norm-15cbcfd79812/curves.csv'
run_2 = '../Results/runs/norm-ab19461331be/curves.csv'
run_3 = '../Results/runs/norm-4b26f7537971/curves.csv'
run_4 = '../Results/runs/norm-3608a7d3aac2/curves.csv'
run_5 = '../Results/runs/norm-bef66ee337fe/curves.csv'
do for [k = 1:5] { stats value(sprintf('run_%d', k)) using "iteration":"psnr" name sprintf('best_%d', k) nooutput }

set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top spacing page_gap_x, page_gap_y \
    title 'The norm: Peppers, 128 x 128' font title_font noenhanced
set xrange [0:1500]
set xlabel 'iteration'
set format x '%.0f'

# PSNR of all runs. Pale: the recorded iterations; strong: means over windows of iterations, as single ones swing.
window = 30
middle(iteration) = (ceil(real(iteration) / window) - 0.5) * window
set yrange [15:29]
set ylabel 'PSNR (dB)'
set label 1 '{/:Bold a}   PSNR' at graph 0, graph 1.07 left
set label 11 'mean-only' at graph 1.02, graph 1 left textcolor rgb series_color[1]
set label 12 'batch' at graph 1.02, graph 0.609 left textcolor rgb series_color[2]
set label 13 'lipschitz-batch' at graph 1.02, graph 0.745 left textcolor rgb series_color[3]
set label 14 'instance' at graph 1.02, graph 0.677 left textcolor rgb series_color[4]
set label 15 'none' at graph 1.02, graph 0.932 left textcolor rgb series_color[5]
plot run_1 using "iteration":"psnr" with lines linestyle 11, \
     run_2 using "iteration":"psnr" with lines linestyle 12, \
     run_3 using "iteration":"psnr" with lines linestyle 13, \
     run_4 using "iteration":"psnr" with lines linestyle 14, \
     run_5 using "iteration":"psnr" with lines linestyle 15, \
     run_1 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 1, \
     run_2 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 2, \
     run_3 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 3, \
     run_4 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 4, \
     run_5 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 5
unset label

# Frequency bands of mean-only, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold b}   mean-only' at graph 0, graph 1.07 left
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

# Frequency bands of batch, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold c}   batch' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_2_max_y, best_2_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_2_pos_max_y, graph 0 to best_2_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.976 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.908 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.831 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.64 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.431 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_2 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of lipschitz-batch, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold d}   lipschitz-batch' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_3_max_y, best_3_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_3_pos_max_y, graph 0 to best_3_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.798 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.573 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.209 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.141 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.073 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_3 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of instance, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold e}   instance' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_4_max_y, best_4_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_4_pos_max_y, graph 0 to best_4_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.977 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.909 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.823 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.622 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.397 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_4 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of none, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold f}   none' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_5_max_y, best_5_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_5_pos_max_y, graph 0 to best_5_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.941 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.752 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.452 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.262 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.166 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_5 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

unset multiplot
unset output
