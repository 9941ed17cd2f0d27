#pragma once

#include "tests/sync/centralfixture.h"

namespace indraj::testing {

/// The real haproxy with packaging/haproxy/indraj.cfg, and a secret that it shares with two instances.
class Haproxy {
public:
    static bool isInstalled();
    /// Writes certificates, lists and the secret. False: openssl failed.
    bool make(const TestPki &pki);
    /// What an instance behind it has in its configuration.
    QByteArray instanceConfig(const TestPki &pki) const;
    bool start(quint16 instanceA, quint16 instanceB); ///< returns when it listens
    void kill();
    quint16 port() const { return m_port; }
    QByteArray secret() const { return m_secret; }
    QString folder() const { return m_dir.filePath(QStringLiteral("pki")); }
    QByteArray log();

    ~Haproxy() { kill(); }

private:
    QTemporaryDir m_dir;
    QProcess m_process;
    QByteArray m_secret;
    QByteArray m_log;
    quint16 m_port = 0;
};

} // namespace indraj::testing
