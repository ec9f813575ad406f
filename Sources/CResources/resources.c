#include "CResources.h"

#include <string.h>

// #embed is part of C since C23; clang 19 and later have it in every version of C.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const char activated_cl[] = {
#embed "../DeviceKernels/activated.cl"
    , 0};
static const char activation_cl[] = {
#embed "../DeviceKernels/activation.cl"
    , 0};
static const char adam_cl[] = {
#embed "../DeviceKernels/adam.cl"
    , 0};
static const char borders_cl[] = {
#embed "../DeviceKernels/borders.cl"
    , 0};
static const char control_cl[] = {
#embed "../DeviceKernels/control.cl"
    , 0};
static const char convolution_cl[] = {
#embed "../DeviceKernels/convolution.cl"
    , 0};
static const char dialect_cl[] = {
#embed "../DeviceKernels/dialect.cl"
    , 0};
static const char folding_cl[] = {
#embed "../DeviceKernels/folding.cl"
    , 0};
static const char frequencies_cl[] = {
#embed "../DeviceKernels/frequencies.cl"
    , 0};
static const char layout_cl[] = {
#embed "../DeviceKernels/layout.cl"
    , 0};
static const char noise_cl[] = {
#embed "../DeviceKernels/noise.cl"
    , 0};
static const char norm_cl[] = {
#embed "../DeviceKernels/norm.cl"
    , 0};
static const char objective_cl[] = {
#embed "../DeviceKernels/objective.cl"
    , 0};
static const char resampling_cl[] = {
#embed "../DeviceKernels/resampling.cl"
    , 0};
static const char sums_cl[] = {
#embed "../DeviceKernels/sums.cl"
    , 0};
static const char tile_cl[] = {
#embed "../DeviceKernels/tile.cl"
    , 0};
static const char winograd_cl[] = {
#embed "../DeviceKernels/winograd.cl"
    , 0};
static const char slider_js[] = {
#embed "../Reporting/Report/slider.js"
    , 0};
static const char chart_js[] = {
#embed "../Reporting/Report/chart.js"
    , 0};
static const char page_js[] = {
#embed "../Reporting/Report/page.js"
    , 0};
static const char compare_js[] = {
#embed "../Reporting/Report/compare.js"
    , 0};
static const char live_js[] = {
#embed "../Reporting/Report/live.js"
    , 0};
static const char report_css[] = {
#embed "../Reporting/Report/report.css"
    , 0};
static const char style_gp[] = {
#embed "../../Plots/style.gp"
    , 0};
static const char bernoulli_yaml[] = {
#embed "../../Experiments/datasets/bernoulli.yaml"
    , 0};
static const char bsd68_yaml[] = {
#embed "../../Experiments/datasets/bsd68.yaml"
    , 0};
static const char classic5_yaml[] = {
#embed "../../Experiments/datasets/classic5.yaml"
    , 0};
static const char enhancement_yaml[] = {
#embed "../../Experiments/datasets/enhancement.yaml"
    , 0};
static const char live1_yaml[] = {
#embed "../../Experiments/datasets/live1.yaml"
    , 0};
static const char regions_yaml[] = {
#embed "../../Experiments/datasets/regions.yaml"
    , 0};
static const char set14_yaml[] = {
#embed "../../Experiments/datasets/set14.yaml"
    , 0};
static const char set5_yaml[] = {
#embed "../../Experiments/datasets/set5.yaml"
    , 0};
static const char set9_yaml[] = {
#embed "../../Experiments/datasets/set9.yaml"
    , 0};

static const struct {
    const char *name, *text;
} resources[] = {
    {"activated.cl", activated_cl},
    {"activation.cl", activation_cl},
    {"adam.cl", adam_cl},
    {"borders.cl", borders_cl},
    {"control.cl", control_cl},
    {"convolution.cl", convolution_cl},
    {"dialect.cl", dialect_cl},
    {"folding.cl", folding_cl},
    {"frequencies.cl", frequencies_cl},
    {"layout.cl", layout_cl},
    {"noise.cl", noise_cl},
    {"norm.cl", norm_cl},
    {"objective.cl", objective_cl},
    {"resampling.cl", resampling_cl},
    {"sums.cl", sums_cl},
    {"tile.cl", tile_cl},
    {"winograd.cl", winograd_cl},
    {"slider.js", slider_js},
    {"chart.js", chart_js},
    {"page.js", page_js},
    {"compare.js", compare_js},
    {"live.js", live_js},
    {"report.css", report_css},
    {"style.gp", style_gp},
    {"bernoulli.yaml", bernoulli_yaml},
    {"bsd68.yaml", bsd68_yaml},
    {"classic5.yaml", classic5_yaml},
    {"enhancement.yaml", enhancement_yaml},
    {"live1.yaml", live1_yaml},
    {"regions.yaml", regions_yaml},
    {"set14.yaml", set14_yaml},
    {"set5.yaml", set5_yaml},
    {"set9.yaml", set9_yaml},
};

const char *dip_resource(const char *name) {
    for (size_t i = 0; i < sizeof resources / sizeof *resources; i++)
        if (strcmp(resources[i].name, name) == 0) return resources[i].text;
    return NULL;
}
