#include "central/trust.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <algorithm>

namespace indraj::central {
namespace {

/// A good answer is kept so long, so that a proxy's every request does not cost a signature check.
constexpr std::time_t identityLife = 60;
constexpr std::size_t mostIdentities = 4096;

template <auto Free> struct TrustFree {
    template <class T> void operator()(T *thing) const { Free(thing); }
};
using PemFile = std::unique_ptr<BIO, TrustFree<BIO_free_all>>;
using Certificate = std::unique_ptr<X509, TrustFree<X509_free>>;
using RevocationList = std::unique_ptr<X509_CRL, TrustFree<X509_CRL_free>>;

std::time_t timeOf(const ASN1_TIME *time)
{
    std::tm parts{};
    return time && ASN1_TIME_to_tm(time, &parts) == 1 ? timegm(&parts) : 0;
}

template <class Thing, class Read> std::vector<Thing> allOf(const std::string &file, Read read)
{
    std::vector<Thing> things;
    const PemFile in(BIO_new_file(file.c_str(), "r"));
    while (in) {
        Thing thing(read(in.get(), nullptr, nullptr, nullptr));
        if (!thing)
            break;
        things.push_back(std::move(thing));
    }
    ERR_clear_error();
    return things;
}

tl::expected<Ending, std::string> lifeOf(const std::string &key, const X509 *certificate)
{
    if (X509_cmp_current_time(X509_get0_notBefore(certificate)) > 0)
        return tl::unexpected(key + ": the certificate is not valid yet; is this machine's clock right?");
    if (X509_cmp_current_time(X509_get0_notAfter(certificate)) < 0)
        return tl::unexpected(key + ": the certificate has ended");
    return Ending{key, timeOf(X509_get0_notAfter(certificate))};
}

CertificateFault faultOf(int code)
{
    switch (code) {
    case X509_V_ERR_CERT_REVOKED:
        return {code, "revoked"};
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return {code, "expired"};
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return {code, "not-yet-valid"};
    case X509_V_ERR_CRL_HAS_EXPIRED:
    case X509_V_ERR_CRL_NOT_YET_VALID:
    case X509_V_ERR_UNABLE_TO_GET_CRL:
        return {code, "list-not-current"};
    default:
        return {code, "stranger"};
    }
}

/// X509_V_OK, or why not.
int verified(X509_STORE *store, X509 *certificate)
{
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    int code = X509_V_ERR_UNSPECIFIED;
    if (context && X509_STORE_CTX_init(context, store, certificate, nullptr) == 1) {
        X509_STORE_CTX_set_purpose(context, X509_PURPOSE_SSL_CLIENT);
        code = X509_verify_cert(context) == 1 ? X509_V_OK : X509_STORE_CTX_get_error(context);
    }
    X509_STORE_CTX_free(context);
    ERR_clear_error();
    return code;
}

} // namespace

tl::expected<Ending, std::string> endingOf(const std::string &key, const std::string &certificateFile)
{
    const auto certificates = allOf<Certificate>(certificateFile, PEM_read_bio_X509);
    if (certificates.empty())
        return tl::unexpected(key + ": no certificate in " + certificateFile);
    return lifeOf(key, certificates.front().get());
}

tl::expected<Trust::Store, std::string> Trust::storeOf(const std::string &caKey, const std::string &ca,
                                                       const std::string &crlKey, const std::string &crl)
{
    const Store store(X509_STORE_new(), X509_STORE_free);
    const auto authorities = allOf<Certificate>(ca, PEM_read_bio_X509);
    if (authorities.empty())
        return tl::unexpected(caKey + ": no certificate in " + ca);
    for (const Certificate &authority : authorities) {
        const auto life = lifeOf(caKey, authority.get());
        if (!life)
            return tl::unexpected(life.error());
        m_endings.push_back(*life);
        X509_STORE_add_cert(store.get(), authority.get());
    }
    X509_STORE_set_flags(store.get(), X509_V_FLAG_PARTIAL_CHAIN);
    if (crl.empty())
        return store;
    const auto lists = allOf<RevocationList>(crl, PEM_read_bio_X509_CRL);
    if (lists.empty())
        return tl::unexpected(crlKey + ": no revocation list in " + crl);
    for (const RevocationList &list : lists) {
        const bool ours
            = std::any_of(authorities.begin(), authorities.end(), [&](const Certificate &authority) {
                  return X509_CRL_verify(list.get(), X509_get0_pubkey(authority.get())) == 1;
              });
        ERR_clear_error();
        if (!ours)
            return tl::unexpected(crlKey + ": a list that no certificate of " + caKey + " has signed");
        // Beyond its next update it says nothing, and nobody could connect.
        const ASN1_TIME *next = X509_CRL_get0_nextUpdate(list.get());
        if (next && X509_cmp_current_time(next) < 0)
            return tl::unexpected(crlKey + ": the list's next update is past; fetch the new one");
        if (next)
            m_endings.push_back({crlKey, timeOf(next)});
        X509_STORE_add_crl(store.get(), list.get());
    }
    X509_STORE_set_flags(store.get(), X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_CRL_CHECK);
    return store;
}

tl::expected<void, std::string> Trust::read()
{
    auto stations = storeOf("station_ca", m_config.stationCa, "station_crl", m_config.stationCrl);
    if (!stations)
        return tl::unexpected(stations.error());
    m_stations = std::move(*stations);
    if (m_config.operationsCa.empty())
        return {};
    auto operations
        = storeOf("operations_ca", m_config.operationsCa, "operations_crl", m_config.operationsCrl);
    if (!operations)
        return tl::unexpected(operations.error());
    m_operations = std::move(*operations);
    return {};
}

tl::expected<std::shared_ptr<const Trust>, std::string> Trust::load(const Config &config)
{
    const std::shared_ptr<Trust> trust(new Trust(config));
    if (const auto done = trust->read(); !done)
        return tl::unexpected(done.error());
    auto announcements = AnnouncementVerifier::load(config.stationCa, config.stationCrl);
    if (!announcements)
        return tl::unexpected(announcements.error());
    trust->m_announcements = std::move(*announcements);
    return trust;
}

tl::expected<Identity, CertificateFault> Trust::judge(x509_st *certificate) const
{
    const auto name = stationOf(certificate);
    if (!name)
        return tl::unexpected(CertificateFault{X509_V_ERR_APPLICATION_VERIFICATION, "no-name"});
    const auto roleOf = [&](Role otherwise) {
        if (m_config.proxyNames.count(*name) > 0)
            return Role::Proxy;
        return m_config.operationsNames.count(*name) > 0 ? Role::Operations : otherwise;
    };
    const int asStation = verified(m_stations.get(), certificate);
    // With an authority of their own, the stations' authority cannot make anybody an operator or a proxy.
    if (asStation == X509_V_OK)
        return Identity{*name, m_operations ? Role::Station : roleOf(Role::Station)};
    if (!m_operations)
        return tl::unexpected(faultOf(asStation));
    const int asOperations = verified(m_operations.get(), certificate);
    if (asOperations == X509_V_OK) {
        const Identity identity{*name, roleOf(Role::Station)};
        if (identity.role != Role::Station)
            return identity;
        return tl::unexpected(CertificateFault{X509_V_ERR_APPLICATION_VERIFICATION, "not-named"});
    }
    // Of the two judgements the one of the authority that has issued it.
    const bool unknown = faultOf(asStation).what == "stranger";
    return tl::unexpected(faultOf(unknown ? asOperations : asStation));
}

tl::expected<Identity, CertificateFault> Trust::identify(x509_st *certificate) const
{
    Bytes digest(32, '\0');
    unsigned length = 0;
    X509_digest(certificate, EVP_sha256(), reinterpret_cast<unsigned char *>(digest.data()), &length);
    const std::time_t now = std::time(nullptr);
    {
        const std::lock_guard lock(m_mutex);
        const auto known = m_remembered.find(digest);
        if (known != m_remembered.end() && now < known->second.until)
            return known->second.identity;
    }
    auto identity = judge(certificate);
    if (identity) {
        const std::lock_guard lock(m_mutex);
        if (m_remembered.size() >= mostIdentities)
            m_remembered.clear();
        m_remembered[digest] = {*identity, now + identityLife};
    }
    return identity;
}

tl::expected<Identity, CertificateFault> Trust::identifyDer(std::string_view der) const
{
    const auto *at = reinterpret_cast<const unsigned char *>(der.data());
    const unsigned char *const end = at + der.size();
    const Certificate certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
    ERR_clear_error();
    if (!certificate || at != end)
        return tl::unexpected(CertificateFault{X509_V_ERR_UNSPECIFIED, "no-certificate"});
    return identify(certificate.get());
}

} // namespace indraj::central
