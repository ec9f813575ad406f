# Experiments/ablations/stopping.yaml: 3 of 9 records were computed with an older arithmetic of batch norm, 1 x 1 convolutions, strided convolutions, 3 x 3 convolutions of uneven channels; run them again with: dip run Experiments/ablations/stopping.yaml --scale small
# Experiments/ablations/stopping.yaml: 9 of 9 records hold the choice of an earlier version of es-emv; run them again with: dip run Experiments/ablations/stopping.yaml --scale small --force
# Figure: stopping-small-House
# Spec: Experiments/ablations/stopping.yaml
# Runs:
#   d9ba0f0c8d97  controlled
#   b2a235e9361f  uncontrolled
#   e32cc6f3a6df  skip
# Made by: dip plot Experiments/ablations/stopping.yaml --scale small
# Draw again, in this folder: gnuplot stopping-small-House.gp

figure_name = 'stopping-small-House'
rows = 2; columns = 3
label_width = 259; foot_height = 18
load 'style.gp'

run_1 = '../Results/runs/stopping-d9ba0f0c8d97/curves.csv'
run_2 = '../Results/runs/stopping-b2a235e9361f/curves.csv'
run_3 = '../Results/runs/stopping-e32cc6f3a6df/curves.csv'

set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top spacing page_gap_x, page_gap_y \
    title 'When to stop: House, 128 x 128' font title_font noenhanced
set xrange [0:2500]
set xlabel 'iteration'
set format x '%.0f'
window = 50
middle(iteration) = (ceil(real(iteration) / window) - 0.5) * window
set label 3 'Vertical lines: the iteration that each rule chooses. Pale: recorded iterations; strong: means over windows.' at screen page_left, screen 12 / page_height left font small_font textcolor rgb note_color

# psnr of controlled.
set yrange [19:31]
set ylabel 'PSNR (dB)'
set label 1 '{/:Bold a}   controlled' at graph 0, graph 1.07 left
set arrow 3 from 893, graph 0 to 893, graph 1 nohead back linestyle 3
set arrow 4 from 332, graph 0 to 332, graph 1 nohead back linestyle 4
set arrow 5 from 1252, graph 0 to 1252, graph 1 nohead back linestyle 5
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 1078, graph 0 to 1078, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
set label 11 'ratio windows=published: never' at graph 1.02, graph 1 left textcolor rgb note_color
set label 12 'ratio windows=equal: never' at graph 1.02, graph 0.9 left textcolor rgb note_color
set label 13 'es-wmv: 893, 30.2 dB' at graph 1.02, graph 0.8 left textcolor rgb series_color[3]
set label 14 'es-emv: 332, 28.5 dB' at graph 1.02, graph 0.7 left textcolor rgb series_color[4]
set label 15 'loss-target: 1252, 30.3 dB' at graph 1.02, graph 0.6 left textcolor rgb series_color[5]
set label 16 'fixed: 1800, 30.2 dB' at graph 1.02, graph 0.5 left textcolor rgb series_color[6]
set label 17 'oracle: 1078, 30.3 dB' at graph 1.02, graph 0.4 left textcolor rgb best_color
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
set yrange [19:31]
set ylabel 'PSNR (dB)'
set label 1 '{/:Bold b}   uncontrolled' at graph 0, graph 1.07 left
set arrow 1 from 721, graph 0 to 721, graph 1 nohead back linestyle 1
set arrow 2 from 721, graph 0 to 721, graph 1 nohead back linestyle 2
set arrow 3 from 154, graph 0 to 154, graph 1 nohead back linestyle 3
set arrow 4 from 188, graph 0 to 188, graph 1 nohead back linestyle 4
set arrow 5 from 84, graph 0 to 84, graph 1 nohead back linestyle 5
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 123, graph 0 to 123, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
set label 11 'ratio windows=published: 721, 26.7 dB' at graph 1.02, graph 1 left textcolor rgb series_color[1]
set label 12 'ratio windows=equal: 721, 26.7 dB' at graph 1.02, graph 0.9 left textcolor rgb series_color[2]
set label 13 'es-wmv: 154, 28.7 dB' at graph 1.02, graph 0.8 left textcolor rgb series_color[3]
set label 14 'es-emv: 188, 28.6 dB' at graph 1.02, graph 0.7 left textcolor rgb series_color[4]
set label 15 'loss-target: 84, 29.0 dB' at graph 1.02, graph 0.6 left textcolor rgb series_color[5]
set label 16 'fixed: 1800, 22.9 dB' at graph 1.02, graph 0.5 left textcolor rgb series_color[6]
set label 17 'oracle: 123, 29.2 dB' at graph 1.02, graph 0.4 left textcolor rgb best_color
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
set yrange [19:31]
set ylabel 'PSNR (dB)'
set label 1 '{/:Bold c}   skip' at graph 0, graph 1.07 left
set arrow 3 from 373, graph 0 to 373, graph 1 nohead back linestyle 3
set arrow 4 from 329, graph 0 to 329, graph 1 nohead back linestyle 4
set arrow 5 from 479, graph 0 to 479, graph 1 nohead back linestyle 5
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 320, graph 0 to 320, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
set label 11 'ratio windows=published: never' at graph 1.02, graph 1 left textcolor rgb note_color
set label 12 'ratio windows=equal: never' at graph 1.02, graph 0.9 left textcolor rgb note_color
set label 13 'es-wmv: 373, 29.2 dB' at graph 1.02, graph 0.8 left textcolor rgb series_color[3]
set label 14 'es-emv: 329, 29.1 dB' at graph 1.02, graph 0.7 left textcolor rgb series_color[4]
set label 15 'loss-target: 479, 28.9 dB' at graph 1.02, graph 0.6 left textcolor rgb series_color[5]
set label 16 'fixed: 1800, 23.9 dB' at graph 1.02, graph 0.5 left textcolor rgb series_color[6]
set label 17 'oracle: 320, 29.3 dB' at graph 1.02, graph 0.4 left textcolor rgb best_color
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
set yrange [4.444:7.114]
set ylabel 'blur / sharpness'
set label 1 '{/:Bold d}   ratio, controlled' at graph 0, graph 1.07 left
set arrow 3 from 893, graph 0 to 893, graph 1 nohead back linestyle 3
set arrow 4 from 332, graph 0 to 332, graph 1 nohead back linestyle 4
set arrow 5 from 1252, graph 0 to 1252, graph 1 nohead back linestyle 5
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 1078, graph 0 to 1078, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
plot run_1 using "iteration":"ratio" with lines linewidth 0.6 linecolor rgb 0xB0404040, \
     run_1 using (middle(column("iteration"))):"ratio" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'
unset arrow
unset label 1

# ratio of uncontrolled.
set yrange [1.44:5.593]
set ylabel 'blur / sharpness'
set label 1 '{/:Bold e}   ratio, uncontrolled' at graph 0, graph 1.07 left
set arrow 1 from 721, graph 0 to 721, graph 1 nohead back linestyle 1
set arrow 2 from 721, graph 0 to 721, graph 1 nohead back linestyle 2
set arrow 3 from 154, graph 0 to 154, graph 1 nohead back linestyle 3
set arrow 4 from 188, graph 0 to 188, graph 1 nohead back linestyle 4
set arrow 5 from 84, graph 0 to 84, graph 1 nohead back linestyle 5
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 123, graph 0 to 123, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
plot run_2 using "iteration":"ratio" with lines linewidth 0.6 linecolor rgb 0xB0404040, \
     run_2 using (middle(column("iteration"))):"ratio" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'
unset arrow
unset label 1

# ratio of skip.
set yrange [1.666:6.348]
set ylabel 'blur / sharpness'
set label 1 '{/:Bold f}   ratio, skip' at graph 0, graph 1.07 left
set arrow 3 from 373, graph 0 to 373, graph 1 nohead back linestyle 3
set arrow 4 from 329, graph 0 to 329, graph 1 nohead back linestyle 4
set arrow 5 from 479, graph 0 to 479, graph 1 nohead back linestyle 5
set arrow 6 from 1800, graph 0 to 1800, graph 1 nohead back linestyle 6
set arrow 7 from 320, graph 0 to 320, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
plot run_3 using "iteration":"ratio" with lines linewidth 0.6 linecolor rgb 0xB0404040, \
     run_3 using (middle(column("iteration"))):"ratio" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'
unset arrow
unset label 1

unset multiplot
unset output
