# Experiments/ablations/input.yaml: 1 of 5 records were computed with an older arithmetic of 3 x 3 convolutions of uneven channels; run them again with: dip run Experiments/ablations/input.yaml --scale small
# Figure: input-small
# Spec: Experiments/ablations/input.yaml
# Runs:
#   15cbcfd79812  fourier
#   7c50419c643c  uniform noise
#   82aaa2e15bc9  Gaussian noise
#   7fc096ebf950  meshgrid
#   3012aad8030a  band-limited
# Made by: dip plot Experiments/ablations/input.yaml --scale small
# Draw again, in this folder: gnuplot input-small.gp

figure_name = 'input-small'
rows = 2; columns = 3
label_width = 98; foot_height = 0
load 'style.gp'

run_1 = '../Results/runs/input-15cbcfd79812/curves.csv'
run_2 = '../Results/runs/input-7c50419c643c/curves.csv'
run_3 = '../Results/runs/input-82aaa2e15bc9/curves.csv'
run_4 = '../Results/runs/input-7fc096ebf950/curves.csv'
run_5 = '../Results/runs/input-3012aad8030a/curves.csv'
do for [k = 1:5] { stats value(sprintf('run_%d', k)) using "iteration":"psnr" name sprintf('best_%d', k) nooutput }

set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top spacing page_gap_x, page_gap_y \
    title 'The network input: Peppers, 128 x 128' font title_font noenhanced
set xrange [0:1500]
set xlabel 'iteration'
set format x '%.0f'

# PSNR of all runs. Pale: the recorded iterations; strong: means over windows of iterations, as single ones swing.
window = 30
middle(iteration) = (ceil(real(iteration) / window) - 0.5) * window
set yrange [17:29]
set ylabel 'PSNR (dB)'
set label 1 '{/:Bold a}   PSNR' at graph 0, graph 1.07 left
set label 11 'fourier' at graph 1.02, graph 0.965 left textcolor rgb series_color[1]
set label 12 'uniform noise' at graph 1.02, graph 0.695 left textcolor rgb series_color[2]
set label 13 'Gaussian noise' at graph 1.02, graph 0.835 left textcolor rgb series_color[3]
set label 14 'meshgrid' at graph 1.02, graph 0.767 left textcolor rgb series_color[4]
set label 15 'band-limited' at graph 1.02, graph 0.56 left textcolor rgb series_color[5]
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

# Frequency bands of fourier, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold b}   fourier' at graph 0, graph 1.07 left
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

# Frequency bands of uniform noise, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold c}   uniform noise' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_2_max_y, best_2_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_2_pos_max_y, graph 0 to best_2_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.846 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.502 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.285 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.184 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.116 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_2 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of Gaussian noise, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold d}   Gaussian noise' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_3_max_y, best_3_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_3_pos_max_y, graph 0 to best_3_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.906 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.6 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.337 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.21 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.139 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_3 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of meshgrid, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold e}   meshgrid' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_4_max_y, best_4_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_4_pos_max_y, graph 0 to best_4_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.859 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.543 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.302 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.192 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.124 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_4 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of band-limited, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold f}   band-limited' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_5_max_y, best_5_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_5_pos_max_y, graph 0 to best_5_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.719 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.408 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.235 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.167 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.099 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_5 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

unset multiplot
unset output
