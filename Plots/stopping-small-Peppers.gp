# Experiments/ablations/stopping.yaml: 3 of 9 records were computed with an older arithmetic of batch norm, 1 x 1 convolutions, strided convolutions, 3 x 3 convolutions of uneven channels; run them again with: dip run Experiments/ablations/stopping.yaml --scale small
# Experiments/ablations/stopping.yaml: 9 of 9 records hold the choice of an earlier version of es-emv; run them again with: dip run Experiments/ablations/stopping.yaml --scale small --force
# Figure: stopping-small-Peppers
# Spec: Experiments/ablations/stopping.yaml
# Runs:
#   fe6dec0df494  controlled
#   c662d50e9af3  uncontrolled
#   d3e4ec87bc1b  skip
# Made by: dip plot Experiments/ablations/stopping.yaml --scale small
# Draw again, in this folder: gnuplot stopping-small-Peppers.gp

figure_name = 'stopping-small-Peppers'
rows = 2; columns = 3
label_width = 259; foot_height = 18
load 'style.gp'

run_1 = '../Results/runs/stopping-fe6dec0df494/curves.csv'
run_2 = '../Results/runs/stopping-c662d50e9af3/curves.csv'
run_3 = '../Results/runs/stopping-d3e4ec87bc1b/curves.csv'

set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top spacing page_gap_x, page_gap_y \
    title 'When to stop: Peppers, 128 x 128' font title_font noenhanced
set xrange [0:2500]
set xlabel 'iteration'
set format x '%.0f'
window = 50
middle(iteration) = (ceil(real(iteration) / window) - 0.5) * window
set label 3 'Vertical lines: the iteration that each rule chooses. Pale: recorded iterations; strong: means over windows.' at screen page_left, screen 12 / page_height left font small_font textcolor rgb note_color

# psnr of controlled.
set yrange [19:30]
set ylabel 'PSNR (dB)'
set label 1 '{/:Bold a}   controlled' at graph 0, graph 1.07 left
set arrow 4 from 616, graph 0 to 616, graph 1 nohead back linestyle 4
set arrow 5 from 1399, graph 0 to 1399, graph 1 nohead back linestyle 5
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 2290, graph 0 to 2290, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
set label 11 'ratio windows=published: never' at graph 1.02, graph 1 left textcolor rgb note_color
set label 12 'ratio windows=equal: never' at graph 1.02, graph 0.9 left textcolor rgb note_color
set label 13 'es-wmv: never' at graph 1.02, graph 0.8 left textcolor rgb note_color
set label 14 'es-emv: 616, 28.0 dB' at graph 1.02, graph 0.7 left textcolor rgb series_color[4]
set label 15 'loss-target: 1399, 28.7 dB' at graph 1.02, graph 0.6 left textcolor rgb series_color[5]
set label 16 'fixed: 1800, 28.7 dB' at graph 1.02, graph 0.5 left textcolor rgb series_color[6]
set label 17 'oracle: 2290, 28.9 dB' at graph 1.02, graph 0.4 left textcolor rgb best_color
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
set yrange [19:30]
set ylabel 'PSNR (dB)'
set label 1 '{/:Bold b}   uncontrolled' at graph 0, graph 1.07 left
set arrow 1 from 808, graph 0 to 808, graph 1 nohead back linestyle 1
set arrow 2 from 808, graph 0 to 808, graph 1 nohead back linestyle 2
set arrow 3 from 172, graph 0 to 172, graph 1 nohead back linestyle 3
set arrow 4 from 172, graph 0 to 172, graph 1 nohead back linestyle 4
set arrow 5 from 125, graph 0 to 125, graph 1 nohead back linestyle 5
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 168, graph 0 to 168, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
set label 11 'ratio windows=published: 808, 26.4 dB' at graph 1.02, graph 1 left textcolor rgb series_color[1]
set label 12 'ratio windows=equal: 808, 26.4 dB' at graph 1.02, graph 0.9 left textcolor rgb series_color[2]
set label 13 'es-wmv: 172, 27.9 dB' at graph 1.02, graph 0.8 left textcolor rgb series_color[3]
set label 14 'es-emv: 172, 27.9 dB' at graph 1.02, graph 0.7 left textcolor rgb series_color[4]
set label 15 'loss-target: 125, 27.8 dB' at graph 1.02, graph 0.6 left textcolor rgb series_color[5]
set label 16 'fixed: 1800, 24.7 dB' at graph 1.02, graph 0.5 left textcolor rgb series_color[6]
set label 17 'oracle: 168, 28.1 dB' at graph 1.02, graph 0.4 left textcolor rgb best_color
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
set yrange [19:30]
set ylabel 'PSNR (dB)'
set label 1 '{/:Bold c}   skip' at graph 0, graph 1.07 left
set arrow 3 from 518, graph 0 to 518, graph 1 nohead back linestyle 3
set arrow 4 from 473, graph 0 to 473, graph 1 nohead back linestyle 4
set arrow 5 from 584, graph 0 to 584, graph 1 nohead back linestyle 5
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 468, graph 0 to 468, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
set label 11 'ratio windows=published: never' at graph 1.02, graph 1 left textcolor rgb note_color
set label 12 'ratio windows=equal: never' at graph 1.02, graph 0.9 left textcolor rgb note_color
set label 13 'es-wmv: 518, 27.6 dB' at graph 1.02, graph 0.8 left textcolor rgb series_color[3]
set label 14 'es-emv: 473, 27.6 dB' at graph 1.02, graph 0.7 left textcolor rgb series_color[4]
set label 15 'loss-target: 584, 27.5 dB' at graph 1.02, graph 0.6 left textcolor rgb series_color[5]
set label 16 'fixed: 1800, 24.5 dB' at graph 1.02, graph 0.5 left textcolor rgb series_color[6]
set label 17 'oracle: 468, 27.7 dB' at graph 1.02, graph 0.4 left textcolor rgb best_color
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
set yrange [4.194:13.484]
set ylabel 'blur / sharpness'
set label 1 '{/:Bold d}   ratio, controlled' at graph 0, graph 1.07 left
set arrow 4 from 616, graph 0 to 616, graph 1 nohead back linestyle 4
set arrow 5 from 1399, graph 0 to 1399, graph 1 nohead back linestyle 5
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 2290, graph 0 to 2290, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
plot run_1 using "iteration":"ratio" with lines linewidth 0.6 linecolor rgb 0xB0404040, \
     run_1 using (middle(column("iteration"))):"ratio" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'
unset arrow
unset label 1

# ratio of uncontrolled.
set yrange [1.451:7.046]
set ylabel 'blur / sharpness'
set label 1 '{/:Bold e}   ratio, uncontrolled' at graph 0, graph 1.07 left
set arrow 1 from 808, graph 0 to 808, graph 1 nohead back linestyle 1
set arrow 2 from 808, graph 0 to 808, graph 1 nohead back linestyle 2
set arrow 3 from 172, graph 0 to 172, graph 1 nohead back linestyle 3
set arrow 4 from 172, graph 0 to 172, graph 1 nohead back linestyle 4
set arrow 5 from 125, graph 0 to 125, graph 1 nohead back linestyle 5
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 168, graph 0 to 168, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
plot run_2 using "iteration":"ratio" with lines linewidth 0.6 linecolor rgb 0xB0404040, \
     run_2 using (middle(column("iteration"))):"ratio" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'
unset arrow
unset label 1

# ratio of skip.
set yrange [1.659:10.609]
set ylabel 'blur / sharpness'
set label 1 '{/:Bold f}   ratio, skip' at graph 0, graph 1.07 left
set arrow 3 from 518, graph 0 to 518, graph 1 nohead back linestyle 3
set arrow 4 from 473, graph 0 to 473, graph 1 nohead back linestyle 4
set arrow 5 from 584, graph 0 to 584, graph 1 nohead back linestyle 5
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 468, graph 0 to 468, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
plot run_3 using "iteration":"ratio" with lines linewidth 0.6 linecolor rgb 0xB0404040, \
     run_3 using (middle(column("iteration"))):"ratio" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'
unset arrow
unset label 1

unset multiplot
unset output
