# Experiments/ablations/stopping.yaml: 3 of 9 records were computed with an older arithmetic of batch norm, 1 x 1 convolutions, strided convolutions, 3 x 3 convolutions of uneven channels; run them again with: dip run Experiments/ablations/stopping.yaml --scale small
# Experiments/ablations/stopping.yaml: 9 of 9 records hold the choice of an earlier version of es-emv; run them again with: dip run Experiments/ablations/stopping.yaml --scale small --force
# Figure: stopping-small-F16
# Spec: Experiments/ablations/stopping.yaml
# Runs:
#   b55121454ac8  controlled
#   362ba2cd6505  uncontrolled
#   9e1a99f12934  skip
# Made by: dip plot Experiments/ablations/stopping.yaml --scale small
# Draw again, in this folder: gnuplot stopping-small-F16.gp

figure_name = 'stopping-small-F16'
rows = 2; columns = 3
label_width = 259; foot_height = 18
load 'style.gp'

run_1 = '../Results/runs/stopping-b55121454ac8/curves.csv'
run_2 = '../Results/runs/stopping-362ba2cd6505/curves.csv'
run_3 = '../Results/runs/stopping-9e1a99f12934/curves.csv'

set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top spacing page_gap_x, page_gap_y \
    title 'When to stop: F16, 128 x 128' font title_font noenhanced
set xrange [0:2500]
set xlabel 'iteration'
set format x '%.0f'
window = 50
middle(iteration) = (ceil(real(iteration) / window) - 0.5) * window
set label 3 'Vertical lines: the iteration that each rule chooses. Pale: recorded iterations; strong: means over windows.' at screen page_left, screen 12 / page_height left font small_font textcolor rgb note_color

# psnr of controlled.
set yrange [20:29]
set ylabel 'PSNR (dB)'
set label 1 '{/:Bold a}   controlled' at graph 0, graph 1.07 left
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 2485, graph 0 to 2485, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
set label 11 'ratio windows=published: never' at graph 1.02, graph 1 left textcolor rgb note_color
set label 12 'ratio windows=equal: never' at graph 1.02, graph 0.9 left textcolor rgb note_color
set label 13 'es-wmv: never' at graph 1.02, graph 0.8 left textcolor rgb note_color
set label 14 'es-emv: never' at graph 1.02, graph 0.7 left textcolor rgb note_color
set label 15 'loss-target: never' at graph 1.02, graph 0.6 left textcolor rgb note_color
set label 16 'fixed: 1800, 26.7 dB' at graph 1.02, graph 0.5 left textcolor rgb series_color[6]
set label 17 'oracle: 2485, 27.1 dB' at graph 1.02, graph 0.4 left textcolor rgb best_color
plot run_1 using "iteration":"psnr" with lines linewidth 0.6 linecolor rgb 0xB0404040, \
     run_1 using (middle(column("iteration"))):"psnr" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'
unset arrow
unset label 1
unset label 11
unset label 12
unset label 13
unset label 14
unset label 15
unset label 16
unset label 17

# psnr of uncontrolled.
set yrange [20:29]
set ylabel 'PSNR (dB)'
set label 1 '{/:Bold b}   uncontrolled' at graph 0, graph 1.07 left
set arrow 1 from 693, graph 0 to 693, graph 1 nohead back linestyle 1
set arrow 2 from 694, graph 0 to 694, graph 1 nohead back linestyle 2
set arrow 3 from 263, graph 0 to 263, graph 1 nohead back linestyle 3
set arrow 4 from 187, graph 0 to 187, graph 1 nohead back linestyle 4
set arrow 5 from 207, graph 0 to 207, graph 1 nohead back linestyle 5
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 454, graph 0 to 454, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
set label 11 'ratio windows=published: 693, 26.9 dB' at graph 1.02, graph 1 left textcolor rgb series_color[1]
set label 12 'ratio windows=equal: 694, 26.7 dB' at graph 1.02, graph 0.9 left textcolor rgb series_color[2]
set label 13 'es-wmv: 263, 26.0 dB' at graph 1.02, graph 0.8 left textcolor rgb series_color[3]
set label 14 'es-emv: 187, 26.1 dB' at graph 1.02, graph 0.7 left textcolor rgb series_color[4]
set label 15 'loss-target: 207, 26.4 dB' at graph 1.02, graph 0.6 left textcolor rgb series_color[5]
set label 16 'fixed: 1800, 22.4 dB' at graph 1.02, graph 0.5 left textcolor rgb series_color[6]
set label 17 'oracle: 454, 27.3 dB' at graph 1.02, graph 0.4 left textcolor rgb best_color
plot run_2 using "iteration":"psnr" with lines linewidth 0.6 linecolor rgb 0xB0404040, \
     run_2 using (middle(column("iteration"))):"psnr" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'
unset arrow
unset label 1
unset label 11
unset label 12
unset label 13
unset label 14
unset label 15
unset label 16
unset label 17

# psnr of skip.
set yrange [20:29]
set ylabel 'PSNR (dB)'
set label 1 '{/:Bold c}   skip' at graph 0, graph 1.07 left
set arrow 3 from 683, graph 0 to 683, graph 1 nohead back linestyle 3
set arrow 4 from 546, graph 0 to 546, graph 1 nohead back linestyle 4
set arrow 5 from 596, graph 0 to 596, graph 1 nohead back linestyle 5
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 683, graph 0 to 683, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
set label 11 'ratio windows=published: never' at graph 1.02, graph 1 left textcolor rgb note_color
set label 12 'ratio windows=equal: never' at graph 1.02, graph 0.9 left textcolor rgb note_color
set label 13 'es-wmv: 683, 28.0 dB' at graph 1.02, graph 0.8 left textcolor rgb series_color[3]
set label 14 'es-emv: 546, 27.9 dB' at graph 1.02, graph 0.7 left textcolor rgb series_color[4]
set label 15 'loss-target: 596, 27.8 dB' at graph 1.02, graph 0.6 left textcolor rgb series_color[5]
set label 16 'fixed: 1800, 24.4 dB' at graph 1.02, graph 0.5 left textcolor rgb series_color[6]
set label 17 'oracle: 683, 28.0 dB' at graph 1.02, graph 0.4 left textcolor rgb best_color
plot run_3 using "iteration":"psnr" with lines linewidth 0.6 linecolor rgb 0xB0404040, \
     run_3 using (middle(column("iteration"))):"psnr" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'
unset arrow
unset label 1
unset label 11
unset label 12
unset label 13
unset label 14
unset label 15
unset label 16
unset label 17

# ratio of controlled.
set yrange [4.515:15.988]
set ylabel 'blur / sharpness'
set label 1 '{/:Bold d}   ratio, controlled' at graph 0, graph 1.07 left
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 2485, graph 0 to 2485, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
plot run_1 using "iteration":"ratio" with lines linewidth 0.6 linecolor rgb 0xB0404040, \
     run_1 using (middle(column("iteration"))):"ratio" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'
unset arrow
unset label 1

# ratio of uncontrolled.
set yrange [1.605:9.107]
set ylabel 'blur / sharpness'
set label 1 '{/:Bold e}   ratio, uncontrolled' at graph 0, graph 1.07 left
set arrow 1 from 693, graph 0 to 693, graph 1 nohead back linestyle 1
set arrow 2 from 694, graph 0 to 694, graph 1 nohead back linestyle 2
set arrow 3 from 263, graph 0 to 263, graph 1 nohead back linestyle 3
set arrow 4 from 187, graph 0 to 187, graph 1 nohead back linestyle 4
set arrow 5 from 207, graph 0 to 207, graph 1 nohead back linestyle 5
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 454, graph 0 to 454, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
plot run_2 using "iteration":"ratio" with lines linewidth 0.6 linecolor rgb 0xB0404040, \
     run_2 using (middle(column("iteration"))):"ratio" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'
unset arrow
unset label 1

# ratio of skip.
set yrange [2.015:8.176]
set ylabel 'blur / sharpness'
set label 1 '{/:Bold f}   ratio, skip' at graph 0, graph 1.07 left
set arrow 3 from 683, graph 0 to 683, graph 1 nohead back linestyle 3
set arrow 4 from 546, graph 0 to 546, graph 1 nohead back linestyle 4
set arrow 5 from 596, graph 0 to 596, graph 1 nohead back linestyle 5
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 683, graph 0 to 683, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
plot run_3 using "iteration":"ratio" with lines linewidth 0.6 linecolor rgb 0xB0404040, \
     run_3 using (middle(column("iteration"))):"ratio" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'
unset arrow
unset label 1

unset multiplot
unset output
