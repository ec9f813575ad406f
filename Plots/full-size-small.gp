# Experiments/figures/full-size.yaml: 1 of 1 records hold the choice of an earlier version of es-emv; run them again with: dip run Experiments/figures/full-size.yaml --scale small --force
# Figure: full-size-small
# Spec: Experiments/figures/full-size.yaml
# Runs:
#   e571bbe0c0e2  
# Made by: dip plot Experiments/figures/full-size.yaml --scale small
# Draw again, in this folder: gnuplot full-size-small.gp

figure_name = 'full-size-small'
rows = 2; columns = 1
label_width = 210; foot_height = 18
load 'style.gp'

run_1 = '../Results/runs/full-size-e571bbe0c0e2/curves.csv'

set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top spacing page_gap_x, page_gap_y \
    title 'Controlled decoder at 512 x 512: F16, 512 x 512' font title_font noenhanced
set xrange [0:5000]
set xlabel 'iteration'
set format x '%.0f'
window = 100
middle(iteration) = (ceil(real(iteration) / window) - 0.5) * window
set label 3 'Vertical lines: the iteration that each rule chooses. Pale: recorded iterations; strong: means over windows.' at screen page_left, screen 12 / page_height left font small_font textcolor rgb note_color

# psnr of .
set yrange [25:32]
set ylabel 'PSNR (dB)'
set label 1 '{/:Bold a}   PSNR' at graph 0, graph 1.07 left
set arrow 4 from 1298, graph 0 to 1298, graph 1 nohead back linestyle 4
set arrow 5 from 2329, graph 0 to 2329, graph 1 nohead back linestyle 5
set arrow 6 from 4768, graph 0 to 4768, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
set label 11 'ratio windows=published: never' at graph 1.02, graph 1 left textcolor rgb note_color
set label 12 'ratio windows=equal: never' at graph 1.02, graph 0.9 left textcolor rgb note_color
set label 13 'es-wmv: never' at graph 1.02, graph 0.8 left textcolor rgb note_color
set label 14 'es-emv: 1298, 29.7 dB' at graph 1.02, graph 0.7 left textcolor rgb series_color[4]
set label 15 'loss-target: 2329, 30.5 dB' at graph 1.02, graph 0.6 left textcolor rgb series_color[5]
set label 16 'oracle: 4768, 31.1 dB' at graph 1.02, graph 0.5 left textcolor rgb best_color
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
set yrange [3.201:8.245]
set ylabel 'blur / sharpness'
set label 1 '{/:Bold b}   ratio' at graph 0, graph 1.07 left
set arrow 4 from 1298, graph 0 to 1298, graph 1 nohead back linestyle 4
set arrow 5 from 2329, graph 0 to 2329, graph 1 nohead back linestyle 5
set arrow 6 from 4768, graph 0 to 4768, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
plot run_1 using "iteration":"ratio" with lines linewidth 0.6 linecolor rgb 0xB0404040, \
     run_1 using (middle(column("iteration"))):"ratio" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'
unset arrow
unset label 1

unset multiplot
unset output
