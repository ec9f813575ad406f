# Experiments/tables/inpainting-256.yaml: 4 of 8 records were computed with an older arithmetic of batch norm, 1 x 1 convolutions, strided convolutions, 3 x 3 convolutions of uneven channels; run them again with: dip run Experiments/tables/inpainting-256.yaml --scale small
# Figure: inpainting-256-small-peppers
# Spec: Experiments/tables/inpainting-256.yaml
# Runs:
#   a39d127dc535  DIP
#   84a1edc9e050  controlled
# Made by: dip plot Experiments/tables/inpainting-256.yaml --scale small
# Draw again, in this folder: gnuplot inpainting-256-small-peppers.gp

figure_name = 'inpainting-256-small-peppers'
rows = 1; columns = 3
label_width = 70; foot_height = 0
load 'style.gp'

run_1 = '../Results/runs/inpainting-256-a39d127dc535/curves.csv'
run_2 = '../Results/runs/inpainting-256-84a1edc9e050/curves.csv'
do for [k = 1:2] { stats value(sprintf('run_%d', k)) using "iteration":"psnr" name sprintf('best_%d', k) nooutput }

set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top spacing page_gap_x, page_gap_y \
    title 'Inpainting at 256 x 256, Bernoulli 50 %: peppers, 256 x 256' font title_font noenhanced
set xrange [0:4000]
set xlabel 'iteration'
set format x '%.0f'

# PSNR of all runs. Pale: the recorded iterations; strong: means over windows of iterations, as single ones swing.
window = 80
middle(iteration) = (ceil(real(iteration) / window) - 0.5) * window
set yrange [22:34]
set ylabel 'PSNR (dB)'
set label 1 '{/:Bold a}   PSNR' at graph 0, graph 1.07 left
set label 11 'DIP' at graph 1.02, graph 0.862 left textcolor rgb series_color[1]
set label 12 'controlled' at graph 1.02, graph 0.932 left textcolor rgb series_color[2]
plot run_1 using "iteration":"psnr" with lines linestyle 11, \
     run_2 using "iteration":"psnr" with lines linestyle 12, \
     run_1 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 1, \
     run_2 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 2
unset label

# Frequency bands of DIP, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold b}   DIP' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_1_max_y, best_1_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_1_pos_max_y, graph 0 to best_1_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.887 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.55 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.293 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.167 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.099 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_1 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of controlled, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold c}   controlled' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_2_max_y, best_2_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_2_pos_max_y, graph 0 to best_2_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.887 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.56 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.315 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.177 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.105 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_2 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

unset multiplot
unset output
