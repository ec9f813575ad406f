#include "COpenBLAS.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __APPLE__
static const char *const places[] = { "/opt/homebrew/opt/openblas/lib/libopenblas.dylib",
                                      "/usr/local/opt/openblas/lib/libopenblas.dylib", "libopenblas.dylib" };
#else
static const char *const places[] = { "libopenblas.so.0", "libopenblas.so" };
#endif

/* What was found in the library, under the names of its routines. */
static struct {
    __typeof__(&cblas_sgemm) sgemm;
    __typeof__(&cblas_ssyrk) ssyrk;
    __typeof__(&ssyevr_) ssyevr;
    __typeof__(&openblas_set_num_threads) set_num_threads;
    __typeof__(&openblas_get_config) get_config;
    __typeof__(&openblas_get_corename) get_corename;
} library;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char problem[300];

static void *found(void *handle, const char *name)
{
    void *routine = dlsym(handle, name);
    if (routine == NULL && problem[0] == '\0')
        snprintf(problem, sizeof problem, "OpenBLAS cannot be used: it lacks %s", name);
    return routine;
}

static void *opened(void)
{
    /* The program has threads of its own. OpenBLAS starts as many as there are processors when it is loaded, each with
       memory of its own, unless this variable says otherwise. */
    static const char name[] = "OPENBLAS_NUM_THREADS";
    const char *value = getenv(name);
    char *before = value ? strdup(value) : NULL;
    setenv(name, "1", 1);
    void *handle = NULL;
    for (size_t i = 0; i < sizeof places / sizeof places[0] && handle == NULL; i++) {
        handle = dlopen(places[i], RTLD_NOW | RTLD_LOCAL);
        if (handle == NULL && i == 0)
            snprintf(problem, sizeof problem, "OpenBLAS cannot be loaded: %s", dlerror());
    }
    if (before)
        setenv(name, before, 1);
    else
        unsetenv(name);
    free(before);
    return handle;
}

static void open_library(void)
{
    void *handle = opened();
    if (handle == NULL)
        return;
    problem[0] = '\0';
    library.sgemm = found(handle, "cblas_sgemm");
    library.ssyrk = found(handle, "cblas_ssyrk");
    library.ssyevr = found(handle, "ssyevr_");
    library.set_num_threads = found(handle, "openblas_set_num_threads");
    library.get_config = found(handle, "openblas_get_config");
    library.get_corename = found(handle, "openblas_get_corename");
}

const char *copenblas_problem(void)
{
    pthread_once(&once, open_library);
    return problem[0] == '\0' ? NULL : problem;
}

/* Programs ask `copenblas_problem` first; a routine that is called all the same has no way back. */
static void require(void)
{
    if (copenblas_problem() == NULL)
        return;
    fprintf(stderr, "%s\n", problem);
    exit(1);
}

void cblas_sgemm(CBLAS_ORDER order, CBLAS_TRANSPOSE transA, CBLAS_TRANSPOSE transB, blasint m, blasint n, blasint k,
                 float alpha, const float *a, blasint lda, const float *b, blasint ldb, float beta, float *c, blasint ldc)
{
    require();
    library.sgemm(order, transA, transB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
}

void cblas_ssyrk(CBLAS_ORDER order, CBLAS_UPLO uplo, CBLAS_TRANSPOSE trans, blasint n, blasint k, float alpha,
                 const float *a, blasint lda, float beta, float *c, blasint ldc)
{
    require();
    library.ssyrk(order, uplo, trans, n, k, alpha, a, lda, beta, c, ldc);
}

void ssyevr_(const char *jobz, const char *range, const char *uplo, const int *n, float *a, const int *lda,
             const float *vl, const float *vu, const int *il, const int *iu, const float *abstol, int *m,
             float *w, float *z, const int *ldz, int *isuppz, float *work, const int *lwork,
             int *iwork, const int *liwork, int *info, size_t jobz_length, size_t range_length, size_t uplo_length)
{
    require();
    library.ssyevr(jobz, range, uplo, n, a, lda, vl, vu, il, iu, abstol, m, w, z, ldz, isuppz, work, lwork, iwork, liwork,
                   info, jobz_length, range_length, uplo_length);
}

void openblas_set_num_threads(int threads)
{
    require();
    library.set_num_threads(threads);
}

const char *openblas_get_config(void)
{
    return copenblas_problem() ? "" : library.get_config();
}

const char *openblas_get_corename(void)
{
    return copenblas_problem() ? "" : library.get_corename();
}
