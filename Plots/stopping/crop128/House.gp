# Figure: stopping/crop128/House
# Spec: Experiments/ablations/stopping.yaml
# Runs:
#   d9ba0f0c8d97  controlled
#   b2a235e9361f  uncontrolled
#   2b431d86ea56  skip
# Made by: dip plot Experiments/ablations/stopping.yaml --scale crop128
# Draw again, in this folder: gnuplot House.gp

figure_name = 'House'
page_width = 1020.0; page_height = 634.0; page_foot = 611.0
page_name = 'When_to_stop_House_128_128'
load '../../style.gp'

run_1 = '../../../Results/runs/stopping/House-controlled-seed0-d9ba0f0c8d97/curves.csv'
run_2 = '../../../Results/runs/stopping/House-uncontrolled-seed0-b2a235e9361f/curves.csv'
run_3 = '../../../Results/runs/stopping/House-skip-seed0-2b431d86ea56/curves.csv'

set multiplot \
    title 'When to stop: House, 128 × 128' font title_font noenhanced
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
set yrange [19:31]
set label 1 '{/:Bold a}   controlled' at graph 0, graph 1.122 left
set arrow 4 from 488, graph 0 to 488, graph 1 nohead back linestyle 4
set arrow 5 from 1277, graph 0 to 1277, graph 1 nohead back linestyle 5
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 1306, graph 0 to 1306, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
set label 14 'D' at graph 0.195, graph 1.036 center font small_font textcolor rgb series_color[4]
set label 15 'E' at graph 0.501, graph 1.036 center font small_font textcolor rgb series_color[5]
set label 16 'F' at graph 0.72, graph 1.036 center font small_font textcolor rgb series_color[6]
set label 17 'G' at graph 0.533, graph 1.036 center font small_font textcolor rgb best_color
set label 31 'A   ratio (windows published): never' at screen 62.0 / page_width, screen 1 - 507.5 / page_height left font small_font textcolor rgb note_color
set label 32 'B   ratio (windows equal): never' at screen 62.0 / page_width, screen 1 - 522.5 / page_height left font small_font textcolor rgb note_color
set label 33 'C   ES-WMV: never' at screen 62.0 / page_width, screen 1 - 537.5 / page_height left font small_font textcolor rgb note_color
set label 34 'D   ES-EMV: 488 (29.6 dB)' at screen 62.0 / page_width, screen 1 - 552.5 / page_height left font small_font textcolor rgb series_color[4]
set label 35 'E   loss target: 1277 (30.3 dB)' at screen 62.0 / page_width, screen 1 - 567.5 / page_height left font small_font textcolor rgb series_color[5]
set label 36 'F   fixed: 1800 (30.2 dB)' at screen 62.0 / page_width, screen 1 - 582.5 / page_height left font small_font textcolor rgb series_color[6]
set label 37 'G   best: 1306 (30.3 dB)' at screen 62.0 / page_width, screen 1 - 597.5 / page_height left font small_font textcolor rgb best_color
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
set yrange [19:31]
set label 1 '{/:Bold b}   uncontrolled' at graph 0, graph 1.122 left
set arrow 1 from 809, graph 0 to 809, graph 1 nohead back linestyle 1
set arrow 2 from 809, graph 0 to 809, graph 1 nohead back linestyle 2
set arrow 3 from 163, graph 0 to 163, graph 1 nohead back linestyle 3
set arrow 4 from 262, graph 0 to 262, graph 1 nohead back linestyle 4
set arrow 5 from 85, graph 0 to 85, graph 1 nohead back linestyle 5
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 88, graph 0 to 88, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
set label 11 'A' at graph 0.308, graph 1.036 center font small_font textcolor rgb series_color[1]
set label 12 'B' at graph 0.34, graph 1.036 center font small_font textcolor rgb series_color[2]
set label 13 'C' at graph 0.076, graph 1.036 center font small_font textcolor rgb series_color[3]
set label 14 'D' at graph 0.108, graph 1.036 center font small_font textcolor rgb series_color[4]
set label 15 'E' at graph 0.012, graph 1.036 center font small_font textcolor rgb series_color[5]
set label 16 'F' at graph 0.72, graph 1.036 center font small_font textcolor rgb series_color[6]
set label 17 'G' at graph 0.044, graph 1.036 center font small_font textcolor rgb best_color
set label 31 'A   ratio (windows published): 809 (26.8 dB)' at screen 392.0 / page_width, screen 1 - 507.5 / page_height left font small_font textcolor rgb series_color[1]
set label 32 'B   ratio (windows equal): 809 (26.8 dB)' at screen 392.0 / page_width, screen 1 - 522.5 / page_height left font small_font textcolor rgb series_color[2]
set label 33 'C   ES-WMV: 163 (28.9 dB)' at screen 392.0 / page_width, screen 1 - 537.5 / page_height left font small_font textcolor rgb series_color[3]
set label 34 'D   ES-EMV: 262 (29.1 dB)' at screen 392.0 / page_width, screen 1 - 552.5 / page_height left font small_font textcolor rgb series_color[4]
set label 35 'E   loss target: 85 (29.2 dB)' at screen 392.0 / page_width, screen 1 - 567.5 / page_height left font small_font textcolor rgb series_color[5]
set label 36 'F   fixed: 1800 (21.3 dB)' at screen 392.0 / page_width, screen 1 - 582.5 / page_height left font small_font textcolor rgb series_color[6]
set label 37 'G   best: 88 (29.3 dB)' at screen 392.0 / page_width, screen 1 - 597.5 / page_height left font small_font textcolor rgb best_color
plot run_2 using "iteration":"psnr" with lines linewidth 0.6 linecolor rgb 0xB0404040, \
     run_2 using (middle(column("iteration"), 5, 2499)):"psnr" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'
unset label
unset arrow

# psnr of skip.
eval place(722.0, 76.0, 280.0, 196.0)
unset ylabel; set format y ''
set ytics autofreq
unset xlabel; set format x ''
set yrange [19:31]
set label 1 '{/:Bold c}   skip' at graph 0, graph 1.122 left
set arrow 3 from 417, graph 0 to 417, graph 1 nohead back linestyle 3
set arrow 4 from 340, graph 0 to 340, graph 1 nohead back linestyle 4
set arrow 5 from 471, graph 0 to 471, graph 1 nohead back linestyle 5
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 340, graph 0 to 340, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
set label 13 'C' at graph 0.173, graph 1.036 center font small_font textcolor rgb series_color[3]
set label 14 'D' at graph 0.109, graph 1.036 center font small_font textcolor rgb series_color[4]
set label 15 'E' at graph 0.205, graph 1.036 center font small_font textcolor rgb series_color[5]
set label 16 'F' at graph 0.72, graph 1.036 center font small_font textcolor rgb series_color[6]
set label 17 'G' at graph 0.141, graph 1.036 center font small_font textcolor rgb best_color
set label 31 'A   ratio (windows published): never' at screen 722.0 / page_width, screen 1 - 507.5 / page_height left font small_font textcolor rgb note_color
set label 32 'B   ratio (windows equal): never' at screen 722.0 / page_width, screen 1 - 522.5 / page_height left font small_font textcolor rgb note_color
set label 33 'C   ES-WMV: 417 (29.1 dB)' at screen 722.0 / page_width, screen 1 - 537.5 / page_height left font small_font textcolor rgb series_color[3]
set label 34 'D   ES-EMV: 340 (30.4 dB)' at screen 722.0 / page_width, screen 1 - 552.5 / page_height left font small_font textcolor rgb series_color[4]
set label 35 'E   loss target: 471 (29.0 dB)' at screen 722.0 / page_width, screen 1 - 567.5 / page_height left font small_font textcolor rgb series_color[5]
set label 36 'F   fixed: 1800 (23.7 dB)' at screen 722.0 / page_width, screen 1 - 582.5 / page_height left font small_font textcolor rgb series_color[6]
set label 37 'G   best: 340 (29.4 dB)' at screen 722.0 / page_width, screen 1 - 597.5 / page_height left font small_font textcolor rgb best_color
plot run_3 using "iteration":"psnr" with lines linewidth 0.6 linecolor rgb 0xB0404040, \
     run_3 using (middle(column("iteration"), 5, 2499)):"psnr" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'
unset label
unset arrow

# ratio of controlled.
eval place(62.0, 308.0, 280.0, 130.0)
set ylabel 'ratio: blur / sharpness'; set format y '%g'
set ytics 0.5
set xlabel 'iteration'; set format x '%.0f'
set yrange [4.534:6.79]
set label 1 '{/:Bold d}   ratio, controlled' at graph 0, graph 1.077 left
set arrow 4 from 488, graph 0 to 488, graph 1 nohead back linestyle 4
set arrow 5 from 1277, graph 0 to 1277, graph 1 nohead back linestyle 5
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 1306, graph 0 to 1306, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
plot run_1 using "iteration":"ratio" with lines linewidth 0.6 linecolor rgb 0xB0404040, \
     run_1 using (middle(column("iteration"), 5, 2499)):"ratio" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'
unset label
unset arrow

# ratio of uncontrolled.
eval place(392.0, 308.0, 280.0, 130.0)
unset ylabel; set format y '%g'
set ytics 1
set xlabel 'iteration'; set format x '%.0f'
set yrange [1.405:5.723]
set label 1 '{/:Bold e}   ratio, uncontrolled' at graph 0, graph 1.077 left
set arrow 1 from 809, graph 0 to 809, graph 1 nohead back linestyle 1
set arrow 2 from 809, graph 0 to 809, graph 1 nohead back linestyle 2
set arrow 3 from 163, graph 0 to 163, graph 1 nohead back linestyle 3
set arrow 4 from 262, graph 0 to 262, graph 1 nohead back linestyle 4
set arrow 5 from 85, graph 0 to 85, graph 1 nohead back linestyle 5
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 88, graph 0 to 88, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
plot run_2 using "iteration":"ratio" with lines linewidth 0.6 linecolor rgb 0xB0404040, \
     run_2 using (middle(column("iteration"), 5, 2499)):"ratio" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'
unset label
unset arrow

# ratio of skip.
eval place(722.0, 308.0, 280.0, 130.0)
unset ylabel; set format y '%g'
set ytics 1
set xlabel 'iteration'; set format x '%.0f'
set yrange [1.64:6.282]
set label 1 '{/:Bold f}   ratio, skip' at graph 0, graph 1.077 left
set arrow 3 from 417, graph 0 to 417, graph 1 nohead back linestyle 3
set arrow 4 from 340, graph 0 to 340, graph 1 nohead back linestyle 4
set arrow 5 from 471, graph 0 to 471, graph 1 nohead back linestyle 5
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 340, graph 0 to 340, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
plot run_3 using "iteration":"ratio" with lines linewidth 0.6 linecolor rgb 0xB0404040, \
     run_3 using (middle(column("iteration"), 5, 2499)):"ratio" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'
unset label
unset arrow

unset multiplot
unset output
