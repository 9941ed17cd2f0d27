#include "tests/sync/tlsanswerer.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

namespace indraj::testing {

TlsAnswerer::TlsAnswerer(const QByteArray &certificatePem, const QByteArray &keyPem, const QByteArray &answer)
    : TlsAnswerer(certificatePem, keyPem, [answer](const QByteArray &) { return answer; })
{
}

TlsAnswerer::TlsAnswerer(const QByteArray &certificatePem, const QByteArray &keyPem, Answers answers)
    : m_tls(QSslConfiguration::defaultConfiguration())
    , m_answers(std::move(answers))
{
    m_tls.setLocalCertificateChain(QSslCertificate::fromData(certificatePem));
    m_tls.setPrivateKey(QSslKey(keyPem, QSsl::Ec));
    m_tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    listen(QHostAddress::LocalHost, 0);
}

void TlsAnswerer::incomingConnection(qintptr descriptor)
{
    auto *socket = new QSslSocket(this);
    socket->setSocketDescriptor(descriptor);
    socket->setSslConfiguration(m_tls);
    connect(socket, &QSslSocket::readyRead, socket, [this, socket, request = QByteArray()]() mutable {
        request += socket->readAll();
        const qsizetype end = request.indexOf("\r\n\r\n");
        const qsizetype at = request.toLower().indexOf("content-length:");
        const qint64 length = at < 0 || at > end
            ? 0
            : request.mid(at + 15, 12).split('\r').constFirst().trimmed().toLongLong();
        if (end < 0 || request.size() < end + 4 + length)
            return;
        ++m_asked;
        socket->write(m_answers(request.left(end)));
        request.remove(0, end + 4 + length);
    });
    connect(socket, &QSslSocket::disconnected, socket, &QObject::deleteLater);
    socket->startServerEncryption();
}

} // namespace indraj::testing
