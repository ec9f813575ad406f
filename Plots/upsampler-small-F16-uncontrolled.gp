# Figure: upsampler-small-F16-uncontrolled
# Spec: Experiments/ablations/upsampler.yaml
# Runs:
#   eda3cb08a7ac  nearest
#   a21e30147983  bilinear
#   b5e3db652b1d  bicubic
#   51886d1ebe75  lanczos
#   fee76f0c97b0  gaussian 0.5
#   5f49a1d58abe  low-pass lpf2
#   c86d25285651  deconv
#   8f57012be894  pixel-shuffle
# Made by: dip plot Experiments/ablations/upsampler.yaml --scale small
# Draw again, in this folder: gnuplot upsampler-small-F16-uncontrolled.gp

figure_name = 'upsampler-small-F16-uncontrolled'
rows = 3; columns = 3
label_width = 91; foot_height = 0
load 'style.gp'

run_1 = '../Results/runs/upsampler-eda3cb08a7ac/curves.csv'
run_2 = '../Results/runs/upsampler-a21e30147983/curves.csv'
run_3 = '../Results/runs/upsampler-b5e3db652b1d/curves.csv'
run_4 = '../Results/runs/upsampler-51886d1ebe75/curves.csv'
run_5 = '../Results/runs/upsampler-fee76f0c97b0/curves.csv'
run_6 = '../Results/runs/upsampler-5f49a1d58abe/curves.csv'
run_7 = '../Results/runs/upsampler-c86d25285651/curves.csv'
run_8 = '../Results/runs/upsampler-8f57012be894/curves.csv'
do for [k = 1:8] { stats value(sprintf('run_%d', k)) using "iteration":"psnr" name sprintf('best_%d', k) nooutput }

set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top spacing page_gap_x, page_gap_y \
    title 'The upsampler: F16, uncontrolled, 128 x 128' font title_font noenhanced
set xrange [0:1500]
set xlabel 'iteration'
set format x '%.0f'

# PSNR of all runs. Pale: the recorded iterations; strong: means over windows of iterations, as single ones swing.
window = 30
middle(iteration) = (ceil(real(iteration) / window) - 0.5) * window
set yrange [5:28]
set ylabel 'PSNR (dB)'
set label 1 '{/:Bold a}   PSNR' at graph 0, graph 1.07 left
set label 11 'nearest' at graph 1.02, graph 0.585 left textcolor rgb series_color[1]
set label 12 'bilinear' at graph 1.02, graph 0.857 left textcolor rgb series_color[2]
set label 13 'bicubic' at graph 1.02, graph 0.721 left textcolor rgb series_color[3]
set label 14 'lanczos' at graph 1.02, graph 0.789 left textcolor rgb series_color[4]
set label 15 'gaussian 0.5' at graph 1.02, graph 0.925 left textcolor rgb series_color[5]
set label 16 'low-pass lpf2' at graph 1.02, graph 0.653 left textcolor rgb series_color[6]
set label 17 'deconv' at graph 1.02, graph 0.024 left textcolor rgb series_color[7]
set label 18 'pixel-shuffle' at graph 1.02, graph 0.517 left textcolor rgb series_color[8]
plot run_1 using "iteration":"psnr" with lines linestyle 11, \
     run_2 using "iteration":"psnr" with lines linestyle 12, \
     run_3 using "iteration":"psnr" with lines linestyle 13, \
     run_4 using "iteration":"psnr" with lines linestyle 14, \
     run_5 using "iteration":"psnr" with lines linestyle 15, \
     run_6 using "iteration":"psnr" with lines linestyle 16, \
     run_7 using "iteration":"psnr" with lines linestyle 17, \
     run_8 using "iteration":"psnr" with lines linestyle 18, \
     run_1 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 1, \
     run_2 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 2, \
     run_3 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 3, \
     run_4 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 4, \
     run_5 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 5, \
     run_6 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 6, \
     run_7 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 7, \
     run_8 using (middle(column("iteration"))):"psnr" smooth unique with lines linestyle 8
unset label

# Frequency bands of nearest, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold b}   nearest' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_1_max_y, best_1_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_1_pos_max_y, graph 0 to best_1_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 1 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.932 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.864 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.796 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.728 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_1 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of bilinear, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold c}   bilinear' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_2_max_y, best_2_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_2_pos_max_y, graph 0 to best_2_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 1 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.932 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.864 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.747 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.537 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_2 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of bicubic, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold d}   bicubic' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_3_max_y, best_3_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_3_pos_max_y, graph 0 to best_3_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 1 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.932 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.864 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.796 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.728 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_3 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of lanczos, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold e}   lanczos' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_4_max_y, best_4_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_4_pos_max_y, graph 0 to best_4_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 1 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.932 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.864 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.796 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.728 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_4 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of gaussian 0.5, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold f}   gaussian 0.5' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_5_max_y, best_5_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_5_pos_max_y, graph 0 to best_5_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.974 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.906 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.793 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.539 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.421 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_5 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of low-pass lpf2, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold g}   low-pass lpf2' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_6_max_y, best_6_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_6_pos_max_y, graph 0 to best_6_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 1 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.932 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.864 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.796 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.728 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_6 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of deconv, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold h}   deconv' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_7_max_y, best_7_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_7_pos_max_y, graph 0 to best_7_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 0.292 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.02 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.088 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.156 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.224 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_7 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

# Frequency bands of pixel-shuffle, lowest to highest; green: its best PSNR.
set yrange [0:1]
set ylabel 'frequency-band correspondence'
set label 1 '{/:Bold i}   pixel-shuffle' at graph 0, graph 1.07 left
set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_8_max_y, best_8_pos_max_y) at graph 1, graph 1.07 right font small_font textcolor rgb best_color
set arrow 1 from best_8_pos_max_y, graph 0 to best_8_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
set label 11 'lowest' at graph 1.02, graph 1 left textcolor rgb band_color(1, 5)
set label 12 '2' at graph 1.02, graph 0.932 left textcolor rgb band_color(2, 5)
set label 13 '3' at graph 1.02, graph 0.864 left textcolor rgb band_color(3, 5)
set label 14 '4' at graph 1.02, graph 0.796 left textcolor rgb band_color(4, 5)
set label 15 'highest' at graph 1.02, graph 0.728 left textcolor rgb band_color(5, 5)
plot for [k = 1:5] run_8 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5)
unset label
unset arrow

unset multiplot
unset output
