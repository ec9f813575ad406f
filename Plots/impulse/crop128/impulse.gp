# Figure: impulse/crop128/impulse
# Spec: Experiments/ablations/impulse.yaml
# Runs:
#   eab8e8f061f2  DIP
#   cf119bb2d7c2  DOP
#   ef4506a8284e  DOP (ratio 4000)
# Made by: dip plot Experiments/ablations/impulse.yaml --scale crop128
# Draw again, in this folder: gnuplot impulse.gp

figure_name = 'impulse'
page_width = 1282.0; page_height = 375.0; page_foot = 337.0
page_name = 'Impulse_noise_Peppers_128_128'
load '../../style.gp'

run_1 = '../../../Results/runs/impulse/Peppers-DIP-seed0-eab8e8f061f2/curves.csv'
run_2 = '../../../Results/runs/impulse/Peppers-DOP-seed0-cf119bb2d7c2/curves.csv'
run_3 = '../../../Results/runs/impulse/Peppers-DOP-ratio-4000-seed0-ef4506a8284e/curves.csv'
do for [k = 1:3] { stats value(sprintf('run_%d', k)) using "iteration":"psnr" name sprintf('best_%d', k) nooutput }

set multiplot \
    title 'Impulse noise: Peppers, 128 × 128' font title_font noenhanced
set xrange [0:4000]
set xlabel 'iteration'
set format x '%.0f'
window = 80
lower(iteration) = (ceil(real(iteration) / window) - 1) * window
upper(iteration, last) = lower(iteration) + window < last ? lower(iteration) + window : last
middle(iteration, step, last) = iteration <= 0 ? 0 : (lower(iteration) + step + upper(iteration, last)) / 2

# PSNR of all runs. Strong: means over windows of iterations, as single ones swing.
eval place(58.0, 74.0, 330.0, 205.0)
set yrange [8:29]
set ylabel 'PSNR (dB)'
set xtics 1000
set label 1 '{/:Bold a}   PSNR' at graph 0, graph 1.049 left
set label 11 'DIP' at graph 1.02, graph 0.027 left textcolor rgb series_color[1]
set label 12 'DOP' at graph 1.02, graph 0.966 left textcolor rgb series_color[2]
set label 13 'DOP (ratio 4000)' at graph 1.02, graph 0.672 left textcolor rgb series_color[3]
set label 40 'Pale: recorded iterations; strong: means of 80 iterations. Vertical line (green): the best PSNR.' at screen 8.0 / page_width, screen 1 - 344.5 / page_height left font small_font textcolor rgb note_color
set label 41 'Bands in cycles per pixel:' at screen 8.0 / page_width, screen 1 - 359.5 / page_height left font small_font textcolor rgb note_color
set arrow 42 from screen 146.2 / page_width, screen 1 - 359.5 / page_height to screen 164.2 / page_width, screen 1 - 359.5 / page_height nohead linewidth band_linewidth(1, 5) linecolor rgb band_color(1, 5)
set label 42 '0–0.1' at screen 168.2 / page_width, screen 1 - 359.5 / page_height left font small_font textcolor rgb band_color(1, 5)
set arrow 43 from screen 211.2 / page_width, screen 1 - 359.5 / page_height to screen 229.2 / page_width, screen 1 - 359.5 / page_height nohead linewidth band_linewidth(2, 5) linecolor rgb band_color(2, 5)
set label 43 '0.1–0.2' at screen 233.2 / page_width, screen 1 - 359.5 / page_height left font small_font textcolor rgb band_color(2, 5)
set arrow 44 from screen 287.4 / page_width, screen 1 - 359.5 / page_height to screen 305.4 / page_width, screen 1 - 359.5 / page_height nohead linewidth band_linewidth(3, 5) linecolor rgb band_color(3, 5)
set label 44 '0.2–0.3' at screen 309.4 / page_width, screen 1 - 359.5 / page_height left font small_font textcolor rgb band_color(3, 5)
set arrow 45 from screen 363.6 / page_width, screen 1 - 359.5 / page_height to screen 381.6 / page_width, screen 1 - 359.5 / page_height nohead linewidth band_linewidth(4, 5) linecolor rgb band_color(4, 5)
set label 45 '0.3–0.4' at screen 385.6 / page_width, screen 1 - 359.5 / page_height left font small_font textcolor rgb band_color(4, 5)
set arrow 46 from screen 439.8 / page_width, screen 1 - 359.5 / page_height to screen 457.8 / page_width, screen 1 - 359.5 / page_height nohead linewidth band_linewidth(5, 5) linecolor rgb band_color(5, 5)
set label 46 '0.4–0.5' at screen 461.8 / page_width, screen 1 - 359.5 / page_height left font small_font textcolor rgb band_color(5, 5)
plot run_1 using "iteration":"psnr" with lines linestyle 11, \
     run_2 using "iteration":"psnr" with lines linestyle 12, \
     run_3 using "iteration":"psnr" with lines linestyle 13, \
     run_1 using (middle(column("iteration"), 20, 3999)):"psnr" smooth unique with lines linestyle 1, \
     run_2 using (middle(column("iteration"), 20, 2499)):"psnr" smooth unique with lines linestyle 2, \
     run_3 using (middle(column("iteration"), 20, 2499)):"psnr" smooth unique with lines linestyle 3
unset label
unset arrow

# Frequency bands of DIP, lowest to highest; green: its best PSNR.
eval place(578.0, 74.0, 210.0, 205.0)
set yrange [0:1]
set ylabel 'frequency-band correspondence' offset 0, 0; set format y '%g'
set xlabel 'iteration'; set format x '%.0f'
set xtics 1000
set label 1 '{/:Bold b}   DIP' at graph 0, graph 1.117 left
set label 2 sprintf('%.1f dB at %.0f', best_1_max_y, best_1_pos_max_y) at graph 0, graph 1.044 left font small_font textcolor rgb best_color
set arrow 1 from best_1_pos_max_y, graph 0 to best_1_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
plot for [k = 1:5] run_1 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of DOP, lowest to highest; green: its best PSNR.
eval place(818.0, 74.0, 210.0, 205.0)
set yrange [0:1]
unset ylabel; set format y ''
set xlabel 'iteration'; set format x '%.0f'
set xtics 1000
set label 1 '{/:Bold c}   DOP' at graph 0, graph 1.117 left
set label 2 sprintf('%.1f dB at %.0f', best_2_max_y, best_2_pos_max_y) at graph 0, graph 1.044 left font small_font textcolor rgb best_color
set arrow 1 from best_2_pos_max_y, graph 0 to best_2_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
plot for [k = 1:5] run_2 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of DOP (ratio 4000), lowest to highest; green: its best PSNR.
eval place(1058.0, 74.0, 210.0, 205.0)
set yrange [0:1]
unset ylabel; set format y ''
set xlabel 'iteration'; set format x '%.0f'
set xtics 1000
set label 1 '{/:Bold d}   DOP (ratio 4000)' at graph 0, graph 1.117 left
set label 2 sprintf('%.1f dB at %.0f', best_3_max_y, best_3_pos_max_y) at graph 0, graph 1.044 left font small_font textcolor rgb best_color
set arrow 1 from best_3_pos_max_y, graph 0 to best_3_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
plot for [k = 1:5] run_3 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

unset multiplot
unset output
