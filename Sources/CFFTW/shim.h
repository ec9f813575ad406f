#ifndef CFFTW_SHIM_H
#define CFFTW_SHIM_H

#include <fftw3.h>

/* Swift cannot import an array of unknown length. */
static inline const char *fftwf_version_text(void) { return fftwf_version; }

#endif
