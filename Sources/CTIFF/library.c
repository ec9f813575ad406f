#include "library.h"

#include "CTIFF.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

#ifdef __APPLE__
static const char *const places[] = { "/opt/homebrew/opt/libtiff/lib/libtiff.6.dylib", "/usr/local/opt/libtiff/lib/libtiff.6.dylib",
                                      "libtiff.6.dylib" };
#else
static const char *const places[] = { "libtiff.so.6", "libtiff.so.5" };
#endif

static ctiff_library library;
static char problem[300];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void *found(void *file, const char *name)
{
    void *routine = dlsym(file, name);
    if (routine == NULL && problem[0] == '\0')
        snprintf(problem, sizeof problem, "libtiff lacks %s", name);
    return routine;
}

static void open_library(void)
{
    void *file = NULL;
    for (size_t i = 0; i < sizeof places / sizeof places[0] && file == NULL; i++)
        file = dlopen(places[i], RTLD_NOW | RTLD_LOCAL);
    if (file == NULL) {
        snprintf(problem, sizeof problem, "libtiff is not installed");
        return;
    }
    library.open = found(file, "TIFFClientOpen");
    library.close = found(file, "TIFFClose");
    library.get = found(file, "TIFFGetFieldDefaulted");
    library.set = found(file, "TIFFSetField");
    library.is_tiled = found(file, "TIFFIsTiled");
    library.is_last = found(file, "TIFFLastDirectory");
    library.strip = found(file, "TIFFComputeStrip");
    library.tile = found(file, "TIFFComputeTile");
    library.read_strip = found(file, "TIFFReadEncodedStrip");
    library.read_tile = found(file, "TIFFReadEncodedTile");
    library.write_strip = found(file, "TIFFWriteEncodedStrip");
    library.version = found(file, "TIFFGetVersion");
    library.set_errors = found(file, "TIFFSetErrorHandler");
    library.set_warnings = found(file, "TIFFSetWarningHandler");
    library.set_errors_of = found(file, "TIFFSetErrorHandlerExt");
    library.set_warnings_of = found(file, "TIFFSetWarningHandlerExt");
}

const char *ctiff_problem(void)
{
    pthread_once(&once, open_library);
    return problem[0] == '\0' ? NULL : problem;
}

/* In "LIBTIFF, Version 4.5.0" and a copyright. */
const char *ctiff_version(void)
{
    static _Thread_local char text[32];
    if (ctiff_problem() != NULL)
        return NULL;
    return sscanf(library.version(), "LIBTIFF, Version %31s", text) == 1 ? text : "of unknown version";
}

static report_of wanted;

static void set_reports(void)
{
    library.set_errors(NULL);
    library.set_warnings(NULL);
    library.set_warnings_of(NULL);
    library.set_errors_of(wanted);
}

const ctiff_library *ctiff_open(report_of errors)
{
    static pthread_once_t is_set = PTHREAD_ONCE_INIT;
    if (ctiff_problem() != NULL)
        return NULL;
    /* The same function in every call. */
    wanted = errors;
    pthread_once(&is_set, set_reports);
    return &library;
}
