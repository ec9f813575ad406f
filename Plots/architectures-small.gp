# Experiments/figures/architectures.yaml: 4 of 5 records were computed with an older arithmetic of batch norm, 1 x 1 convolutions, strided convolutions, 3 x 3 convolutions of uneven channels; run them again with: dip run Experiments/figures/architectures.yaml --scale small
# Figure: architectures-small
# Spec: Experiments/figures/architectures.yaml
# Runs:
#   5dcf20678eca  convnet
#   b9a183721391  decoder
#   fe75a0149614  skip
#   2c0b718372a9  unet
#   75b633ed6047  resnet
# Made by: dip plot Experiments/figures/architectures.yaml --scale small
# Draw again, in this folder: gnuplot architectures-small.gp

figure_name = 'architectures-small'
rows = 2; columns = 3
label_width = 49; foot_height = 0
load 'style.gp'

run_1 = '../Results/runs/architectures-5dcf20678eca/curves.csv'
run_2 = '../Results/runs/architectures-b9a183721391/curves.csv'
run_3 = '../Results/runs/architectures-fe75a0149614/curves.csv'
run_4 = '../Results/runs/architectures-2c0b718372a9/curves.csv'
run_5 = '../Results/runs/architectures-75b633ed6047/curves.csv'
do for [k = 1:5] { stats value(sprintf('run_%d', k)) using "iteration":"psnr" name sprintf('best_%d', k) nooutput }

set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top spacing page_gap_x, page_gap_y \
    title 'Networks with and without upsampling: Peppers, 128 x 128' font title_font noenhanced
set xrange [0:1500]
set xlabel 'iteration'
set format x '%.0f'

# PSNR of all runs. Pale: the recorded iterations; strong: means over windows of iterations, as single ones swing.
window = 30
middle(iteration) = (ceil(real(iteration) / window) - 0.5) * window
set yrange [16:29]
set ylabel 'PSNR (dB)'
set label 1 '{/:Bold a}   PSNR' at graph 0, graph 1.07 left
set label 11 'convnet' at graph 1.02, graph 0.281 left textcolor rgb series_color[1]
set label 12 'decoder' at graph 1.02, graph 0.556 left textcolor rgb series_color[2]
set label 13 'skip' at graph 1.02, graph 0.417 left textcolor rgb series_color[3]
set label 14 'unet' at graph 1.02, graph 0.817 left textcolor rgb series_color[4]
set label 15 'resnet' at graph 1.02, graph 0.349 left textcolor rgb series_color[5]
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

# Frequency bands of convnet, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold b}   convnet' at graph 0, graph 1.07 left
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

# Frequency bands of decoder, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold c}   decoder' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_2_max_y, best_2_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_2_pos_max_y, graph 0 to best_2_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.993 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.925 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.857 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.683 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.47 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_2 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of skip, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold d}   skip' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_3_max_y, best_3_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_3_pos_max_y, graph 0 to best_3_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 1 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.932 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.864 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.796 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.728 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_3 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of unet, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold e}   unet' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_4_max_y, best_4_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_4_pos_max_y, graph 0 to best_4_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.963 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.88 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.706 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.515 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.405 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_4 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of resnet, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold f}   resnet' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_5_max_y, best_5_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_5_pos_max_y, graph 0 to best_5_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 1 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.932 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.864 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.796 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.728 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_5 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

unset multiplot
unset output
