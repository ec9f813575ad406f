# Figure: applications-small-bands-F16
# Spec: Experiments/figures/applications.yaml
# Runs:
#   3e7812c7b569  DIP
#   67a6cc46d56b  deep decoder
#   28818e5680f2  SGLD
#   235231f6d4a9  controlled
# Made by: dip plot Experiments/figures/applications.yaml --scale small
# Draw again, in this folder: gnuplot applications-small-bands-F16.gp

figure_name = 'applications-small-bands-F16'
rows = 2; columns = 3
label_width = 84; foot_height = 0
load 'style.gp'

run_1 = '../Results/runs/denoising-3e7812c7b569/curves.csv'
run_2 = '../Results/runs/denoising-67a6cc46d56b/curves.csv'
run_3 = '../Results/runs/denoising-28818e5680f2/curves.csv'
run_4 = '../Results/runs/upsampler-235231f6d4a9/curves.csv'
do for [k = 1:4] { stats value(sprintf('run_%d', k)) using "iteration":"psnr" name sprintf('best_%d', k) nooutput }

set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top spacing page_gap_x, page_gap_y \
    title 'Methods on three images: F16, 128 x 128' font title_font noenhanced
set xrange [0:1500]
set xlabel 'iteration'
set format x '%.0f'

# PSNR of all runs. Pale: the recorded iterations; strong: means over windows of iterations, as single ones swing.
window = 30
middle(iteration) = (ceil(real(iteration) / window) - 0.5) * window
set yrange [16:29]
set ylabel 'PSNR (dB)'
set label 1 '{/:Bold a}   PSNR' at graph 0, graph 1.07 left
set label 11 'DIP' at graph 1.02, graph 0.704 left textcolor rgb series_color[1]
set label 12 'deep decoder' at graph 1.02, graph 0.772 left textcolor rgb series_color[2]
set label 13 'SGLD' at graph 1.02, graph 0.636 left textcolor rgb series_color[3]
set label 14 'controlled' at graph 1.02, graph 0.84 left textcolor rgb series_color[4]
plot run_1 using "iteration":"psnr" with lines linestyle 11, \
     run_2 using "iteration":"psnr" with lines linestyle 12, \
     run_3 using "iteration":"psnr" with lines linestyle 13, \
     run_4 using "iteration":"psnr" with lines linestyle 14, \
     run_1 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 1, \
     run_2 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 2, \
     run_3 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 3, \
     run_4 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 4
unset label

# Frequency bands of DIP, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold b}   DIP' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_1_max_y, best_1_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_1_pos_max_y, graph 0 to best_1_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.951 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.883 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.792 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.587 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.423 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_1 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of deep decoder, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold c}   deep decoder' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_2_max_y, best_2_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_2_pos_max_y, graph 0 to best_2_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.948 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.805 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.549 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.361 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.266 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_2 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of SGLD, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold d}   SGLD' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_3_max_y, best_3_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_3_pos_max_y, graph 0 to best_3_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.86 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.655 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.5 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.332 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.256 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_3 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of controlled, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold e}   controlled' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_4_max_y, best_4_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_4_pos_max_y, graph 0 to best_4_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.957 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.651 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.376 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.235 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.167 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_4 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

unset multiplot
unset output
