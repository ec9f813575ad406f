# Figure: upsampler/crop128/Peppers-uncontrolled
# Spec: Experiments/ablations/upsampler.yaml
# Runs:
#   c4d6a5603d14  nearest
#   a4e936f307c3  bilinear
#   a69df2de44db  bicubic
#   9978243f6be3  lanczos
#   9abf7448bd45  gaussian 0.5
#   e53c3b4cb4c5  low-pass lpf2
#   deda2a8c4362  deconv
#   c368d8153beb  pixel-shuffle
# Made by: dip plot Experiments/ablations/upsampler.yaml --scale crop128
# Draw again, in this folder: gnuplot Peppers-uncontrolled.gp

figure_name = 'Peppers-uncontrolled'
page_width = 1261.0; page_height = 708.0; page_foot = 670.0
page_name = 'The_upsampler_Peppers_uncontrolled_128_128'
load '../../style.gp'

run_1 = '../../../Results/runs/upsampler/Peppers-nearest-uncontrolled-seed0-c4d6a5603d14/curves.csv'
run_2 = '../../../Results/runs/lambda/Peppers-uncontrolled-seed0-a4e936f307c3/curves.csv'
run_3 = '../../../Results/runs/upsampler/Peppers-bicubic-uncontrolled-seed0-a69df2de44db/curves.csv'
run_4 = '../../../Results/runs/upsampler/Peppers-lanczos-uncontrolled-seed0-9978243f6be3/curves.csv'
run_5 = '../../../Results/runs/upsampler/Peppers-gaussian-0.5-uncontrolled-seed0-9abf7448bd45/curves.csv'
run_6 = '../../../Results/runs/upsampler/Peppers-low-pass-lpf2-uncontrolled-seed0-e53c3b4cb4c5/curves.csv'
run_7 = '../../../Results/runs/upsampler/Peppers-deconv-uncontrolled-seed0-deda2a8c4362/curves.csv'
run_8 = '../../../Results/runs/upsampler/Peppers-pixel-shuffle-uncontrolled-seed0-c368d8153beb/curves.csv'
do for [k = 1:8] { stats value(sprintf('run_%d', k)) using "iteration":"psnr" name sprintf('best_%d', k) nooutput }

set multiplot \
    title 'The upsampler: Peppers, uncontrolled, 128 × 128' font title_font noenhanced
set xrange [0:1500]
set xlabel 'iteration'
set format x '%.0f'
window = 30
lower(iteration) = (ceil(real(iteration) / window) - 1) * window
upper(iteration, last) = lower(iteration) + window < last ? lower(iteration) + window : last
middle(iteration, step, last) = iteration <= 0 ? 0 : (lower(iteration) + step + upper(iteration, last)) / 2

# PSNR of all runs. Strong: means over windows of iterations, as single ones swing.
eval place(58.0, 74.0, 330.0, 330.0)
set yrange [5:29]
set ylabel 'PSNR (dB)'
set xtics 500
set label 1 '{/:Bold a}   PSNR' at graph 0, graph 1.03 left
set label 11 'nearest' at graph 1.02, graph 0.606 left textcolor rgb series_color[1]
set label 12 'bilinear' at graph 1.02, graph 0.775 left textcolor rgb series_color[2]
set label 13 'bicubic' at graph 1.02, graph 0.691 left textcolor rgb series_color[3]
set label 14 'lanczos' at graph 1.02, graph 0.733 left textcolor rgb series_color[4]
set label 15 'gaussian 0.5' at graph 1.02, graph 0.85 left textcolor rgb series_color[5]
set label 16 'low-pass lpf2' at graph 1.02, graph 0.648 left textcolor rgb series_color[6]
set label 17 'deconv' at graph 1.02, graph 0.063 left textcolor rgb series_color[7]
set label 18 'pixel-shuffle' at graph 1.02, graph 0.563 left textcolor rgb series_color[8]
set label 40 'Pale: recorded iterations; strong: means of 30 iterations. Vertical line (green): the best PSNR.' at screen 8.0 / page_width, screen 1 - 677.5 / page_height left font small_font textcolor rgb note_color
set label 41 'Bands in cycles per pixel:' at screen 8.0 / page_width, screen 1 - 692.5 / page_height left font small_font textcolor rgb note_color
set arrow 42 from screen 146.2 / page_width, screen 1 - 692.5 / page_height to screen 164.2 / page_width, screen 1 - 692.5 / page_height nohead linewidth band_linewidth(1, 5) linecolor rgb band_color(1, 5)
set label 42 '0–0.1' at screen 168.2 / page_width, screen 1 - 692.5 / page_height left font small_font textcolor rgb band_color(1, 5)
set arrow 43 from screen 211.2 / page_width, screen 1 - 692.5 / page_height to screen 229.2 / page_width, screen 1 - 692.5 / page_height nohead linewidth band_linewidth(2, 5) linecolor rgb band_color(2, 5)
set label 43 '0.1–0.2' at screen 233.2 / page_width, screen 1 - 692.5 / page_height left font small_font textcolor rgb band_color(2, 5)
set arrow 44 from screen 287.4 / page_width, screen 1 - 692.5 / page_height to screen 305.4 / page_width, screen 1 - 692.5 / page_height nohead linewidth band_linewidth(3, 5) linecolor rgb band_color(3, 5)
set label 44 '0.2–0.3' at screen 309.4 / page_width, screen 1 - 692.5 / page_height left font small_font textcolor rgb band_color(3, 5)
set arrow 45 from screen 363.6 / page_width, screen 1 - 692.5 / page_height to screen 381.6 / page_width, screen 1 - 692.5 / page_height nohead linewidth band_linewidth(4, 5) linecolor rgb band_color(4, 5)
set label 45 '0.3–0.4' at screen 385.6 / page_width, screen 1 - 692.5 / page_height left font small_font textcolor rgb band_color(4, 5)
set arrow 46 from screen 439.8 / page_width, screen 1 - 692.5 / page_height to screen 457.8 / page_width, screen 1 - 692.5 / page_height nohead linewidth band_linewidth(5, 5) linecolor rgb band_color(5, 5)
set label 46 '0.4–0.5' at screen 461.8 / page_width, screen 1 - 692.5 / page_height left font small_font textcolor rgb band_color(5, 5)
plot run_1 using "iteration":"psnr" with lines linestyle 11, \
     run_2 using "iteration":"psnr" with lines linestyle 12, \
     run_3 using "iteration":"psnr" with lines linestyle 13, \
     run_4 using "iteration":"psnr" with lines linestyle 14, \
     run_5 using "iteration":"psnr" with lines linestyle 15, \
     run_6 using "iteration":"psnr" with lines linestyle 16, \
     run_7 using "iteration":"psnr" with lines linestyle 17, \
     run_8 using "iteration":"psnr" with lines linestyle 18, \
     run_1 using (middle(column("iteration"), 5, 1499)):"psnr" smooth unique with lines linestyle 1, \
     run_2 using (middle(column("iteration"), 5, 1499)):"psnr" smooth unique with lines linestyle 2, \
     run_3 using (middle(column("iteration"), 5, 1499)):"psnr" smooth unique with lines linestyle 3, \
     run_4 using (middle(column("iteration"), 5, 1499)):"psnr" smooth unique with lines linestyle 4, \
     run_5 using (middle(column("iteration"), 5, 1499)):"psnr" smooth unique with lines linestyle 5, \
     run_6 using (middle(column("iteration"), 5, 1499)):"psnr" smooth unique with lines linestyle 6, \
     run_7 using (middle(column("iteration"), 5, 1499)):"psnr" smooth unique with lines linestyle 7, \
     run_8 using (middle(column("iteration"), 5, 1499)):"psnr" smooth unique with lines linestyle 8
unset label
unset arrow

# Frequency bands of nearest, lowest to highest; green: its best PSNR.
eval place(557.0, 74.0, 210.0, 150.0)
set yrange [0:1]
set ylabel 'frequency-band correspondence' offset 0, 0; set format y '%g'
unset xlabel; set format x ''
set xtics 500
set label 1 '{/:Bold b}   nearest' at graph 0, graph 1.16 left
set label 2 sprintf('%.1f dB at %.0f', best_1_max_y, best_1_pos_max_y) at graph 0, graph 1.06 left font small_font textcolor rgb best_color
set arrow 1 from best_1_pos_max_y, graph 0 to best_1_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
plot for [k = 1:5] run_1 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of bilinear, lowest to highest; green: its best PSNR.
eval place(797.0, 74.0, 210.0, 150.0)
set yrange [0:1]
unset ylabel; set format y ''
unset xlabel; set format x ''
set xtics 500
set label 1 '{/:Bold c}   bilinear' at graph 0, graph 1.16 left
set label 2 sprintf('%.1f dB at %.0f', best_2_max_y, best_2_pos_max_y) at graph 0, graph 1.06 left font small_font textcolor rgb best_color
set arrow 1 from best_2_pos_max_y, graph 0 to best_2_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
plot for [k = 1:5] run_2 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of bicubic, lowest to highest; green: its best PSNR.
eval place(1037.0, 74.0, 210.0, 150.0)
set yrange [0:1]
unset ylabel; set format y ''
unset xlabel; set format x ''
set xtics 500
set label 1 '{/:Bold d}   bicubic' at graph 0, graph 1.16 left
set label 2 sprintf('%.1f dB at %.0f', best_3_max_y, best_3_pos_max_y) at graph 0, graph 1.06 left font small_font textcolor rgb best_color
set arrow 1 from best_3_pos_max_y, graph 0 to best_3_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
plot for [k = 1:5] run_3 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of lanczos, lowest to highest; green: its best PSNR.
eval place(557.0, 268.0, 210.0, 150.0)
set yrange [0:1]
set ylabel 'frequency-band correspondence' offset 0, 0; set format y '%g'
unset xlabel; set format x ''
set xtics 500
set label 1 '{/:Bold e}   lanczos' at graph 0, graph 1.16 left
set label 2 sprintf('%.1f dB at %.0f', best_4_max_y, best_4_pos_max_y) at graph 0, graph 1.06 left font small_font textcolor rgb best_color
set arrow 1 from best_4_pos_max_y, graph 0 to best_4_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
plot for [k = 1:5] run_4 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of gaussian 0.5, lowest to highest; green: its best PSNR.
eval place(797.0, 268.0, 210.0, 150.0)
set yrange [0:1]
unset ylabel; set format y ''
unset xlabel; set format x ''
set xtics 500
set label 1 '{/:Bold f}   gaussian 0.5' at graph 0, graph 1.16 left
set label 2 sprintf('%.1f dB at %.0f', best_5_max_y, best_5_pos_max_y) at graph 0, graph 1.06 left font small_font textcolor rgb best_color
set arrow 1 from best_5_pos_max_y, graph 0 to best_5_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
plot for [k = 1:5] run_5 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of low-pass lpf2, lowest to highest; green: its best PSNR.
eval place(1037.0, 268.0, 210.0, 150.0)
set yrange [0:1]
unset ylabel; set format y ''
set xlabel 'iteration'; set format x '%.0f'
set xtics 500
set label 1 '{/:Bold g}   low-pass lpf2' at graph 0, graph 1.16 left
set label 2 sprintf('%.1f dB at %.0f', best_6_max_y, best_6_pos_max_y) at graph 0, graph 1.06 left font small_font textcolor rgb best_color
set arrow 1 from best_6_pos_max_y, graph 0 to best_6_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
plot for [k = 1:5] run_6 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of deconv, lowest to highest; green: its best PSNR.
eval place(557.0, 462.0, 210.0, 150.0)
set yrange [0:1]
set ylabel 'frequency-band correspondence' offset 0, 0; set format y '%g'
set xlabel 'iteration'; set format x '%.0f'
set xtics 500
set label 1 '{/:Bold h}   deconv' at graph 0, graph 1.16 left
set label 2 sprintf('%.1f dB at %.0f', best_7_max_y, best_7_pos_max_y) at graph 0, graph 1.06 left font small_font textcolor rgb best_color
set arrow 1 from best_7_pos_max_y, graph 0 to best_7_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
plot for [k = 1:5] run_7 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of pixel-shuffle, lowest to highest; green: its best PSNR.
eval place(797.0, 462.0, 210.0, 150.0)
set yrange [0:1]
unset ylabel; set format y ''
set xlabel 'iteration'; set format x '%.0f'
set xtics 500
set label 1 '{/:Bold i}   pixel-shuffle' at graph 0, graph 1.16 left
set label 2 sprintf('%.1f dB at %.0f', best_8_max_y, best_8_pos_max_y) at graph 0, graph 1.06 left font small_font textcolor rgb best_color
set arrow 1 from best_8_pos_max_y, graph 0 to best_8_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
plot for [k = 1:5] run_8 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

unset multiplot
unset output
