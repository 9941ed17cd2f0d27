#pragma once

#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpServer>

#include <functional>

namespace indraj::testing {

/// A TLS server that answers as a test says: always the same, or by what was asked. Lives on the test's
/// thread.
class TlsAnswerer : public QTcpServer {
    Q_OBJECT
public:
    using Answers = std::function<QByteArray(const QByteArray &header)>;
    TlsAnswerer(const QByteArray &certificatePem, const QByteArray &keyPem, const QByteArray &answer);
    TlsAnswerer(const QByteArray &certificatePem, const QByteArray &keyPem, Answers answers);
    int asked() const { return m_asked; }
    quint16 port() const { return serverPort(); }

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    QSslConfiguration m_tls;
    Answers m_answers;
    int m_asked = 0;
};

} // namespace indraj::testing
