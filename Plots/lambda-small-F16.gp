# Figure: lambda-small-F16
# Spec: Experiments/ablations/lambda.yaml
# Runs:
#   a21e30147983  λ = 0
#   235231f6d4a9  λ = 1
#   5d9af4c17d33  λ = 1.4
#   251fd5e6c3b5  λ = 1.8
#   c4a12c59127b  λ = 2
#   18dfcf927dc1  λ = 3
# Made by: dip plot Experiments/ablations/lambda.yaml --scale small
# Draw again, in this folder: gnuplot lambda-small-F16.gp

figure_name = 'lambda-small-F16'
rows = 3; columns = 3
label_width = 49; foot_height = 0
load 'style.gp'

run_1 = '../Results/runs/lambda-a21e30147983/curves.csv'
run_2 = '../Results/runs/lambda-235231f6d4a9/curves.csv'
run_3 = '../Results/runs/lambda-5d9af4c17d33/curves.csv'
run_4 = '../Results/runs/lambda-251fd5e6c3b5/curves.csv'
run_5 = '../Results/runs/lambda-c4a12c59127b/curves.csv'
run_6 = '../Results/runs/lambda-18dfcf927dc1/curves.csv'
do for [k = 1:6] { stats value(sprintf('run_%d', k)) using "iteration":"psnr" name sprintf('best_%d', k) nooutput }

set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top spacing page_gap_x, page_gap_y \
    title 'The ceiling: F16, 128 x 128' font title_font noenhanced
set xrange [0:1500]
set xlabel 'iteration'
set format x '%.0f'

# PSNR of all runs. Pale: the recorded iterations; strong: means over windows of iterations, as single ones swing.
window = 30
middle(iteration) = (ceil(real(iteration) / window) - 0.5) * window
set yrange [20:28]
set ylabel 'PSNR (dB)'
set label 1 '{/:Bold a}   PSNR' at graph 0, graph 1.07 left
set label 11 'λ = 0' at graph 1.02, graph 0.292 left textcolor rgb series_color[1]
set label 12 'λ = 1' at graph 1.02, graph 0.789 left textcolor rgb series_color[2]
set label 13 'λ = 1.4' at graph 1.02, graph 0.643 left textcolor rgb series_color[3]
set label 14 'λ = 1.8' at graph 1.02, graph 0.428 left textcolor rgb series_color[4]
set label 15 'λ = 2' at graph 1.02, graph 0.496 left textcolor rgb series_color[5]
set label 16 'λ = 3' at graph 1.02, graph 0.36 left textcolor rgb series_color[6]
plot run_1 using "iteration":"psnr" with lines linestyle 11, \
     run_2 using "iteration":"psnr" with lines linestyle 12, \
     run_3 using "iteration":"psnr" with lines linestyle 13, \
     run_4 using "iteration":"psnr" with lines linestyle 14, \
     run_5 using "iteration":"psnr" with lines linestyle 15, \
     run_6 using "iteration":"psnr" with lines linestyle 16, \
     run_1 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 1, \
     run_2 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 2, \
     run_3 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 3, \
     run_4 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 4, \
     run_5 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 5, \
     run_6 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 6
unset label

# Frequency bands of λ = 0, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold b}   λ = 0' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_1_max_y, best_1_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_1_pos_max_y, graph 0 to best_1_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 1 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.932 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.864 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.747 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.537 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_1 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of λ = 1, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold c}   λ = 1' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_2_max_y, best_2_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_2_pos_max_y, graph 0 to best_2_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.957 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.651 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.376 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.235 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.167 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_2 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of λ = 1.4, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold d}   λ = 1.4' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_3_max_y, best_3_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_3_pos_max_y, graph 0 to best_3_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.982 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.914 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.819 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.58 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.386 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_3 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of λ = 1.8, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold e}   λ = 1.8' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_4_max_y, best_4_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_4_pos_max_y, graph 0 to best_4_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.998 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.93 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.862 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.718 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.496 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_4 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of λ = 2, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold f}   λ = 2' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_5_max_y, best_5_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_5_pos_max_y, graph 0 to best_5_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.992 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.924 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.856 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.714 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.507 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_5 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of λ = 3, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold g}   λ = 3' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_6_max_y, best_6_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_6_pos_max_y, graph 0 to best_6_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 1 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.932 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.864 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.747 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.537 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_6 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

unset multiplot
unset output
