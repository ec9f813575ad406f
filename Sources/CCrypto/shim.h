// The digests of OpenSSL's libcrypto.
#ifndef CCRYPTO_SHIM_H
#define CCRYPTO_SHIM_H

#include <openssl/crypto.h>
#include <openssl/evp.h>

// The version of the library that the program runs with.
static inline const char *ccrypto_version(void) { return OpenSSL_version(OPENSSL_VERSION); }

#endif
