# Experiments/ablations/collapse.yaml: 7 of 14 runs have no complete record in 'Results': image=Cameraman256 variant=plain, image=Cameraman256 variant=cosine rate, image=Cameraman256 variant=epsilon 1e-6, image=Cameraman256 variant=epsilon 1e-4, image=Cameraman256 variant=clip 1 and 2 more; run them with: dip run Experiments/ablations/collapse.yaml
# Figure: collapse/house
# Spec: Experiments/ablations/collapse.yaml
# Runs:
#   7580a292bb5a  plain
#   f9ca6b9e61cb  cosine rate
#   2a4f4bce8f5f  epsilon 1e-6
#   d68105e94470  epsilon 1e-4
#   dffded884c20  clip 1
#   4c47c55dd7c0  amsgrad
#   337939e2e397  backtrack
# Made by: dip plot Experiments/ablations/collapse.yaml
# Draw again, in this folder: gnuplot house.gp

figure_name = 'house'
page_width = 576.0; page_height = 409.0; page_foot = 386.0
page_name = 'Collapses_in_inpainting_House_96_96'
load '../style.gp'

run_1 = '../../Results/runs/collapse/house-plain-seed0-7580a292bb5a/curves.csv'
run_2 = '../../Results/runs/collapse/house-cosine-rate-seed0-f9ca6b9e61cb/curves.csv'
run_3 = '../../Results/runs/collapse/house-epsilon-1e-6-seed0-2a4f4bce8f5f/curves.csv'
run_4 = '../../Results/runs/collapse/house-epsilon-1e-4-seed0-d68105e94470/curves.csv'
run_5 = '../../Results/runs/collapse/house-clip-1-seed0-dffded884c20/curves.csv'
run_6 = '../../Results/runs/collapse/house-amsgrad-seed0-4c47c55dd7c0/curves.csv'
run_7 = '../../Results/runs/collapse/house-backtrack-seed0-337939e2e397/curves.csv'

set multiplot \
    title 'Collapses in inpainting: House, 96 × 96' font title_font noenhanced
lower(i, window) = (ceil(real(i) / window) - 1) * window
upper(i, window, last) = lower(i, window) + window < last ? lower(i, window) + window : last
middle(i, window, step, last) = i <= 0 ? 0 : (lower(i, window) + step + upper(i, window, last)) / 2
eval place(58.0, 50.0, 420.0, 280.0)
set xrange [0:2000]
set yrange [22:37]
set xlabel 'iteration'
set ylabel 'PSNR (dB)'
set label 11 'plain' at graph 1.02, graph 0.95 left textcolor rgb series_color[1]
set label 12 'cosine rate' at graph 1.02, graph 0.8 left textcolor rgb series_color[2]
set label 13 'epsilon 1e-6' at graph 1.02, graph 0.75 left textcolor rgb series_color[3]
set label 14 'epsilon 1e-4' at graph 1.02, graph 0.7 left textcolor rgb series_color[4]
set label 15 'clip 1' at graph 1.02, graph 1 left textcolor rgb series_color[5]
set label 16 'amsgrad' at graph 1.02, graph 0.9 left textcolor rgb series_color[6]
set label 17 'backtrack' at graph 1.02, graph 0.85 left textcolor rgb series_color[7]
set label 31 '' at 1940, 36.048 point pointtype 6 pointsize 0.9 linewidth 1.5 linecolor rgb series_color[1] front
set label 32 '' at 1130, 35.622 point pointtype 6 pointsize 0.9 linewidth 1.5 linecolor rgb series_color[2] front
set label 33 '' at 1290, 35.928 point pointtype 6 pointsize 0.9 linewidth 1.5 linecolor rgb series_color[3] front
set label 34 '' at 1950, 34.034 point pointtype 6 pointsize 0.9 linewidth 1.5 linecolor rgb series_color[4] front
set label 35 '' at 1940, 36.048 point pointtype 6 pointsize 0.9 linewidth 1.5 linecolor rgb series_color[5] front
set label 36 '' at 1630, 35.962 point pointtype 6 pointsize 0.9 linewidth 1.5 linecolor rgb series_color[6] front
set label 37 '' at 1920, 35.745 point pointtype 6 pointsize 0.9 linewidth 1.5 linecolor rgb series_color[7] front
set label 60 'Curves: means over fiftieths of the iterations; circles: the best iteration.' at screen 8.0 / page_width, screen 1 - 393.5 / page_height left font small_font textcolor rgb note_color
plot run_1 using (middle(column("iteration"), 40, 10, 1999)):"psnr" smooth unique with lines linestyle 1, \
     run_2 using (middle(column("iteration"), 40, 10, 1999)):"psnr" smooth unique with lines linestyle 2, \
     run_3 using (middle(column("iteration"), 40, 10, 1999)):"psnr" smooth unique with lines linestyle 3, \
     run_4 using (middle(column("iteration"), 40, 10, 1999)):"psnr" smooth unique with lines linestyle 4, \
     run_5 using (middle(column("iteration"), 40, 10, 1999)):"psnr" smooth unique with lines linestyle 5, \
     run_6 using (middle(column("iteration"), 40, 10, 1999)):"psnr" smooth unique with lines linestyle 6, \
     run_7 using (middle(column("iteration"), 40, 10, 1999)):"psnr" smooth unique with lines linestyle 7
unset multiplot
unset output
