# A figure is left out: Results/runs/baselines/Peppers-DIP-seed0-5083a64e6a47/degraded.png: is missing, so the images cannot be shown; repeat the run with: dip run SPEC --force
# Figure: baselines/crop128/psnr-House
# Spec: Experiments/ablations/baselines.yaml
# Runs:
#   ea9df746860c  DIP
#   4175e1763b86  SGLD
#   3b9e783aaa7f  DIP-TV
#   ae8aff6f091a  backtracking
#   a0b461b2a17d  deep decoder
#   b607e62cb596  controlled
#   b798fbff8436  CBM3D
#   6a51e6e0d8db  ZS-N2N
#   e665daab71d8  aSeqDIP
#   28128ddb47bf  Self-Guided DIP
#   15850d58c3de  Deep Random Projector
#   b01676336705  DIP-SURE
# Made by: dip plot Experiments/ablations/baselines.yaml --scale crop128
# Draw again, in this folder: gnuplot psnr-House.gp

figure_name = 'psnr-House'
page_width = 681.0; page_height = 409.0; page_foot = 386.0
page_name = 'Baselines_House_128_128'
load '../../style.gp'

run_1 = '../../../Results/runs/baselines/House-DIP-seed0-ea9df746860c/curves.csv'
run_2 = '../../../Results/runs/baselines/House-SGLD-seed0-4175e1763b86/curves.csv'
run_3 = '../../../Results/runs/baselines/House-DIP-TV-seed0-3b9e783aaa7f/curves.csv'
run_4 = '../../../Results/runs/baselines/House-backtracking-seed0-ae8aff6f091a/curves.csv'
run_5 = '../../../Results/runs/baselines/House-deep-decoder-seed0-a0b461b2a17d/curves.csv'
run_6 = '../../../Results/runs/baselines/House-controlled-seed0-b607e62cb596/curves.csv'
run_7 = '../../../Results/runs/baselines/House-CBM3D-seed0-b798fbff8436/curves.csv'
run_8 = '../../../Results/runs/baselines/House-ZS-N2N-seed0-6a51e6e0d8db/curves.csv'
run_9 = '../../../Results/runs/baselines/House-aSeqDIP-seed0-e665daab71d8/curves.csv'
run_10 = '../../../Results/runs/baselines/House-Self-Guided-DIP-seed0-28128ddb47bf/curves.csv'
run_11 = '../../../Results/runs/baselines/House-Deep-Random-Projector-seed0-15850d58c3de/curves.csv'
run_12 = '../../../Results/runs/baselines/House-DIP-SURE-seed0-b01676336705/curves.csv'

set multiplot \
    title 'Baselines: House, 128 × 128' font title_font noenhanced
lower(i, window) = (ceil(real(i) / window) - 1) * window
upper(i, window, last) = lower(i, window) + window < last ? lower(i, window) + window : last
middle(i, window, step, last) = i <= 0 ? 0 : (lower(i, window) + step + upper(i, window, last)) / 2
eval place(58.0, 50.0, 420.0, 280.0)
set xrange [0:100]
set yrange [20:32]
set xlabel 'share of the iterations (%)'
set ylabel 'PSNR (dB)'
set label 11 'DIP, 1500' at graph 1.02, graph 0.369 left textcolor rgb series_color[1]
set label 12 'SGLD, 3000' at graph 1.02, graph 0.663 left textcolor rgb series_color[2]
set label 13 'DIP-TV, 1500' at graph 1.02, graph 0.613 left textcolor rgb series_color[3]
set label 14 'backtracking, 1500' at graph 1.02, graph 0.419 left textcolor rgb series_color[4]
set label 15 'deep decoder, 1500' at graph 1.02, graph 0.563 left textcolor rgb series_color[5]
set label 16 'controlled, 1500' at graph 1.02, graph 0.913 left textcolor rgb series_color[6]
set label 17 'CBM3D' at graph 1.02, graph 0.963 left textcolor rgb series_color[7]
set label 18 'ZS-N2N, 3000' at graph 1.02, graph 0.813 left textcolor rgb series_color[8]
set label 19 'aSeqDIP, 1500' at graph 1.02, graph 0.713 left textcolor rgb '#7F7F7F'
set label 20 'Self-Guided DIP, 1500' at graph 1.02, graph 0.863 left textcolor rgb '#004B76'
set label 21 'Deep Random Projector, 5001' at graph 1.02, graph 0.513 left textcolor rgb '#B89B00'
set label 22 'DIP-SURE, 616' at graph 1.02, graph 0.763 left textcolor rgb '#009E73'
set label 31 '' at 22.682, 29.381 point pointtype 6 pointsize 0.9 linewidth 1.5 linecolor rgb series_color[1] front
set label 32 '' at 80.027, 28.839 point pointtype 6 pointsize 0.9 linewidth 1.5 linecolor rgb series_color[2] front
set label 33 '' at 38.025, 30.141 point pointtype 6 pointsize 0.9 linewidth 1.5 linecolor rgb series_color[3] front
set label 34 '' at 22.682, 29.381 point pointtype 6 pointsize 0.9 linewidth 1.5 linecolor rgb series_color[4] front
set label 35 '' at 71.714, 28.812 point pointtype 6 pointsize 0.9 linewidth 1.5 linecolor rgb series_color[5] front
set label 36 '' at 73.382, 30.328 point pointtype 6 pointsize 0.9 linewidth 1.5 linecolor rgb series_color[6] front
set label 38 '' at 60.353, 29.434 point pointtype 6 pointsize 0.9 linewidth 1.5 linecolor rgb series_color[8] front
set label 39 '' at 45.697, 29.974 point pointtype 6 pointsize 0.9 linewidth 1.5 linecolor rgb '#7F7F7F' front
set label 40 '' at 90.394, 29.833 point pointtype 6 pointsize 0.9 linewidth 1.5 linecolor rgb '#004B76' front
set label 41 '' at 1.9, 30.13 point pointtype 6 pointsize 0.9 linewidth 1.5 linecolor rgb '#B89B00' front
set label 42 '' at 52.033, 30.76 point pointtype 6 pointsize 0.9 linewidth 1.5 linecolor rgb '#009E73' front
set label 60 'Curves: means over fiftieths of the iterations; circles: the best iteration. Behind each name: the method''s iterations.' at screen 8.0 / page_width, screen 1 - 393.5 / page_height left font small_font textcolor rgb note_color
plot run_1 using (100 * middle(column("iteration"), 30, 5, 1499) / 1499.):"psnr" smooth unique with lines linestyle 1, \
     run_2 using (100 * middle(column("iteration"), 60, 5, 2999) / 2999.):"psnr" smooth unique with lines linestyle 2, \
     run_3 using (100 * middle(column("iteration"), 30, 5, 1499) / 1499.):"psnr" smooth unique with lines linestyle 3, \
     run_4 using (100 * middle(column("iteration"), 30, 5, 1499) / 1499.):"psnr" smooth unique with lines linestyle 4, \
     run_5 using (100 * middle(column("iteration"), 30, 5, 1499) / 1499.):"psnr" smooth unique with lines linestyle 5, \
     run_6 using (100 * middle(column("iteration"), 30, 5, 1499) / 1499.):"psnr" smooth unique with lines linestyle 6, \
     31.409 with lines linestyle 7, \
     run_8 using (100 * middle(column("iteration"), 60, 5, 2999) / 2999.):"psnr" smooth unique with lines linestyle 8, \
     run_9 using (100 * middle(column("iteration"), 30, 5, 1499) / 1499.):"psnr" smooth unique with lines linewidth 1.7 linecolor rgb '#7F7F7F' dashtype '-.', \
     run_10 using (100 * middle(column("iteration"), 30, 5, 1499) / 1499.):"psnr" smooth unique with lines linewidth 1.7 linecolor rgb '#004B76' dashtype '.', \
     run_11 using (100 * middle(column("iteration"), 100, 5, 5000) / 5000.):"psnr" smooth unique with lines linewidth 1.7 linecolor rgb '#B89B00' dashtype '-..', \
     run_12 using (100 * middle(column("iteration"), 10, 5, 615) / 615.):"psnr" smooth unique with lines linewidth 1.7 linecolor rgb '#009E73' dashtype '--'
unset multiplot
unset output
