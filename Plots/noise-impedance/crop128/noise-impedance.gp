# Experiments/figures/noise-impedance.yaml: 4 of 4 records were computed with an older arithmetic of batch norm, 1 x 1 convolutions, strided convolutions, 3 x 3 convolutions of uneven channels; run them again with: dip run Experiments/figures/noise-impedance.yaml --scale crop128
# Figure: noise-impedance/crop128/noise-impedance
# Spec: Experiments/figures/noise-impedance.yaml
# Runs:
#   1a0cbfa39306  image
#   39fb827bf9ce  image with noise
#   df9a9b0765a2  pixels shuffled
#   c6bcb31c4eb5  white noise
# Made by: dip plot Experiments/figures/noise-impedance.yaml --scale crop128
# Draw again, in this folder: gnuplot noise-impedance.gp

figure_name = 'noise-impedance'
rows = 1; columns = 1
label_width = 112; foot_height = 18
page_name = 'An_image_is_fitted_sooner_than_noise_F16_128_128'
load '../../style.gp'

set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top spacing page_gap_x, page_gap_y \
    title 'An image is fitted sooner than noise: F16, 128 × 128' font title_font noenhanced
set xrange [0:3.1758]
set xtics ('1' 0, '' 0.30103 1, '' 0.477121 1, '' 0.60206 1, '' 0.69897 1, '' 0.778151 1, '' 0.845098 1, '' 0.90309 1, '' 0.954243 1, '10' 1, '' 1.30103 1, '' 1.47712 1, '' 1.60206 1, '' 1.69897 1, '' 1.77815 1, '' 1.8451 1, '' 1.90309 1, '' 1.95424 1, '100' 2, '' 2.30103 1, '' 2.47712 1, '' 2.60206 1, '' 2.69897 1, '' 2.77815 1, '' 2.8451 1, '' 2.90309 1, '' 2.95424 1, '1000' 3)
set yrange [-4.30103:-0.69897]
set ytics ('' -4.30103 1, '' -4.22185 1, '' -4.1549 1, '' -4.09691 1, '' -4.04576 1, '10^{-4}' -4, '' -3.69897 1, '' -3.52288 1, '' -3.39794 1, '' -3.30103 1, '' -3.22185 1, '' -3.1549 1, '' -3.09691 1, '' -3.04576 1, '10^{-3}' -3, '' -2.69897 1, '' -2.52288 1, '' -2.39794 1, '' -2.30103 1, '' -2.22185 1, '' -2.1549 1, '' -2.09691 1, '' -2.04576 1, '10^{-2}' -2, '' -1.69897 1, '' -1.52288 1, '' -1.39794 1, '' -1.30103 1, '' -1.22185 1, '' -1.1549 1, '' -1.09691 1, '' -1.04576 1, '10^{-1}' -1, '' -0.69897 1)
set xlabel 'iteration'
set ylabel 'loss' offset 1, 0
part(x) = floor(20 * log10(x) + 1e-9)
first(x, step) = ceil(10 ** (part(x) / 20.) / step - 1e-9) * step
after(x, step) = ceil(10 ** ((part(x) + 1) / 20.) / step - 1e-9) * step - step
last(x, step, end) = after(x, step) < end ? after(x, step) : end
middle(x, step, end) = x > 0 ? log10((first(x, step) + last(x, step, end)) / 2) : NaN
set label 40 'Pale: every iteration; strong: means over 20ths of a power of ten.' at screen page_left, screen 12 * unit / page_height left font small_font textcolor rgb note_color
set label 11 'image' at graph 1.02, graph 0.102 left textcolor rgb series_color[1]
set label 12 'image with noise' at graph 1.02, graph 0.38 left textcolor rgb series_color[2]
set label 13 'pixels shuffled' at graph 1.02, graph 0.186 left textcolor rgb series_color[3]
set label 14 'white noise' at graph 1.02, graph 0.305 left textcolor rgb series_color[4]
plot '../../../Results/runs/noise-impedance/F16-task-reconstruct-target-image-seed0-1a0cbfa39306/curves.csv' using (log10(column("iteration"))):(log10(column("loss"))) with lines linestyle 11, \
     '../../../Results/runs/noise-impedance/F16-task-reconstruct-target-noisy-sigma-25-seed0-39fb827bf9ce/curves.csv' using (log10(column("iteration"))):(log10(column("loss"))) with lines linestyle 12, \
     '../../../Results/runs/noise-impedance/F16-task-reconstruct-target-shuffled-seed0-df9a9b0765a2/curves.csv' using (log10(column("iteration"))):(log10(column("loss"))) with lines linestyle 13, \
     '../../../Results/runs/noise-impedance/F16-task-reconstruct-target-white-noise-seed0-c6bcb31c4eb5/curves.csv' using (log10(column("iteration"))):(log10(column("loss"))) with lines linestyle 14, \
     '../../../Results/runs/noise-impedance/F16-task-reconstruct-target-image-seed0-1a0cbfa39306/curves.csv' using (middle(column("iteration"), 1, 1499)):(log10(column("loss"))) smooth unique with lines linestyle 1, \
     '../../../Results/runs/noise-impedance/F16-task-reconstruct-target-noisy-sigma-25-seed0-39fb827bf9ce/curves.csv' using (middle(column("iteration"), 1, 1499)):(log10(column("loss"))) smooth unique with lines linestyle 2, \
     '../../../Results/runs/noise-impedance/F16-task-reconstruct-target-shuffled-seed0-df9a9b0765a2/curves.csv' using (middle(column("iteration"), 1, 1499)):(log10(column("loss"))) smooth unique with lines linestyle 3, \
     '../../../Results/runs/noise-impedance/F16-task-reconstruct-target-white-noise-seed0-c6bcb31c4eb5/curves.csv' using (middle(column("iteration"), 1, 1499)):(log10(column("loss"))) smooth unique with lines linestyle 4
unset multiplot
unset output
