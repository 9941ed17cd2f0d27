#pragma once

#include "devices/fingerprint/protocol.h"
#include "devices/fingerprint/scannerd/fprintscanner.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QPointer>
#include <QTimer>

namespace indraj {

/// The helper's end of the connection: serves exactly one client, then asks to end.
class ClientLink : public QObject {
    Q_OBJECT
public:
    explicit ClientLink(FprintScanner &scanner, QObject *parent = nullptr);
    /// Listens on a socket only this user may open. False when the name cannot be used.
    bool listen(const QString &socketName);

Q_SIGNALS:
    /// The client went away, said something wrong, or never came.
    void finished();

private:
    void accept();
    void read();
    void obey(const scannerproto::Message &message);
    void send(const scannerproto::Message &message);

    FprintScanner &m_scanner;
    QLocalServer m_server;
    QPointer<QLocalSocket> m_client;
    scannerproto::MessageReader m_reader{scannerproto::Direction::ToHelper};
    QTimer m_patience;
    bool m_greeted = false;
};

} // namespace indraj
