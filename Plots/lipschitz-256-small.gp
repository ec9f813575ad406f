# Figure: lipschitz-256-small
# Spec: Experiments/figures/lipschitz-256.yaml
# Runs:
#   de0706cb46eb  λ = 1
#   575701e0c802  λ = 1.4
#   9f98f4949b2d  λ = 2
#   8b81f49da125  λ = 3
# Made by: dip plot Experiments/figures/lipschitz-256.yaml --scale small
# Draw again, in this folder: gnuplot lipschitz-256-small.gp

figure_name = 'lipschitz-256-small'
rows = 2; columns = 3
label_width = 49; foot_height = 0
load 'style.gp'

run_1 = '../Results/runs/lipschitz-256-de0706cb46eb/curves.csv'
run_2 = '../Results/runs/lipschitz-256-575701e0c802/curves.csv'
run_3 = '../Results/runs/lipschitz-256-9f98f4949b2d/curves.csv'
run_4 = '../Results/runs/lipschitz-256-8b81f49da125/curves.csv'
do for [k = 1:4] { stats value(sprintf('run_%d', k)) using "iteration":"psnr" name sprintf('best_%d', k) nooutput }

set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top spacing page_gap_x, page_gap_y \
    title 'Lipschitz-controlled spectral bias at 256 x 256: House, 256 x 256' font title_font noenhanced
set xrange [0:4000]
set xlabel 'iteration'
set format x '%.0f'

# PSNR of all runs. Pale: the recorded iterations; strong: means over windows of iterations, as single ones swing.
window = 80
middle(iteration) = (ceil(real(iteration) / window) - 0.5) * window
set yrange [21:32]
set ylabel 'PSNR (dB)'
set label 1 '{/:Bold a}   PSNR' at graph 0, graph 1.07 left
set label 11 'λ = 1' at graph 1.02, graph 0.89 left textcolor rgb series_color[1]
set label 12 'λ = 1.4' at graph 1.02, graph 0.594 left textcolor rgb series_color[2]
set label 13 'λ = 2' at graph 1.02, graph 0.21 left textcolor rgb series_color[3]
set label 14 'λ = 3' at graph 1.02, graph 0.142 left textcolor rgb series_color[4]
plot run_1 using "iteration":"psnr" with lines linestyle 11, \
     run_2 using "iteration":"psnr" with lines linestyle 12, \
     run_3 using "iteration":"psnr" with lines linestyle 13, \
     run_4 using "iteration":"psnr" with lines linestyle 14, \
     run_1 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 1, \
     run_2 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 2, \
     run_3 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 3, \
     run_4 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 4
unset label

# Frequency bands of λ = 1, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold b}   λ = 1' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_1_max_y, best_1_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_1_pos_max_y, graph 0 to best_1_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.913 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.64 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.367 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.214 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.142 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_1 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of λ = 1.4, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold c}   λ = 1.4' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_2_max_y, best_2_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_2_pos_max_y, graph 0 to best_2_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.964 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.869 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.648 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.397 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.246 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_2 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of λ = 2, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold d}   λ = 2' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_3_max_y, best_3_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_3_pos_max_y, graph 0 to best_3_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.995 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.927 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.859 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.764 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.507 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_3 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of λ = 3, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold e}   λ = 3' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_4_max_y, best_4_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_4_pos_max_y, graph 0 to best_4_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.993 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.925 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.857 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.768 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.515 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_4 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

unset multiplot
unset output
