// The digests of OpenSSL's libcrypto.
#ifndef CCRYPTO_SHIM_H
#define CCRYPTO_SHIM_H

#if defined(__has_include) && !__has_include(<openssl/evp.h>)
#error "OpenSSL's libcrypto is missing: 'make setup' installs it, or says how"
#endif
#include <openssl/crypto.h>
#include <openssl/evp.h>

// The version of the library that the program runs with.
static inline const char *ccrypto_version(void) { return OpenSSL_version(OPENSSL_VERSION); }

#endif
