# Experiments/figures/full-size.yaml: 1 of 1 records hold the choice of an earlier version of es-emv, which figures leave out; run them again with: dip run Experiments/figures/full-size.yaml --force
# Figure: full-size/full-size
# Spec: Experiments/figures/full-size.yaml
# Runs:
#   e571bbe0c0e2  
# Made by: dip plot Experiments/figures/full-size.yaml
# Draw again, in this folder: gnuplot full-size.gp

figure_name = 'full-size'
page_width = 360.0; page_height = 634.0; page_foot = 581.0
page_name = 'Controlled_decoder_at_512_512_F16'
load '../style.gp'

run_1 = '../../Results/runs/full-size/F16-seed0-e571bbe0c0e2/curves.csv'

set multiplot \
    title 'Controlled decoder at 512 × 512: F16' font title_font noenhanced
set xrange [0:5000]
set xtics 1000
window = 100
lower(iteration) = (ceil(real(iteration) / window) - 1) * window
upper(iteration, last) = lower(iteration) + window < last ? lower(iteration) + window : last
middle(iteration, step, last) = iteration <= 0 ? 0 : (lower(iteration) + step + upper(iteration, last)) / 2

# psnr of .
eval place(62.0, 76.0, 280.0, 196.0)
set ylabel 'PSNR (dB)'; set format y '%g'
set ytics autofreq
unset xlabel; set format x ''
set yrange [25:32]
set label 1 '{/:Bold a}   PSNR' at graph 0, graph 1.122 left
set arrow 4 from 2329, graph 0 to 2329, graph 1 nohead back linestyle 4
set arrow 5 from 4768, graph 0 to 4768, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
set label 14 'D' at graph 0.466, graph 1.036 center font small_font textcolor rgb series_color[4]
set label 15 'E' at graph 0.954, graph 1.036 center font small_font textcolor rgb best_color
set label 31 'A   ratio (windows published): never' at screen 62.0 / page_width, screen 1 - 507.5 / page_height left font small_font textcolor rgb note_color
set label 32 'B   ratio (windows equal): never' at screen 62.0 / page_width, screen 1 - 522.5 / page_height left font small_font textcolor rgb note_color
set label 33 'C   ES-WMV: never' at screen 62.0 / page_width, screen 1 - 537.5 / page_height left font small_font textcolor rgb note_color
set label 34 'D   loss target: 2329 (30.5 dB)' at screen 62.0 / page_width, screen 1 - 552.5 / page_height left font small_font textcolor rgb series_color[4]
set label 35 'E   best: 4768 (31.1 dB)' at screen 62.0 / page_width, screen 1 - 567.5 / page_height left font small_font textcolor rgb best_color
set label 60 'Letters: the iteration at which each rule stops, and PSNR there;' at screen 8.0 / page_width, screen 1 - 588.5 / page_height left font small_font textcolor rgb note_color
set label 61 'best: the iteration of the best PSNR. Pale: recorded iterations;' at screen 8.0 / page_width, screen 1 - 603.5 / page_height left font small_font textcolor rgb note_color
set label 62 'strong: means of 100 iterations.' at screen 8.0 / page_width, screen 1 - 618.5 / page_height left font small_font textcolor rgb note_color
plot run_1 using "iteration":"psnr" with lines linewidth 0.6 linecolor rgb 0xB0404040, \
     run_1 using (middle(column("iteration"), 20, 4999)):"psnr" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'
unset label
unset arrow

# ratio of .
eval place(62.0, 308.0, 280.0, 130.0)
set ylabel 'ratio: blur / sharpness'; set format y '%g'
set ytics 2
set xlabel 'iteration'; set format x '%.0f'
set yrange [3.201:8.245]
set label 1 '{/:Bold b}   ratio' at graph 0, graph 1.077 left
set arrow 4 from 2329, graph 0 to 2329, graph 1 nohead back linestyle 4
set arrow 5 from 4768, graph 0 to 4768, graph 1 nohead back linewidth 1.2 linecolor rgb best_color
plot run_1 using "iteration":"ratio" with lines linewidth 0.6 linecolor rgb 0xB0404040, \
     run_1 using (middle(column("iteration"), 20, 4999)):"ratio" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'
unset label
unset arrow

unset multiplot
unset output
