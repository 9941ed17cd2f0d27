#pragma once

#include "storage/stationaccess.h"

#include <QMap>
#include <QSslSocket>

namespace indraj::testing {

struct HttpAnswer {
    int status = 0; ///< 0: no answer
    QMap<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
};

/// One TLS connection whose bytes a test writes itself, so that it can be as rude as it likes.
class HttpsClient {
public:
    /// `station` null: without a client certificate.
    HttpsClient(quint16 port, const QByteArray &trustPem, const std::shared_ptr<StationIdentity> &station);
    bool connected();
    bool connectedWithin(int ms);
    void write(const QByteArray &bytes);
    /// Reads one answer. `head`: the answer to HEAD has no body.
    HttpAnswer read(bool head = false);
    HttpAnswer send(const QByteArray &method, const QByteArray &path, const QList<QByteArray> &headers = {},
                    const QByteArray &body = {});
    /// Whether the server ends the connection within `ms`.
    bool closedWithin(int ms);

private:
    QSslSocket m_socket;
    QByteArray m_buffer;
};

} // namespace indraj::testing
