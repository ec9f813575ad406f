// OpenBLAS's C interface, and the LAPACK routine for symmetric eigenvalues, which Debian's OpenBLAS exports in Fortran form only.
#ifndef COPENBLAS_SHIM_H
#define COPENBLAS_SHIM_H

#include <stddef.h>
#include <cblas.h>

// The three trailing lengths are the hidden arguments of Fortran's character arguments.
void ssyevr_(const char *jobz, const char *range, const char *uplo, const int *n, float *a, const int *lda,
             const float *vl, const float *vu, const int *il, const int *iu, const float *abstol, int *m,
             float *w, float *z, const int *ldz, int *isuppz, float *work, const int *lwork,
             int *iwork, const int *liwork, int *info, size_t jobz_length, size_t range_length, size_t uplo_length);

#endif
