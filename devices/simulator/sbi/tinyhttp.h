#pragma once

#include <QByteArray>
#include <QObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>

namespace indraj::sbi {

struct TinyRequest {
    QByteArray verb;
    QByteArray path; ///< without query
    QByteArray body;
};

/// One connection of the simulator's server: one request, one answer. Deletes itself.
class TinyConnection : public QObject {
    Q_OBJECT
public:
    explicit TinyConnection(QTcpSocket *socket, QObject *parent);

    void answer(int status, const QByteArray &type, const QByteArray &body);
    void beginStream(); ///< multipart/x-mixed-replace, as MOSIP's test service has it
    void streamPart(const QByteArray &jpeg);
    void streamRaw(const QByteArray &bytes); ///< for what no honest service sends
    qint64 unsent() const { return m_socket->bytesToWrite(); }
    void finishAndClose(); ///< after what was written
    void drop(); ///< breaks the connection off

Q_SIGNALS:
    void requested(const indraj::sbi::TinyRequest &request);
    void gone();

private:
    void read();
    QTcpSocket *m_socket;
    QByteArray m_buffer;
    bool m_told = false;
};

/// As much HTTP/1.1 as the interface uses, on 127.0.0.1. Bounded: a request over 1 MB ends its connection.
class TinyServer : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    bool listen(quint16 port);
    quint16 port() const { return m_server.serverPort(); }

Q_SIGNALS:
    void requested(indraj::sbi::TinyConnection *connection, const indraj::sbi::TinyRequest &request);

private:
    void accept();
    QTcpServer m_server;
};

} // namespace indraj::sbi
