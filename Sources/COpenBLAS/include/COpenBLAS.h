#ifndef COPENBLAS_H
#define COPENBLAS_H

#include <stddef.h>

/* The routines of OpenBLAS that the program uses, under their own names.

   OpenBLAS is opened when the first of them is called, not when the program starts: a program that trains nothing then needs
   neither the library nor the memory that it takes when it is loaded, and does not wait for that memory where the address
   space is limited. */

typedef int blasint;
typedef enum { CblasRowMajor = 101, CblasColMajor = 102 } CBLAS_ORDER;
typedef enum { CblasNoTrans = 111, CblasTrans = 112 } CBLAS_TRANSPOSE;
typedef enum { CblasUpper = 121, CblasLower = 122 } CBLAS_UPLO;

/* Opens OpenBLAS; NULL when it can be used, else why not, as it stands in a sentence. */
const char *copenblas_problem(void);

/* C = alpha op(A) op(B) + beta C. */
void cblas_sgemm(CBLAS_ORDER order, CBLAS_TRANSPOSE transA, CBLAS_TRANSPOSE transB, blasint m, blasint n, blasint k,
                 float alpha, const float *a, blasint lda, const float *b, blasint ldb, float beta, float *c, blasint ldc);

/* C = alpha A A' + beta C, or with A' A, in one triangle of C. */
void cblas_ssyrk(CBLAS_ORDER order, CBLAS_UPLO uplo, CBLAS_TRANSPOSE trans, blasint n, blasint k, float alpha,
                 const float *a, blasint lda, float beta, float *c, blasint ldc);

/* Eigenvalues of a symmetric matrix, of LAPACK. The three trailing lengths are the hidden arguments of Fortran's character
   arguments. */
void ssyevr_(const char *jobz, const char *range, const char *uplo, const int *n, float *a, const int *lda,
             const float *vl, const float *vu, const int *il, const int *iu, const float *abstol, int *m,
             float *w, float *z, const int *ldz, int *isuppz, float *work, const int *lwork,
             int *iwork, const int *liwork, int *info, size_t jobz_length, size_t range_length, size_t uplo_length);

void openblas_set_num_threads(int threads);

/* Version and build options, and the processor family whose routines are used; empty when OpenBLAS cannot be opened. */
const char *openblas_get_config(void);
const char *openblas_get_corename(void);

#endif
