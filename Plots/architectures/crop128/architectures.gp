# Experiments/figures/architectures.yaml: 4 of 5 records were computed with an older arithmetic of batch norm, 1 x 1 convolutions, strided convolutions, 3 x 3 convolutions of uneven channels; run them again with: dip run Experiments/figures/architectures.yaml --scale crop128
# Figure: architectures/crop128/architectures
# Spec: Experiments/figures/architectures.yaml
# Runs:
#   5dcf20678eca  convnet
#   b9a183721391  decoder
#   fe75a0149614  skip
#   2c0b718372a9  unet
#   75b633ed6047  resnet
# Made by: dip plot Experiments/figures/architectures.yaml --scale crop128
# Draw again, in this folder: gnuplot architectures.gp

figure_name = 'architectures'
page_width = 1219.0; page_height = 514.0; page_foot = 476.0
page_name = 'Networks_with_and_without_upsampling_Peppers_128_128'
load '../../style.gp'

run_1 = '../../../Results/runs/architectures/Peppers-convnet-seed0-5dcf20678eca/curves.csv'
run_2 = '../../../Results/runs/architectures/Peppers-decoder-seed0-b9a183721391/curves.csv'
run_3 = '../../../Results/runs/architectures/Peppers-skip-seed0-fe75a0149614/curves.csv'
run_4 = '../../../Results/runs/architectures/Peppers-unet-seed0-2c0b718372a9/curves.csv'
run_5 = '../../../Results/runs/architectures/Peppers-resnet-seed0-75b633ed6047/curves.csv'
do for [k = 1:5] { stats value(sprintf('run_%d', k)) using "iteration":"psnr" name sprintf('best_%d', k) nooutput }

set multiplot \
    title 'Networks with and without upsampling: Peppers, 128 × 128' font title_font noenhanced
set xrange [0:1500]
set xlabel 'iteration'
set format x '%.0f'
window = 30
lower(iteration) = (ceil(real(iteration) / window) - 1) * window
upper(iteration, last) = lower(iteration) + window < last ? lower(iteration) + window : last
middle(iteration, step, last) = iteration <= 0 ? 0 : (lower(iteration) + step + upper(iteration, last)) / 2

# PSNR of all runs. Strong: means over windows of iterations, as single ones swing.
eval place(58.0, 74.0, 330.0, 330.0)
set yrange [16:29]
set ylabel 'PSNR (dB)'
set xtics 500
set label 1 '{/:Bold a}   PSNR' at graph 0, graph 1.03 left
set label 11 'convnet' at graph 1.02, graph 0.307 left textcolor rgb series_color[1]
set label 12 'decoder' at graph 1.02, graph 0.556 left textcolor rgb series_color[2]
set label 13 'skip' at graph 1.02, graph 0.392 left textcolor rgb series_color[3]
set label 14 'unet' at graph 1.02, graph 0.817 left textcolor rgb series_color[4]
set label 15 'resnet' at graph 1.02, graph 0.349 left textcolor rgb series_color[5]
set label 40 'Pale: recorded iterations; strong: means of 30 iterations. Vertical line (green): the best PSNR.' at screen 8.0 / page_width, screen 1 - 483.5 / page_height left font small_font textcolor rgb note_color
set label 41 'Bands in cycles per pixel:' at screen 8.0 / page_width, screen 1 - 498.5 / page_height left font small_font textcolor rgb note_color
set arrow 42 from screen 146.2 / page_width, screen 1 - 498.5 / page_height to screen 164.2 / page_width, screen 1 - 498.5 / page_height nohead linewidth band_linewidth(1, 5) linecolor rgb band_color(1, 5)
set label 42 '0–0.1' at screen 168.2 / page_width, screen 1 - 498.5 / page_height left font small_font textcolor rgb band_color(1, 5)
set arrow 43 from screen 211.2 / page_width, screen 1 - 498.5 / page_height to screen 229.2 / page_width, screen 1 - 498.5 / page_height nohead linewidth band_linewidth(2, 5) linecolor rgb band_color(2, 5)
set label 43 '0.1–0.2' at screen 233.2 / page_width, screen 1 - 498.5 / page_height left font small_font textcolor rgb band_color(2, 5)
set arrow 44 from screen 287.4 / page_width, screen 1 - 498.5 / page_height to screen 305.4 / page_width, screen 1 - 498.5 / page_height nohead linewidth band_linewidth(3, 5) linecolor rgb band_color(3, 5)
set label 44 '0.2–0.3' at screen 309.4 / page_width, screen 1 - 498.5 / page_height left font small_font textcolor rgb band_color(3, 5)
set arrow 45 from screen 363.6 / page_width, screen 1 - 498.5 / page_height to screen 381.6 / page_width, screen 1 - 498.5 / page_height nohead linewidth band_linewidth(4, 5) linecolor rgb band_color(4, 5)
set label 45 '0.3–0.4' at screen 385.6 / page_width, screen 1 - 498.5 / page_height left font small_font textcolor rgb band_color(4, 5)
set arrow 46 from screen 439.8 / page_width, screen 1 - 498.5 / page_height to screen 457.8 / page_width, screen 1 - 498.5 / page_height nohead linewidth band_linewidth(5, 5) linecolor rgb band_color(5, 5)
set label 46 '0.4–0.5' at screen 461.8 / page_width, screen 1 - 498.5 / page_height left font small_font textcolor rgb band_color(5, 5)
plot run_1 using "iteration":"psnr" with lines linestyle 11, \
     run_2 using "iteration":"psnr" with lines linestyle 12, \
     run_3 using "iteration":"psnr" with lines linestyle 13, \
     run_4 using "iteration":"psnr" with lines linestyle 14, \
     run_5 using "iteration":"psnr" with lines linestyle 15, \
     run_1 using (middle(column("iteration"), 5, 1499)):"psnr" smooth unique with lines linestyle 1, \
     run_2 using (middle(column("iteration"), 5, 1499)):"psnr" smooth unique with lines linestyle 2, \
     run_3 using (middle(column("iteration"), 5, 1499)):"psnr" smooth unique with lines linestyle 3, \
     run_4 using (middle(column("iteration"), 5, 1499)):"psnr" smooth unique with lines linestyle 4, \
     run_5 using (middle(column("iteration"), 5, 1499)):"psnr" smooth unique with lines linestyle 5
unset label
unset arrow

# Frequency bands of convnet, lowest to highest; green: its best PSNR.
eval place(515.0, 74.0, 210.0, 150.0)
set yrange [0:1]
set ylabel 'frequency-band correspondence' offset 0, 0; set format y '%g'
unset xlabel; set format x ''
set xtics 500
set label 1 '{/:Bold b}   convnet' at graph 0, graph 1.067 left
set label 2 sprintf('%.1f dB at %.0f', best_1_max_y, best_1_pos_max_y) at graph 1, graph 1.06 right font small_font textcolor rgb best_color
set arrow 1 from best_1_pos_max_y, graph 0 to best_1_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
plot for [k = 1:5] run_1 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of decoder, lowest to highest; green: its best PSNR.
eval place(755.0, 74.0, 210.0, 150.0)
set yrange [0:1]
unset ylabel; set format y ''
unset xlabel; set format x ''
set xtics 500
set label 1 '{/:Bold c}   decoder' at graph 0, graph 1.067 left
set label 2 sprintf('%.1f dB at %.0f', best_2_max_y, best_2_pos_max_y) at graph 1, graph 1.06 right font small_font textcolor rgb best_color
set arrow 1 from best_2_pos_max_y, graph 0 to best_2_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
plot for [k = 1:5] run_2 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of skip, lowest to highest; green: its best PSNR.
eval place(995.0, 74.0, 210.0, 150.0)
set yrange [0:1]
unset ylabel; set format y ''
set xlabel 'iteration'; set format x '%.0f'
set xtics 500
set label 1 '{/:Bold d}   skip' at graph 0, graph 1.067 left
set label 2 sprintf('%.1f dB at %.0f', best_3_max_y, best_3_pos_max_y) at graph 1, graph 1.06 right font small_font textcolor rgb best_color
set arrow 1 from best_3_pos_max_y, graph 0 to best_3_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
plot for [k = 1:5] run_3 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of unet, lowest to highest; green: its best PSNR.
eval place(515.0, 268.0, 210.0, 150.0)
set yrange [0:1]
set ylabel 'frequency-band correspondence' offset 0, 0; set format y '%g'
set xlabel 'iteration'; set format x '%.0f'
set xtics 500
set label 1 '{/:Bold e}   unet' at graph 0, graph 1.067 left
set label 2 sprintf('%.1f dB at %.0f', best_4_max_y, best_4_pos_max_y) at graph 1, graph 1.06 right font small_font textcolor rgb best_color
set arrow 1 from best_4_pos_max_y, graph 0 to best_4_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
plot for [k = 1:5] run_4 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of resnet, lowest to highest; green: its best PSNR.
eval place(755.0, 268.0, 210.0, 150.0)
set yrange [0:1]
unset ylabel; set format y ''
set xlabel 'iteration'; set format x '%.0f'
set xtics 500
set label 1 '{/:Bold f}   resnet' at graph 0, graph 1.067 left
set label 2 sprintf('%.1f dB at %.0f', best_5_max_y, best_5_pos_max_y) at graph 1, graph 1.06 right font small_font textcolor rgb best_color
set arrow 1 from best_5_pos_max_y, graph 0 to best_5_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
plot for [k = 1:5] run_5 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

unset multiplot
unset output
