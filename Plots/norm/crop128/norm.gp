# Experiments/ablations/norm.yaml: 3 of 5 records were computed with an older arithmetic of batch norm; run them again with: dip run Experiments/ablations/norm.yaml --scale crop128
# Figure: norm/crop128/norm
# Spec: Experiments/ablations/norm.yaml
# Runs:
#   15cbcfd79812  mean-only
#   ab19461331be  batch
#   4b26f7537971  lipschitz-batch
#   3608a7d3aac2  instance
#   bef66ee337fe  none
# Made by: dip plot Experiments/ablations/norm.yaml --scale crop128
# Draw again, in this folder: gnuplot norm.gp

figure_name = 'norm'
page_width = 1275.0; page_height = 514.0; page_foot = 476.0
page_name = 'The_norm_Peppers_128_128'
load '../../style.gp'

run_1 = '../../../Results/runs/norm/Peppers-norm-mean-only-seed0-15cbcfd79812/curves.csv'
run_2 = '../../../Results/runs/norm/Peppers-norm-batch-seed0-ab19461331be/curves.csv'
run_3 = '../../../Results/runs/norm/Peppers-norm-lipschitz-batch-seed0-4b26f7537971/curves.csv'
run_4 = '../../../Results/runs/norm/Peppers-norm-instance-seed0-3608a7d3aac2/curves.csv'
run_5 = '../../../Results/runs/norm/Peppers-norm-none-seed0-bef66ee337fe/curves.csv'
do for [k = 1:5] { stats value(sprintf('run_%d', k)) using "iteration":"psnr" name sprintf('best_%d', k) nooutput }

set multiplot \
    title 'The norm: Peppers, 128 × 128' font title_font noenhanced
set xrange [0:1500]
set xlabel 'iteration'
set format x '%.0f'
window = 30
lower(iteration) = (ceil(real(iteration) / window) - 1) * window
upper(iteration, last) = lower(iteration) + window < last ? lower(iteration) + window : last
middle(iteration, step, last) = iteration <= 0 ? 0 : (lower(iteration) + step + upper(iteration, last)) / 2

# PSNR of all runs. Strong: means over windows of iterations, as single ones swing.
eval place(58.0, 74.0, 330.0, 330.0)
set yrange [15:29]
set ylabel 'PSNR (dB)'
set xtics 500
set label 1 '{/:Bold a}   PSNR' at graph 0, graph 1.03 left
set label 11 'mean-only' at graph 1.02, graph 0.988 left textcolor rgb series_color[1]
set label 12 'batch' at graph 1.02, graph 0.635 left textcolor rgb series_color[2]
set label 13 'lipschitz-batch' at graph 1.02, graph 0.719 left textcolor rgb series_color[3]
set label 14 'instance' at graph 1.02, graph 0.677 left textcolor rgb series_color[4]
set label 15 'none' at graph 1.02, graph 0.945 left textcolor rgb series_color[5]
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

# Frequency bands of mean-only, lowest to highest; green: its best PSNR.
eval place(571.0, 74.0, 210.0, 150.0)
set yrange [0:1]
set ylabel 'frequency-band correspondence' offset 0, 0; set format y '%g'
unset xlabel; set format x ''
set xtics 500
set label 1 '{/:Bold b}   mean-only' at graph 0, graph 1.16 left
set label 2 sprintf('%.1f dB at %.0f', best_1_max_y, best_1_pos_max_y) at graph 0, graph 1.06 left font small_font textcolor rgb best_color
set arrow 1 from best_1_pos_max_y, graph 0 to best_1_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
plot for [k = 1:5] run_1 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of batch, lowest to highest; green: its best PSNR.
eval place(811.0, 74.0, 210.0, 150.0)
set yrange [0:1]
unset ylabel; set format y ''
unset xlabel; set format x ''
set xtics 500
set label 1 '{/:Bold c}   batch' at graph 0, graph 1.16 left
set label 2 sprintf('%.1f dB at %.0f', best_2_max_y, best_2_pos_max_y) at graph 0, graph 1.06 left font small_font textcolor rgb best_color
set arrow 1 from best_2_pos_max_y, graph 0 to best_2_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
plot for [k = 1:5] run_2 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of lipschitz-batch, lowest to highest; green: its best PSNR.
eval place(1051.0, 74.0, 210.0, 150.0)
set yrange [0:1]
unset ylabel; set format y ''
set xlabel 'iteration'; set format x '%.0f'
set xtics 500
set label 1 '{/:Bold d}   lipschitz-batch' at graph 0, graph 1.16 left
set label 2 sprintf('%.1f dB at %.0f', best_3_max_y, best_3_pos_max_y) at graph 0, graph 1.06 left font small_font textcolor rgb best_color
set arrow 1 from best_3_pos_max_y, graph 0 to best_3_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
plot for [k = 1:5] run_3 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of instance, lowest to highest; green: its best PSNR.
eval place(571.0, 268.0, 210.0, 150.0)
set yrange [0:1]
set ylabel 'frequency-band correspondence' offset 0, 0; set format y '%g'
set xlabel 'iteration'; set format x '%.0f'
set xtics 500
set label 1 '{/:Bold e}   instance' at graph 0, graph 1.16 left
set label 2 sprintf('%.1f dB at %.0f', best_4_max_y, best_4_pos_max_y) at graph 0, graph 1.06 left font small_font textcolor rgb best_color
set arrow 1 from best_4_pos_max_y, graph 0 to best_4_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
plot for [k = 1:5] run_4 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of none, lowest to highest; green: its best PSNR.
eval place(811.0, 268.0, 210.0, 150.0)
set yrange [0:1]
unset ylabel; set format y ''
set xlabel 'iteration'; set format x '%.0f'
set xtics 500
set label 1 '{/:Bold f}   none' at graph 0, graph 1.16 left
set label 2 sprintf('%.1f dB at %.0f', best_5_max_y, best_5_pos_max_y) at graph 0, graph 1.06 left font small_font textcolor rgb best_color
set arrow 1 from best_5_pos_max_y, graph 0 to best_5_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
plot for [k = 1:5] run_5 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

unset multiplot
unset output
