#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>
#include <QTcpServer>
#include <QUrl>

namespace indraj::testing {

/// An OSIA registry (Data Access 1.3.0, and of ABIS 1.6.0 what `body` says) in the test's process, plain HTTP
/// on the loopback. Everybody in `persons` is found by number, or by all attributes that a query names. Lives
/// on the test's thread.
class RegistryServer : public QTcpServer {
    Q_OBJECT
public:
    RegistryServer() { listen(QHostAddress::LocalHost); }
    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(serverPort())); }

    QMap<QString, QJsonObject> persons; ///< attributes by number
    QList<QByteArray> bodies; ///< of requests that had one, in their order
    QStringList requests; ///< "GET /v1/persons/...", in their order
    int status = 0; ///< every request is answered with it; 0: as it should be
    bool silent = false; ///< requests are taken, and nothing is said
    bool dribbles = false; ///< a byte now and then, and never an end
    QByteArray body; ///< in place of the right one; empty: the right one
    int lost = 0; ///< connections that the other side has given up

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void answer(class QTcpSocket *socket, const QByteArray &request);
    std::pair<int, QByteArray> found(const QUrl &url) const;
};

} // namespace indraj::testing
