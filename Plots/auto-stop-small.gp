# Experiments/figures/auto-stop.yaml: 1 of 1 records hold the choice of an earlier version of es-emv; run them again with: dip run Experiments/figures/auto-stop.yaml --scale small --force
# Figure: auto-stop-small
# Spec: Experiments/figures/auto-stop.yaml
# Runs:
#   d8b387357ab6  
# Made by: dip plot Experiments/figures/auto-stop.yaml --scale small
# Draw again, in this folder: gnuplot auto-stop-small.gp

figure_name = 'auto-stop-small'
rows = 2; columns = 1
label_width = 259; foot_height = 18
load 'style.gp'

run_1 = '../Results/runs/auto-stop-d8b387357ab6/curves.csv'

set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top spacing page_gap_x, page_gap_y \
    title 'Stopping without the clean image: House, 256 x 256' font title_font noenhanced
set xrange [0:10000]
set xlabel 'iteration'
set format x '%.0f'
window = 200
middle(iteration) = (ceil(real(iteration) / window) - 0.5) * window
set label 3 'Vertical lines: the iteration that each rule chooses. Pale: recorded iterations; strong: means over windows.' at screen page_left, screen 12 / page_height left font small_font textcolor rgb note_color

# psnr of .
set yrange [26:32]
set ylabel 'PSNR (dB)'
set label 1 '{/:Bold a}   PSNR' at graph 0, graph 1.07 left
set arrow 1 from 960, graph 0 to 960, graph 1 nohead back linestyle 1
set arrow 2 from 960, graph 0 to 960, graph 1 nohead back linestyle 2
set arrow 3 from 99, graph 0 to 99, graph 1 nohead back linestyle 3
set arrow 4 from 0, graph 0 to 0, graph 1 nohead back linestyle 4
set arrow 6 from 9939, graph 0 to 9939, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
set label 11 'ratio windows=published: 960, 28.3 dB' at graph 1.02, graph 1 left textcolor rgb series_color[1]
set label 12 'ratio windows=equal: 960, 28.3 dB' at graph 1.02, graph 0.9 left textcolor rgb series_color[2]
set label 13 'es-wmv: 99, 23.1 dB' at graph 1.02, graph 0.8 left textcolor rgb series_color[3]
set label 14 'es-emv: 0, 13.5 dB' at graph 1.02, graph 0.7 left textcolor rgb series_color[4]
set label 15 'loss-target: never' at graph 1.02, graph 0.6 left textcolor rgb note_color
set label 16 'oracle: 9939, 31.4 dB' at graph 1.02, graph 0.5 left textcolor rgb best_color
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

# ratio of .
set yrange [4.119:5.728]
set ylabel 'blur / sharpness'
set label 1 '{/:Bold b}   ratio' at graph 0, graph 1.07 left
set arrow 1 from 960, graph 0 to 960, graph 1 nohead back linestyle 1
set arrow 2 from 960, graph 0 to 960, graph 1 nohead back linestyle 2
set arrow 3 from 99, graph 0 to 99, graph 1 nohead back linestyle 3
set arrow 4 from 0, graph 0 to 0, graph 1 nohead back linestyle 4
set arrow 6 from 9939, graph 0 to 9939, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
plot run_1 using "iteration":"ratio" with lines linewidth 0.6 linecolor rgb 0xB0404040, \
     run_1 using (middle(column("iteration"))):"ratio" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'
unset arrow
unset label 1

unset multiplot
unset output
