# Figure: stopping/crop128/F16
# Spec: Experiments/ablations/stopping.yaml
# Runs:
#   b55121454ac8  controlled
#   362ba2cd6505  uncontrolled
#   cb883941fc80  skip
# Made by: dip plot Experiments/ablations/stopping.yaml --scale crop128
# Draw again, in this folder: gnuplot F16.gp

figure_name = 'F16'
page_width = 1020.0; page_height = 634.0; page_foot = 611.0
page_name = 'When_to_stop_F16_128_128'
load '../../style.gp'

run_1 = '../../../Results/runs/stopping/F16-controlled-seed0-b55121454ac8/curves.csv'
run_2 = '../../../Results/runs/stopping/F16-uncontrolled-seed0-362ba2cd6505/curves.csv'
run_3 = '../../../Results/runs/stopping/F16-skip-seed0-cb883941fc80/curves.csv'

set multiplot \
    title 'When to stop: F16, 128 × 128' font title_font noenhanced
set xrange [0:2500]
set xtics 500
window = 50
lower(iteration) = (ceil(real(iteration) / window) - 1) * window
upper(iteration, last) = lower(iteration) + window < last ? lower(iteration) + window : last
middle(iteration, step, last) = iteration <= 0 ? 0 : (lower(iteration) + step + upper(iteration, last)) / 2

# psnr of controlled.
eval place(62.0, 76.0, 280.0, 196.0)
set ylabel 'PSNR (dB)'; set format y '%g'
set ytics autofreq
unset xlabel; set format x ''
set yrange [20:28]
set label 1 '{/:Bold a}   controlled' at graph 0, graph 1.122 left
set arrow 4 from 401, graph 0 to 401, graph 1 nohead back linestyle 4
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 2476, graph 0 to 2476, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
set label 14 'D' at graph 0.16, graph 1.036 center font small_font textcolor rgb series_color[4]
set label 16 'F' at graph 0.72, graph 1.036 center font small_font textcolor rgb series_color[6]
set label 17 'G' at graph 0.99, graph 1.036 center font small_font textcolor rgb best_color
set label 31 'A   ratio (windows published): never' at screen 62.0 / page_width, screen 1 - 507.5 / page_height left font small_font textcolor rgb note_color
set label 32 'B   ratio (windows equal): never' at screen 62.0 / page_width, screen 1 - 522.5 / page_height left font small_font textcolor rgb note_color
set label 33 'C   ES-WMV: never' at screen 62.0 / page_width, screen 1 - 537.5 / page_height left font small_font textcolor rgb note_color
set label 34 'D   ES-EMV: 401 (24.1 dB)' at screen 62.0 / page_width, screen 1 - 552.5 / page_height left font small_font textcolor rgb series_color[4]
set label 35 'E   loss target: never' at screen 62.0 / page_width, screen 1 - 567.5 / page_height left font small_font textcolor rgb note_color
set label 36 'F   fixed: 1800 (26.4 dB)' at screen 62.0 / page_width, screen 1 - 582.5 / page_height left font small_font textcolor rgb series_color[6]
set label 37 'G   best: 2476 (27.1 dB)' at screen 62.0 / page_width, screen 1 - 597.5 / page_height left font small_font textcolor rgb best_color
set label 60 'Letters: the iteration at which each rule stops, and PSNR there; best: the iteration of the best PSNR. Pale: recorded iterations; strong: means of 50 iterations.' at screen 8.0 / page_width, screen 1 - 618.5 / page_height left font small_font textcolor rgb note_color
plot run_1 using "iteration":"psnr" with lines linewidth 0.6 linecolor rgb 0xB0404040, \
     run_1 using (middle(column("iteration"), 5, 2499)):"psnr" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'
unset label
unset arrow

# psnr of uncontrolled.
eval place(392.0, 76.0, 280.0, 196.0)
unset ylabel; set format y ''
set ytics autofreq
unset xlabel; set format x ''
set yrange [20:28]
set label 1 '{/:Bold b}   uncontrolled' at graph 0, graph 1.122 left
set arrow 1 from 1091, graph 0 to 1091, graph 1 nohead back linestyle 1
set arrow 2 from 1091, graph 0 to 1091, graph 1 nohead back linestyle 2
set arrow 3 from 274, graph 0 to 274, graph 1 nohead back linestyle 3
set arrow 4 from 198, graph 0 to 198, graph 1 nohead back linestyle 4
set arrow 5 from 222, graph 0 to 222, graph 1 nohead back linestyle 5
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 446, graph 0 to 446, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
set label 11 'A' at graph 0.42, graph 1.036 center font small_font textcolor rgb series_color[1]
set label 12 'B' at graph 0.452, graph 1.036 center font small_font textcolor rgb series_color[2]
set label 13 'C' at graph 0.125, graph 1.036 center font small_font textcolor rgb series_color[3]
set label 14 'D' at graph 0.06, graph 1.036 center font small_font textcolor rgb series_color[4]
set label 15 'E' at graph 0.093, graph 1.036 center font small_font textcolor rgb series_color[5]
set label 16 'F' at graph 0.72, graph 1.036 center font small_font textcolor rgb series_color[6]
set label 17 'G' at graph 0.178, graph 1.036 center font small_font textcolor rgb best_color
set label 31 'A   ratio (windows published): 1091 (23.8 dB)' at screen 392.0 / page_width, screen 1 - 507.5 / page_height left font small_font textcolor rgb series_color[1]
set label 32 'B   ratio (windows equal): 1091 (23.8 dB)' at screen 392.0 / page_width, screen 1 - 522.5 / page_height left font small_font textcolor rgb series_color[2]
set label 33 'C   ES-WMV: 274 (26.3 dB)' at screen 392.0 / page_width, screen 1 - 537.5 / page_height left font small_font textcolor rgb series_color[3]
set label 34 'D   ES-EMV: 198 (26.5 dB)' at screen 392.0 / page_width, screen 1 - 552.5 / page_height left font small_font textcolor rgb series_color[4]
set label 35 'E   loss target: 222 (26.4 dB)' at screen 392.0 / page_width, screen 1 - 567.5 / page_height left font small_font textcolor rgb series_color[5]
set label 36 'F   fixed: 1800 (22.1 dB)' at screen 392.0 / page_width, screen 1 - 582.5 / page_height left font small_font textcolor rgb series_color[6]
set label 37 'G   best: 446 (27.4 dB)' at screen 392.0 / page_width, screen 1 - 597.5 / page_height left font small_font textcolor rgb best_color
plot run_2 using "iteration":"psnr" with lines linewidth 0.6 linecolor rgb 0xB0404040, \
     run_2 using (middle(column("iteration"), 5, 2499)):"psnr" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'
unset label
unset arrow

# psnr of skip.
eval place(722.0, 76.0, 280.0, 196.0)
unset ylabel; set format y ''
set ytics autofreq
unset xlabel; set format x ''
set yrange [20:28]
set label 1 '{/:Bold c}   skip' at graph 0, graph 1.122 left
set arrow 3 from 636, graph 0 to 636, graph 1 nohead back linestyle 3
set arrow 4 from 650, graph 0 to 650, graph 1 nohead back linestyle 4
set arrow 5 from 599, graph 0 to 599, graph 1 nohead back linestyle 5
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 667, graph 0 to 667, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
set label 13 'C' at graph 0.239, graph 1.036 center font small_font textcolor rgb series_color[3]
set label 14 'D' at graph 0.271, graph 1.036 center font small_font textcolor rgb series_color[4]
set label 15 'E' at graph 0.207, graph 1.036 center font small_font textcolor rgb series_color[5]
set label 16 'F' at graph 0.72, graph 1.036 center font small_font textcolor rgb series_color[6]
set label 17 'G' at graph 0.303, graph 1.036 center font small_font textcolor rgb best_color
set label 31 'A   ratio (windows published): never' at screen 722.0 / page_width, screen 1 - 507.5 / page_height left font small_font textcolor rgb note_color
set label 32 'B   ratio (windows equal): never' at screen 722.0 / page_width, screen 1 - 522.5 / page_height left font small_font textcolor rgb note_color
set label 33 'C   ES-WMV: 636 (27.7 dB)' at screen 722.0 / page_width, screen 1 - 537.5 / page_height left font small_font textcolor rgb series_color[3]
set label 34 'D   ES-EMV: 650 (29.9 dB)' at screen 722.0 / page_width, screen 1 - 552.5 / page_height left font small_font textcolor rgb series_color[4]
set label 35 'E   loss target: 599 (27.5 dB)' at screen 722.0 / page_width, screen 1 - 567.5 / page_height left font small_font textcolor rgb series_color[5]
set label 36 'F   fixed: 1800 (24.4 dB)' at screen 722.0 / page_width, screen 1 - 582.5 / page_height left font small_font textcolor rgb series_color[6]
set label 37 'G   best: 667 (27.8 dB)' at screen 722.0 / page_width, screen 1 - 597.5 / page_height left font small_font textcolor rgb best_color
plot run_3 using "iteration":"psnr" with lines linewidth 0.6 linecolor rgb 0xB0404040, \
     run_3 using (middle(column("iteration"), 5, 2499)):"psnr" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'
unset label
unset arrow

# ratio of controlled.
eval place(62.0, 308.0, 280.0, 130.0)
set ylabel 'ratio: blur / sharpness'; set format y '%g'
set ytics 5
set xlabel 'iteration'; set format x '%.0f'
set yrange [4.634:16.328]
set label 1 '{/:Bold d}   ratio, controlled' at graph 0, graph 1.077 left
set arrow 4 from 401, graph 0 to 401, graph 1 nohead back linestyle 4
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 2476, graph 0 to 2476, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
plot run_1 using "iteration":"ratio" with lines linewidth 0.6 linecolor rgb 0xB0404040, \
     run_1 using (middle(column("iteration"), 5, 2499)):"ratio" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'
unset label
unset arrow

# ratio of uncontrolled.
eval place(392.0, 308.0, 280.0, 130.0)
unset ylabel; set format y '%g'
set ytics 2
set xlabel 'iteration'; set format x '%.0f'
set yrange [1.647:8.305]
set label 1 '{/:Bold e}   ratio, uncontrolled' at graph 0, graph 1.077 left
set arrow 1 from 1091, graph 0 to 1091, graph 1 nohead back linestyle 1
set arrow 2 from 1091, graph 0 to 1091, graph 1 nohead back linestyle 2
set arrow 3 from 274, graph 0 to 274, graph 1 nohead back linestyle 3
set arrow 4 from 198, graph 0 to 198, graph 1 nohead back linestyle 4
set arrow 5 from 222, graph 0 to 222, graph 1 nohead back linestyle 5
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 446, graph 0 to 446, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
plot run_2 using "iteration":"ratio" with lines linewidth 0.6 linecolor rgb 0xB0404040, \
     run_2 using (middle(column("iteration"), 5, 2499)):"ratio" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'
unset label
unset arrow

# ratio of skip.
eval place(722.0, 308.0, 280.0, 130.0)
unset ylabel; set format y '%g'
set ytics 2
set xlabel 'iteration'; set format x '%.0f'
set yrange [2.068:7.95]
set label 1 '{/:Bold f}   ratio, skip' at graph 0, graph 1.077 left
set arrow 3 from 636, graph 0 to 636, graph 1 nohead back linestyle 3
set arrow 4 from 650, graph 0 to 650, graph 1 nohead back linestyle 4
set arrow 5 from 599, graph 0 to 599, graph 1 nohead back linestyle 5
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 667, graph 0 to 667, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
plot run_3 using "iteration":"ratio" with lines linewidth 0.6 linecolor rgb 0xB0404040, \
     run_3 using (middle(column("iteration"), 5, 2499)):"ratio" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'
unset label
unset arrow

unset multiplot
unset output
