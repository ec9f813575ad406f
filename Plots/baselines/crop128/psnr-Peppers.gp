# A figure is left out: Results/runs/baselines/Peppers-DIP-seed0-5083a64e6a47/degraded.png: is missing, so the images cannot be shown; repeat the run with: dip run SPEC --force
# Figure: baselines/crop128/psnr-Peppers
# Spec: Experiments/ablations/baselines.yaml
# Runs:
#   5083a64e6a47  DIP
#   6090e381b4b1  SGLD
#   0c5f73f46233  DIP-TV
#   f4c109728d45  backtracking
#   fb8ff38d09ea  deep decoder
#   15cbcfd79812  controlled
#   6229a9c292e4  CBM3D
#   f00ad00653ac  ZS-N2N
#   cbd097828b97  aSeqDIP
#   730215992f74  Self-Guided DIP
#   0b9dfbeec009  Deep Random Projector
#   a099dba21509  DIP-SURE
# Made by: dip plot Experiments/ablations/baselines.yaml --scale crop128
# Draw again, in this folder: gnuplot psnr-Peppers.gp

figure_name = 'psnr-Peppers'
page_width = 681.0; page_height = 409.0; page_foot = 386.0
page_name = 'Baselines_Peppers_128_128'
load '../../style.gp'

run_1 = '../../../Results/runs/baselines/Peppers-DIP-seed0-5083a64e6a47/curves.csv'
run_2 = '../../../Results/runs/baselines/Peppers-SGLD-seed0-6090e381b4b1/curves.csv'
run_3 = '../../../Results/runs/baselines/Peppers-DIP-TV-seed0-0c5f73f46233/curves.csv'
run_4 = '../../../Results/runs/baselines/Peppers-backtracking-seed0-f4c109728d45/curves.csv'
run_5 = '../../../Results/runs/baselines/Peppers-deep-decoder-seed0-fb8ff38d09ea/curves.csv'
run_6 = '../../../Results/runs/baselines/Peppers-controlled-seed0-15cbcfd79812/curves.csv'
run_7 = '../../../Results/runs/baselines/Peppers-CBM3D-seed0-6229a9c292e4/curves.csv'
run_8 = '../../../Results/runs/baselines/Peppers-ZS-N2N-seed0-f00ad00653ac/curves.csv'
run_9 = '../../../Results/runs/baselines/Peppers-aSeqDIP-seed0-cbd097828b97/curves.csv'
run_10 = '../../../Results/runs/baselines/Peppers-Self-Guided-DIP-seed0-730215992f74/curves.csv'
run_11 = '../../../Results/runs/baselines/Peppers-Deep-Random-Projector-seed0-0b9dfbeec009/curves.csv'
run_12 = '../../../Results/runs/baselines/Peppers-DIP-SURE-seed0-a099dba21509/curves.csv'

set multiplot \
    title 'Baselines: Peppers, 128 × 128' font title_font noenhanced
lower(i, window) = (ceil(real(i) / window) - 1) * window
upper(i, window, last) = lower(i, window) + window < last ? lower(i, window) + window : last
middle(i, window, step, last) = i <= 0 ? 0 : (lower(i, window) + step + upper(i, window, last)) / 2
eval place(58.0, 50.0, 420.0, 280.0)
set xrange [0:100]
set yrange [21:30]
set xlabel 'share of the iterations (%)'
set ylabel 'PSNR (dB)'
set label 11 'DIP, 1500' at graph 1.02, graph 0.437 left textcolor rgb series_color[1]
set label 12 'SGLD, 3000' at graph 1.02, graph 0.587 left textcolor rgb series_color[2]
set label 13 'DIP-TV, 1500' at graph 1.02, graph 0.687 left textcolor rgb series_color[3]
set label 14 'backtracking, 1500' at graph 1.02, graph 0.487 left textcolor rgb series_color[4]
set label 15 'deep decoder, 1500' at graph 1.02, graph 0.637 left textcolor rgb series_color[5]
set label 16 'controlled, 1500' at graph 1.02, graph 0.937 left textcolor rgb series_color[6]
set label 17 'CBM3D' at graph 1.02, graph 0.987 left textcolor rgb series_color[7]
set label 18 'ZS-N2N, 3000' at graph 1.02, graph 0.837 left textcolor rgb series_color[8]
set label 19 'aSeqDIP, 1500' at graph 1.02, graph 0.737 left textcolor rgb '#7F7F7F'
set label 20 'Self-Guided DIP, 1500' at graph 1.02, graph 0.787 left textcolor rgb '#004B76'
set label 21 'Deep Random Projector, 5001' at graph 1.02, graph 0.537 left textcolor rgb '#B89B00'
set label 22 'DIP-SURE, 975' at graph 1.02, graph 0.887 left textcolor rgb '#009E73'
set label 31 '' at 39.026, 27.731 point pointtype 6 pointsize 0.9 linewidth 1.5 linecolor rgb series_color[1] front
set label 32 '' at 99.2, 26.913 point pointtype 6 pointsize 0.9 linewidth 1.5 linecolor rgb series_color[2] front
set label 33 '' at 51.701, 28.41 point pointtype 6 pointsize 0.9 linewidth 1.5 linecolor rgb series_color[3] front
set label 34 '' at 39.026, 27.731 point pointtype 6 pointsize 0.9 linewidth 1.5 linecolor rgb series_color[4] front
set label 35 '' at 77.718, 28.199 point pointtype 6 pointsize 0.9 linewidth 1.5 linecolor rgb series_color[5] front
set label 36 '' at 93.396, 28.811 point pointtype 6 pointsize 0.9 linewidth 1.5 linecolor rgb series_color[6] front
set label 38 '' at 33.511, 28.27 point pointtype 6 pointsize 0.9 linewidth 1.5 linecolor rgb series_color[8] front
set label 39 '' at 59.039, 28.263 point pointtype 6 pointsize 0.9 linewidth 1.5 linecolor rgb '#7F7F7F' front
set label 40 '' at 94.063, 28.25 point pointtype 6 pointsize 0.9 linewidth 1.5 linecolor rgb '#004B76' front
set label 41 '' at 2.8, 28.456 point pointtype 6 pointsize 0.9 linewidth 1.5 linecolor rgb '#B89B00' front
set label 42 '' at 65.195, 29.248 point pointtype 6 pointsize 0.9 linewidth 1.5 linecolor rgb '#009E73' front
set label 60 'Curves: means over fiftieths of the iterations; circles: the best iteration. Behind each name: the method''s iterations.' at screen 8.0 / page_width, screen 1 - 393.5 / page_height left font small_font textcolor rgb note_color
plot run_1 using (100 * middle(column("iteration"), 30, 5, 1499) / 1499.):"psnr" smooth unique with lines linestyle 1, \
     run_2 using (100 * middle(column("iteration"), 60, 5, 2999) / 2999.):"psnr" smooth unique with lines linestyle 2, \
     run_3 using (100 * middle(column("iteration"), 30, 5, 1499) / 1499.):"psnr" smooth unique with lines linestyle 3, \
     run_4 using (100 * middle(column("iteration"), 30, 5, 1499) / 1499.):"psnr" smooth unique with lines linestyle 4, \
     run_5 using (100 * middle(column("iteration"), 30, 5, 1499) / 1499.):"psnr" smooth unique with lines linestyle 5, \
     run_6 using (100 * middle(column("iteration"), 30, 5, 1499) / 1499.):"psnr" smooth unique with lines linestyle 6, \
     29.783 with lines linestyle 7, \
     run_8 using (100 * middle(column("iteration"), 60, 5, 2999) / 2999.):"psnr" smooth unique with lines linestyle 8, \
     run_9 using (100 * middle(column("iteration"), 30, 5, 1499) / 1499.):"psnr" smooth unique with lines linewidth 1.7 linecolor rgb '#7F7F7F' dashtype '-.', \
     run_10 using (100 * middle(column("iteration"), 30, 5, 1499) / 1499.):"psnr" smooth unique with lines linewidth 1.7 linecolor rgb '#004B76' dashtype '.', \
     run_11 using (100 * middle(column("iteration"), 100, 5, 5000) / 5000.):"psnr" smooth unique with lines linewidth 1.7 linecolor rgb '#B89B00' dashtype '-..', \
     run_12 using (100 * middle(column("iteration"), 20, 5, 974) / 974.):"psnr" smooth unique with lines linewidth 1.7 linecolor rgb '#009E73' dashtype '--'
unset multiplot
unset output
