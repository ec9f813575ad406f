# Experiments/figures/auto-stop.yaml: 1 of 1 records hold the choice of an earlier version of es-emv, which figures leave out; run them again with: dip run Experiments/figures/auto-stop.yaml --scale whole256 --force
# Figure: auto-stop/whole256/auto-stop
# Spec: Experiments/figures/auto-stop.yaml
# Runs:
#   d8b387357ab6  
# Made by: dip plot Experiments/figures/auto-stop.yaml --scale whole256
# Draw again, in this folder: gnuplot auto-stop.gp

figure_name = 'auto-stop'
page_width = 360.0; page_height = 634.0; page_foot = 581.0
page_name = 'Stopping_without_the_clean_image_House_256_256'
load '../../style.gp'

run_1 = '../../../Results/runs/auto-stop/House-seed0-d8b387357ab6/curves.csv'

set multiplot \
    title 'Stopping without the clean image: House, 256 × 256' font title_font noenhanced
set xrange [0:10000]
set xtics 2000
window = 200
lower(iteration) = (ceil(real(iteration) / window) - 1) * window
upper(iteration, last) = lower(iteration) + window < last ? lower(iteration) + window : last
middle(iteration, step, last) = iteration <= 0 ? 0 : (lower(iteration) + step + upper(iteration, last)) / 2

# psnr of .
eval place(62.0, 76.0, 280.0, 196.0)
set ylabel 'PSNR (dB)'; set format y '%g'
set ytics autofreq
unset xlabel; set format x ''
set yrange [26:32]
set label 1 '{/:Bold a}   PSNR' at graph 0, graph 1.122 left
set arrow 1 from 960, graph 0 to 960, graph 1 nohead back linestyle 1
set arrow 2 from 960, graph 0 to 960, graph 1 nohead back linestyle 2
set arrow 3 from 99, graph 0 to 99, graph 1 nohead back linestyle 3
set arrow 5 from 9939, graph 0 to 9939, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
set label 11 'A' at graph 0.08, graph 1.036 center font small_font textcolor rgb series_color[1]
set label 12 'B' at graph 0.112, graph 1.036 center font small_font textcolor rgb series_color[2]
set label 13 'C' at graph 0.01, graph 1.036 center font small_font textcolor rgb series_color[3]
set label 15 'E' at graph 0.994, graph 1.036 center font small_font textcolor rgb best_color
set label 31 'A   ratio (windows published): 960 (28.3 dB)' at screen 62.0 / page_width, screen 1 - 507.5 / page_height left font small_font textcolor rgb series_color[1]
set label 32 'B   ratio (windows equal): 960 (28.3 dB)' at screen 62.0 / page_width, screen 1 - 522.5 / page_height left font small_font textcolor rgb series_color[2]
set label 33 'C   ES-WMV: 99 (23.1 dB)' at screen 62.0 / page_width, screen 1 - 537.5 / page_height left font small_font textcolor rgb series_color[3]
set label 34 'D   loss target: never' at screen 62.0 / page_width, screen 1 - 552.5 / page_height left font small_font textcolor rgb note_color
set label 35 'E   best: 9939 (31.4 dB)' at screen 62.0 / page_width, screen 1 - 567.5 / page_height left font small_font textcolor rgb best_color
set label 60 'Letters: the iteration at which each rule stops, and PSNR there;' at screen 8.0 / page_width, screen 1 - 588.5 / page_height left font small_font textcolor rgb note_color
set label 61 'best: the iteration of the best PSNR. Pale: recorded iterations;' at screen 8.0 / page_width, screen 1 - 603.5 / page_height left font small_font textcolor rgb note_color
set label 62 'strong: means of 200 iterations.' at screen 8.0 / page_width, screen 1 - 618.5 / page_height left font small_font textcolor rgb note_color
plot run_1 using "iteration":"psnr" with lines linewidth 0.6 linecolor rgb 0xB0404040, \
     run_1 using (middle(column("iteration"), 10, 9999)):"psnr" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'
unset label
unset arrow

# ratio of .
eval place(62.0, 308.0, 280.0, 130.0)
set ylabel 'ratio: blur / sharpness'; set format y '%g'
set ytics 0.5
set xlabel 'iteration'; set format x '%.0f'
set yrange [4.119:5.728]
set label 1 '{/:Bold b}   ratio' at graph 0, graph 1.077 left
set arrow 1 from 960, graph 0 to 960, graph 1 nohead back linestyle 1
set arrow 2 from 960, graph 0 to 960, graph 1 nohead back linestyle 2
set arrow 3 from 99, graph 0 to 99, graph 1 nohead back linestyle 3
set arrow 5 from 9939, graph 0 to 9939, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
plot run_1 using "iteration":"ratio" with lines linewidth 0.6 linecolor rgb 0xB0404040, \
     run_1 using (middle(column("iteration"), 10, 9999)):"ratio" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'
unset label
unset arrow

unset multiplot
unset output
