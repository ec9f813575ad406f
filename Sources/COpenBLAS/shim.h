// OpenBLAS's C interface, and the LAPACK routines for symmetric eigenvalues and for the Cholesky factor of a Hermitian matrix (pairs of
// real and imaginary parts), which Debian's OpenBLAS exports in Fortran form only.
#ifndef COPENBLAS_SHIM_H
#define COPENBLAS_SHIM_H

#include <stddef.h>
#include <cblas.h>

// The three trailing lengths are the hidden arguments of Fortran's character arguments.
void ssyevr_(const char *jobz, const char *range, const char *uplo, const int *n, float *a, const int *lda,
             const float *vl, const float *vu, const int *il, const int *iu, const float *abstol, int *m,
             float *w, float *z, const int *ldz, int *isuppz, float *work, const int *lwork,
             int *iwork, const int *liwork, int *info, size_t jobz_length, size_t range_length, size_t uplo_length);

// `a` points to complex numbers; `info` is above 0 when the matrix is not positive definite.
void cpotrf_(const char *uplo, const int *n, void *a, const int *lda, int *info, size_t uplo_length);

#endif
