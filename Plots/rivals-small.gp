# Figure: rivals-small
# Spec: Experiments/ablations/rivals.yaml
# Runs:
#   db12c9bedf76  DIP
#   a4780a96d040  SGLD
#   701bd30b3f53  DIP-TV
#   1898b1a83182  backtracking
#   517c16dc9433  deep decoder
#   15cbcfd79812  controlled
# Made by: dip plot Experiments/ablations/rivals.yaml --scale small
# Draw again, in this folder: gnuplot rivals-small.gp

figure_name = 'rivals-small'
rows = 3; columns = 3
label_width = 84; foot_height = 0
load 'style.gp'

run_1 = '../Results/runs/denoising-db12c9bedf76/curves.csv'
run_2 = '../Results/runs/rivals-a4780a96d040/curves.csv'
run_3 = '../Results/runs/rivals-701bd30b3f53/curves.csv'
run_4 = '../Results/runs/rivals-1898b1a83182/curves.csv'
run_5 = '../Results/runs/denoising-517c16dc9433/curves.csv'
run_6 = '../Results/runs/depth-15cbcfd79812/curves.csv'
do for [k = 1:6] { stats value(sprintf('run_%d', k)) using "iteration":"psnr" name sprintf('best_%d', k) nooutput }

set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top spacing page_gap_x, page_gap_y \
    title 'Rival methods: image_Peppers512rgb, 128 x 128' font title_font noenhanced
set xrange [0:3000]
set xlabel 'iteration'
set format x '%.0f'

# PSNR of all runs. Pale: the recorded iterations; strong: means over windows of iterations, as single ones swing.
window = 60
middle(iteration) = (ceil(real(iteration) / window) - 0.5) * window
set yrange [19:29]
set ylabel 'PSNR (dB)'
set label 1 '{/:Bold a}   PSNR' at graph 0, graph 1.07 left
set label 11 'DIP' at graph 1.02, graph 0.574 left textcolor rgb series_color[1]
set label 12 'SGLD' at graph 1.02, graph 0.755 left textcolor rgb series_color[2]
set label 13 'DIP-TV' at graph 1.02, graph 0.891 left textcolor rgb series_color[3]
set label 14 'backtracking' at graph 1.02, graph 0.642 left textcolor rgb series_color[4]
set label 15 'deep decoder' at graph 1.02, graph 0.823 left textcolor rgb series_color[5]
set label 16 'controlled' at graph 1.02, graph 0.959 left textcolor rgb series_color[6]
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

# Frequency bands of DIP, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold b}   DIP' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_1_max_y, best_1_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_1_pos_max_y, graph 0 to best_1_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.951 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.87 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.76 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.545 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.404 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_1 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of SGLD, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold c}   SGLD' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_2_max_y, best_2_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_2_pos_max_y, graph 0 to best_2_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.913 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.722 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.512 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.378 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.31 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_2 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of DIP-TV, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold d}   DIP-TV' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_3_max_y, best_3_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_3_pos_max_y, graph 0 to best_3_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.943 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.806 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.622 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.42 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.292 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_3 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of backtracking, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold e}   backtracking' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_4_max_y, best_4_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_4_pos_max_y, graph 0 to best_4_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.951 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.87 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.76 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.545 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.404 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_4 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of deep decoder, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold f}   deep decoder' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_5_max_y, best_5_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_5_pos_max_y, graph 0 to best_5_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.952 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.793 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.553 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.36 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.258 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_5 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of controlled, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold g}   controlled' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_6_max_y, best_6_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_6_pos_max_y, graph 0 to best_6_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.957 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.764 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.486 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.305 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.206 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_6 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

unset multiplot
unset output
