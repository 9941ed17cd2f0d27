#pragma once

#include "central/config.h"
#include "central/signing.h"

#include <ctime>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace indraj::central {

/// What a certificate may do here.
enum class Role {
    Station, ///< sends packets
    Operations, ///< reads metrics and the operations pages; sends nothing
    Proxy, ///< hands on requests of others with their certificates; sends nothing of its own
};

struct Identity {
    std::string name; ///< the certificate's common name
    Role role = Role::Station;
};

/// Why a certificate is not taken.
struct CertificateFault {
    int code = 0; ///< X509_V_ERR_..., for the TLS alert and the log
    std::string
        what; ///< a word of this program: "revoked", "expired", "not-yet-valid", "stranger", "no-name"
};

/// Something that ends: a certificate or a list.
struct Ending {
    std::string what; ///< the configuration key
    std::time_t at = 0;
};

/// Who may connect, as the files of the configuration say at one moment. Only certificates issued directly by
/// a named authority are taken: the authority itself is the anchor, and what its own issuer signs elsewhere
/// is nobody. Any thread.
class Trust {
public:
    /// @returns what is wrong with a file: unreadable, ended, or a list that no authority here has signed.
    static tl::expected<std::shared_ptr<const Trust>, std::string> load(const Config &config);

    tl::expected<Identity, CertificateFault> identify(x509_st *certificate) const;
    /// The same for a certificate in DER, as a proxy hands it on.
    tl::expected<Identity, CertificateFault> identifyDer(std::string_view der) const;
    const AnnouncementVerifier &announcements() const { return m_announcements; }
    const std::vector<Ending> &endings() const { return m_endings; }

private:
    using Store = std::shared_ptr<x509_store_st>;
    explicit Trust(const Config &config)
        : m_config(config)
    {
    }
    tl::expected<void, std::string> read();
    tl::expected<Store, std::string> storeOf(const std::string &caKey, const std::string &ca,
                                             const std::string &crlKey, const std::string &crl);
    tl::expected<Identity, CertificateFault> judge(x509_st *certificate) const;

    const Config &m_config;
    AnnouncementVerifier m_announcements;
    Store m_stations;
    Store m_operations; ///< null: operations come from the stations' authority, by name
    std::vector<Ending> m_endings;
    struct Remembered {
        Identity identity;
        std::time_t until = 0;
    };
    mutable std::mutex m_mutex;
    mutable std::map<Bytes, Remembered> m_remembered; ///< by digest of the certificate: good ones only
};

/// The trust in force; replaced as a whole when the files are read again. Any thread.
class TrustInForce {
public:
    explicit TrustInForce(std::shared_ptr<const Trust> trust)
        : m_trust(std::move(trust))
    {
    }
    std::shared_ptr<const Trust> current() const
    {
        const std::lock_guard lock(m_mutex);
        return m_trust;
    }
    void replace(std::shared_ptr<const Trust> trust)
    {
        const std::lock_guard lock(m_mutex);
        m_trust = std::move(trust);
    }

private:
    mutable std::mutex m_mutex;
    std::shared_ptr<const Trust> m_trust;
};

/// When a certificate file's first certificate ends. @returns what is wrong when it has ended, has not begun,
/// or cannot be read.
tl::expected<Ending, std::string> endingOf(const std::string &key, const std::string &certificateFile);

} // namespace indraj::central
