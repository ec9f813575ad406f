# Figure: lipschitz-small
# Spec: Experiments/figures/lipschitz.yaml
# Runs:
#   456a62d846c0  λ = 1
#   d28e0a8ec217  λ = 2
#   eb1e84c4cfcd  λ = 3
# Made by: dip plot Experiments/figures/lipschitz.yaml --scale small
# Draw again, in this folder: gnuplot lipschitz-small.gp

figure_name = 'lipschitz-small'
rows = 2; columns = 2
label_width = 46; foot_height = 0
load 'style.gp'

run_1 = '../Results/runs/lipschitz-456a62d846c0/curves.csv'
run_2 = '../Results/runs/lipschitz-d28e0a8ec217/curves.csv'
run_3 = '../Results/runs/lipschitz-eb1e84c4cfcd/curves.csv'
do for [k = 1:3] { stats value(sprintf('run_%d', k)) using "iteration":"psnr" name sprintf('best_%d', k) nooutput }

set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top spacing page_gap_x, page_gap_y \
    title 'Lipschitz-controlled spectral bias: Peppers, 128 x 128' font title_font noenhanced
set xrange [0:1500]
set xlabel 'iteration'
set format x '%.0f'

# PSNR of all runs. Pale: the recorded iterations; strong: means over windows of iterations, as single ones swing.
window = 30
middle(iteration) = (ceil(real(iteration) / window) - 0.5) * window
set yrange [20:29]
set ylabel 'PSNR (dB)'
set label 1 '{/:Bold a}   PSNR' at graph 0, graph 1.07 left
set label 11 'λ = 1' at graph 1.02, graph 0.954 left textcolor rgb series_color[1]
set label 12 'λ = 2' at graph 1.02, graph 0.403 left textcolor rgb series_color[2]
set label 13 'λ = 3' at graph 1.02, graph 0.335 left textcolor rgb series_color[3]
plot run_1 using "iteration":"psnr" with lines linestyle 11, \
     run_2 using "iteration":"psnr" with lines linestyle 12, \
     run_3 using "iteration":"psnr" with lines linestyle 13, \
     run_1 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 1, \
     run_2 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 2, \
     run_3 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 3
unset label

# Frequency bands of λ = 1, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold b}   λ = 1' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_1_max_y, best_1_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_1_pos_max_y, graph 0 to best_1_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.957 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.764 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.486 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.305 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.206 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_1 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of λ = 2, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold c}   λ = 2' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_2_max_y, best_2_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_2_pos_max_y, graph 0 to best_2_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.987 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.919 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.851 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.684 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.469 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_2 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of λ = 3, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold d}   λ = 3' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_3_max_y, best_3_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_3_pos_max_y, graph 0 to best_3_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.993 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.925 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.857 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.683 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.47 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_3 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

unset multiplot
unset output
