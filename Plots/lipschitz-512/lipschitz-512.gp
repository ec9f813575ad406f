# Experiments/figures/lipschitz-512.yaml: 1 of 3 runs have no complete record in 'Results': network.lipschitz=1; run them with: dip run Experiments/figures/lipschitz-512.yaml
# Figure: lipschitz-512/lipschitz-512
# Spec: Experiments/figures/lipschitz-512.yaml
# Runs:
#   d341e69814c8  λ = 2
#   6cd3381e4d54  λ = 3
# Made by: dip plot Experiments/figures/lipschitz-512.yaml
# Draw again, in this folder: gnuplot lipschitz-512.gp

figure_name = 'lipschitz-512'
page_width = 976.0; page_height = 375.0; page_foot = 337.0
page_name = 'Lipschitz_controlled_spectral_bias_at_512_512_Peppers'
load '../style.gp'

run_1 = '../../Results/runs/lipschitz-512/Peppers-lipschitz-2-seed0-d341e69814c8/curves.csv'
run_2 = '../../Results/runs/lipschitz-512/Peppers-lipschitz-3-seed0-6cd3381e4d54/curves.csv'
do for [k = 1:2] { stats value(sprintf('run_%d', k)) using "iteration":"psnr" name sprintf('best_%d', k) nooutput }

set multiplot \
    title 'Lipschitz-controlled spectral bias at 512 × 512: Peppers' font title_font noenhanced
set xrange [0:2500]
set xlabel 'iteration'
set format x '%.0f'
window = 50
lower(iteration) = (ceil(real(iteration) / window) - 1) * window
upper(iteration, last) = lower(iteration) + window < last ? lower(iteration) + window : last
middle(iteration, step, last) = iteration <= 0 ? 0 : (lower(iteration) + step + upper(iteration, last)) / 2

# PSNR of all runs. Strong: means over windows of iterations, as single ones swing.
eval place(58.0, 74.0, 330.0, 205.0)
set yrange [24:30]
set ylabel 'PSNR (dB)'
set xtics 500
set label 1 '{/:Bold a}   PSNR' at graph 0, graph 1.049 left
set label 11 'λ = 2' at graph 1.02, graph 0.811 left textcolor rgb series_color[1]
set label 12 'λ = 3' at graph 1.02, graph 0.182 left textcolor rgb series_color[2]
set label 40 'Pale: recorded iterations; strong: means of 50 iterations. Vertical line (green): the best PSNR. Open markers: values read off the paper''s figure, with the error of reading.' at screen 8.0 / page_width, screen 1 - 344.5 / page_height left font small_font textcolor rgb note_color
set label 41 'Bands in cycles per pixel:' at screen 8.0 / page_width, screen 1 - 359.5 / page_height left font small_font textcolor rgb note_color
set arrow 42 from screen 146.2 / page_width, screen 1 - 359.5 / page_height to screen 164.2 / page_width, screen 1 - 359.5 / page_height nohead linewidth band_linewidth(1, 5) linecolor rgb band_color(1, 5)
set label 42 '0–0.1' at screen 168.2 / page_width, screen 1 - 359.5 / page_height left font small_font textcolor rgb band_color(1, 5)
set arrow 43 from screen 211.2 / page_width, screen 1 - 359.5 / page_height to screen 229.2 / page_width, screen 1 - 359.5 / page_height nohead linewidth band_linewidth(2, 5) linecolor rgb band_color(2, 5)
set label 43 '0.1–0.2' at screen 233.2 / page_width, screen 1 - 359.5 / page_height left font small_font textcolor rgb band_color(2, 5)
set arrow 44 from screen 287.4 / page_width, screen 1 - 359.5 / page_height to screen 305.4 / page_width, screen 1 - 359.5 / page_height nohead linewidth band_linewidth(3, 5) linecolor rgb band_color(3, 5)
set label 44 '0.2–0.3' at screen 309.4 / page_width, screen 1 - 359.5 / page_height left font small_font textcolor rgb band_color(3, 5)
set arrow 45 from screen 363.6 / page_width, screen 1 - 359.5 / page_height to screen 381.6 / page_width, screen 1 - 359.5 / page_height nohead linewidth band_linewidth(4, 5) linecolor rgb band_color(4, 5)
set label 45 '0.3–0.4' at screen 385.6 / page_width, screen 1 - 359.5 / page_height left font small_font textcolor rgb band_color(4, 5)
set arrow 46 from screen 439.8 / page_width, screen 1 - 359.5 / page_height to screen 457.8 / page_width, screen 1 - 359.5 / page_height nohead linewidth band_linewidth(5, 5) linecolor rgb band_color(5, 5)
set label 46 '0.4–0.5' at screen 461.8 / page_width, screen 1 - 359.5 / page_height left font small_font textcolor rgb band_color(5, 5)
$published_1 << END
iteration,value,reading_error
1000,28.9,0.4
END
$published_2 << END
iteration,value,reading_error
500,27.8,1
END
plot run_1 using "iteration":"psnr" with lines linestyle 11, \
     run_2 using "iteration":"psnr" with lines linestyle 12, \
     run_1 using (middle(column("iteration"), 10, 2499)):"psnr" smooth unique with lines linestyle 1, \
     run_2 using (middle(column("iteration"), 10, 2499)):"psnr" smooth unique with lines linestyle 2, \
     $published_1 using 1:2 with points linestyle 1, \
     $published_1 using 1:2:3 with yerrorbars linestyle 1 dashtype solid linewidth 0.8, \
     $published_2 using 1:2 with points linestyle 2, \
     $published_2 using 1:2:3 with yerrorbars linestyle 2 dashtype solid linewidth 0.8
unset label
unset arrow

# Frequency bands of λ = 2, lowest to highest; green: its best PSNR.
eval place(512.0, 74.0, 210.0, 205.0)
set yrange [0:1]
set ylabel 'frequency-band correspondence' offset 0, 0; set format y '%g'
set xlabel 'iteration'; set format x '%.0f'
set xtics 1000
set label 1 '{/:Bold b}   λ = 2' at graph 0, graph 1.049 left
set label 2 sprintf('%.1f dB at %.0f', best_1_max_y, best_1_pos_max_y) at graph 1, graph 1.044 right font small_font textcolor rgb best_color
set arrow 1 from best_1_pos_max_y, graph 0 to best_1_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
$published_1_1 << END
iteration,value,reading_error
500,0.844,0.02
1000,0.882,0.02
2500,0.916,0.02
END
$published_1_2 << END
iteration,value,reading_error
500,0.534,0.02
1000,0.584,0.02
2500,0.639,0.02
END
$published_1_3 << END
iteration,value,reading_error
500,0.283,0.02
1000,0.325,0.02
2500,0.371,0.02
END
$published_1_4 << END
iteration,value,reading_error
500,0.146,0.02
1000,0.17,0.02
2500,0.2,0.02
END
$published_1_5 << END
iteration,value,reading_error
500,0.089,0.02
1000,0.106,0.02
2500,0.122,0.02
END
plot for [k = 1:5] run_1 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5), \
     $published_1_1 using 1:2 with points linecolor rgb band_color(1, 5) pointtype 6 pointsize 0.8, \
     $published_1_1 using 1:2:3 with yerrorbars linecolor rgb band_color(1, 5) pointtype 6 pointsize 0.8 dashtype solid linewidth 0.8, \
     $published_1_2 using 1:2 with points linecolor rgb band_color(2, 5) pointtype 6 pointsize 0.8, \
     $published_1_2 using 1:2:3 with yerrorbars linecolor rgb band_color(2, 5) pointtype 6 pointsize 0.8 dashtype solid linewidth 0.8, \
     $published_1_3 using 1:2 with points linecolor rgb band_color(3, 5) pointtype 6 pointsize 0.8, \
     $published_1_3 using 1:2:3 with yerrorbars linecolor rgb band_color(3, 5) pointtype 6 pointsize 0.8 dashtype solid linewidth 0.8, \
     $published_1_4 using 1:2 with points linecolor rgb band_color(4, 5) pointtype 6 pointsize 0.8, \
     $published_1_4 using 1:2:3 with yerrorbars linecolor rgb band_color(4, 5) pointtype 6 pointsize 0.8 dashtype solid linewidth 0.8, \
     $published_1_5 using 1:2 with points linecolor rgb band_color(5, 5) pointtype 6 pointsize 0.8, \
     $published_1_5 using 1:2:3 with yerrorbars linecolor rgb band_color(5, 5) pointtype 6 pointsize 0.8 dashtype solid linewidth 0.8
unset label
unset arrow

# Frequency bands of λ = 3, lowest to highest; green: its best PSNR.
eval place(752.0, 74.0, 210.0, 205.0)
set yrange [0:1]
unset ylabel; set format y ''
set xlabel 'iteration'; set format x '%.0f'
set xtics 1000
set label 1 '{/:Bold c}   λ = 3' at graph 0, graph 1.049 left
set label 2 sprintf('%.1f dB at %.0f', best_2_max_y, best_2_pos_max_y) at graph 1, graph 1.044 right font small_font textcolor rgb best_color
set arrow 1 from best_2_pos_max_y, graph 0 to best_2_pos_max_y, graph 1 nohead back linewidth 1 linecolor rgb best_color
$published_2_1 << END
iteration,value,reading_error
500,0.947,0.02
1000,0.957,0.02
2500,0.957,0.02
END
$published_2_2 << END
iteration,value,reading_error
500,0.716,0.02
1000,0.817,0.02
2500,0.896,0.02
END
$published_2_3 << END
iteration,value,reading_error
500,0.393,0.02
1000,0.498,0.02
2500,0.688,0.02
END
$published_2_4 << END
iteration,value,reading_error
500,0.201,0.02
1000,0.26,0.02
2500,0.399,0.02
END
$published_2_5 << END
iteration,value,reading_error
500,0.115,0.02
1000,0.149,0.02
2500,0.206,0.02
END
plot for [k = 1:5] run_2 using "iteration":(column(band_column(k))) with lines linewidth band_linewidth(k, 5) linecolor rgb band_color(k, 5), \
     $published_2_1 using 1:2 with points linecolor rgb band_color(1, 5) pointtype 6 pointsize 0.8, \
     $published_2_1 using 1:2:3 with yerrorbars linecolor rgb band_color(1, 5) pointtype 6 pointsize 0.8 dashtype solid linewidth 0.8, \
     $published_2_2 using 1:2 with points linecolor rgb band_color(2, 5) pointtype 6 pointsize 0.8, \
     $published_2_2 using 1:2:3 with yerrorbars linecolor rgb band_color(2, 5) pointtype 6 pointsize 0.8 dashtype solid linewidth 0.8, \
     $published_2_3 using 1:2 with points linecolor rgb band_color(3, 5) pointtype 6 pointsize 0.8, \
     $published_2_3 using 1:2:3 with yerrorbars linecolor rgb band_color(3, 5) pointtype 6 pointsize 0.8 dashtype solid linewidth 0.8, \
     $published_2_4 using 1:2 with points linecolor rgb band_color(4, 5) pointtype 6 pointsize 0.8, \
     $published_2_4 using 1:2:3 with yerrorbars linecolor rgb band_color(4, 5) pointtype 6 pointsize 0.8 dashtype solid linewidth 0.8, \
     $published_2_5 using 1:2 with points linecolor rgb band_color(5, 5) pointtype 6 pointsize 0.8, \
     $published_2_5 using 1:2:3 with yerrorbars linecolor rgb band_color(5, 5) pointtype 6 pointsize 0.8 dashtype solid linewidth 0.8
unset label
unset arrow

unset multiplot
unset output
