#pragma once

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

/// Owners of OpenSSL's objects. Internal to the interface's client and its simulator.
namespace indraj::sbi::ssl {

struct Free {
    void operator()(X509 *object) const { X509_free(object); }
    void operator()(X509_STORE *object) const { X509_STORE_free(object); }
    void operator()(X509_STORE_CTX *object) const { X509_STORE_CTX_free(object); }
    void operator()(EVP_MD_CTX *object) const { EVP_MD_CTX_free(object); }
    void operator()(EVP_PKEY *object) const { EVP_PKEY_free(object); }
    void operator()(BIO *object) const { BIO_free(object); }
    void operator()(STACK_OF(X509) * object) const { sk_X509_free(object); }
};
using CertificatePtr = std::unique_ptr<X509, Free>;
using StorePtr = std::unique_ptr<X509_STORE, Free>;
using StoreContextPtr = std::unique_ptr<X509_STORE_CTX, Free>;
using DigestPtr = std::unique_ptr<EVP_MD_CTX, Free>;
using KeyPtr = std::unique_ptr<EVP_PKEY, Free>;
using BioPtr = std::unique_ptr<BIO, Free>;
using StackPtr = std::unique_ptr<STACK_OF(X509), Free>;

} // namespace indraj::sbi::ssl
