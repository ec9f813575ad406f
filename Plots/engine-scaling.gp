# Figure: engine-scaling
# Data: ../Results/bench/scaling.csv
# Made by: dip bench scaling --rounds 3 --iterations 3 --output Results/bench --plots Plots
# Draw again, in this folder: gnuplot engine-scaling.gp

figure_name = 'engine-scaling'
rows = 1; columns = 2
label_width = 62; foot_height = 18
page_name = 'Time_of_one_training_step'
load 'style.gp'

# Rows of other curves are passed over.
set datafile missing NaN
data = '../Results/bench/scaling.csv'
set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top spacing page_gap_x, page_gap_y \
    title 'Time of one training step' font title_font noenhanced
set logscale xy
set errorbars small
set ylabel 'a training step (ms)' offset 2, 0
set label 2 'Medians, with the least and the greatest round. Pale: the slope of the arithmetic.' \
    at screen page_left, screen 12 / page_height left font small_font textcolor rgb note_color

# The time of a step over pixels, width 128.
chosen(threads) = column("width") == 128 && column("threads") == threads
slope(x) = 1117.919 * (x / 1048576)**1
set xrange [3276.8:1310720]
set yrange [3.493:4617.541]
set xtics ('64²' 4096, '128²' 16384, '256²' 65536, '512²' 262144, '1024²' 1048576)
set ytics (10, 100, 1000)
set xlabel 'pixels'
set label 1 '{/:Bold a}   128 channels' at graph 0, graph 1.07 left
set label 11 '1 thread' at graph 1.02, graph 0.963 left textcolor rgb series_color[1]
set label 12 '2 threads' at graph 1.02, graph 0.888 left textcolor rgb series_color[2]
set label 13 'slope 1' at graph 1.02, graph 0.82 left textcolor rgb note_color
plot slope(x) with lines linewidth 1 linecolor rgb '#b0b0b0', \
     data using (chosen(1) ? column("pixels") : NaN):"milliseconds" smooth unique with lines linestyle 1, \
     data using (chosen(1) ? column("pixels") : NaN):"milliseconds":"least_milliseconds":"greatest_milliseconds" with yerrorbars linestyle 1 dashtype solid linewidth 1, \
     data using (chosen(2) ? column("pixels") : NaN):"milliseconds" smooth unique with lines linestyle 2, \
     data using (chosen(2) ? column("pixels") : NaN):"milliseconds":"least_milliseconds":"greatest_milliseconds" with yerrorbars linestyle 2 dashtype solid linewidth 1
unset label 1; unset label 2; unset ylabel
unset label 11
unset label 12
unset label 13

# The time of a step over width, size 256.
chosen(threads) = column("size") == 256 && column("threads") == threads
slope(x) = 295.138 * (x / 256)**2
set xrange [25.6:320]
set yrange [3.689:1066.926]
set xtics ('32' 32, '64' 64, '128' 128, '256' 256)
set ytics (5, 10, 20, 50, 100, 200, 500, 1000)
set xlabel 'channels of every stage'
set label 1 '{/:Bold b}   256 × 256 pixels' at graph 0, graph 1.07 left
set label 11 '1 thread' at graph 1.02, graph 0.959 left textcolor rgb series_color[1]
set label 12 '2 threads' at graph 1.02, graph 0.891 left textcolor rgb series_color[2]
set label 13 'slope 2' at graph 1.02, graph 0.823 left textcolor rgb note_color
plot slope(x) with lines linewidth 1 linecolor rgb '#b0b0b0', \
     data using (chosen(1) ? column("width") : NaN):"milliseconds" smooth unique with lines linestyle 1, \
     data using (chosen(1) ? column("width") : NaN):"milliseconds":"least_milliseconds":"greatest_milliseconds" with yerrorbars linestyle 1 dashtype solid linewidth 1, \
     data using (chosen(2) ? column("width") : NaN):"milliseconds" smooth unique with lines linestyle 2, \
     data using (chosen(2) ? column("width") : NaN):"milliseconds":"least_milliseconds":"greatest_milliseconds" with yerrorbars linestyle 2 dashtype solid linewidth 1
unset label 1; unset label 2; unset ylabel
unset label 11
unset label 12
unset label 13

unset multiplot
unset output
