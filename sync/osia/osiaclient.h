#pragma once

#include "storage/packetstore.h"
#include "sync/osia/osiasite.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QUrlQuery>

#include <chrono>
#include <functional>

namespace indraj {

enum class OsiaFault {
    None,
    NoToken, ///< the token's file is absent, or others may read it
    NoScope, ///< the token says that it may not do this
    NoConnection,
    Timeout,
    TlsRefused,
    NotAllowed, ///< 401 or 403
    NotFound, ///< 404
    Exists, ///< 409
    Refused, ///< other 4xx: asking again will not help
    Busy, ///< 5xx
    BadAnswer, ///< not what the interface promises
};

/// One answer of an OSIA server, or why there was none.
struct OsiaAnswer {
    OsiaFault fault = OsiaFault::None;
    int status = 0; ///< HTTP; 0: none came
    QString detail; ///< for the log: never content
    QJsonDocument json; ///< null where there was no body
    std::chrono::milliseconds took{0};
    qint64 carried = 0; ///< bytes on the line both ways, about: see bytesOnLine()
    bool answered() const { return status != 0; }
    bool ok() const { return fault == OsiaFault::None; }
};

/// The same in the words of the queue.
UploadFault uploadFaultOf(OsiaFault fault);
/// What it says of the line: None for every answer of a server that has time for us and lets us in.
UploadFault lineFaultOf(const OsiaAnswer &answer);

/// Calls of OSIA v7.1 (Enrollment 1.3.0, Data Access 1.3.0, ABIS 1.6.0) as their YAML says: JWT bearer,
/// transactionId, JSON. Each call ends with one callback, unless abortAll() or the destructor came first.
/// Lives on one thread.
class OsiaClient : public QObject {
    Q_OBJECT
public:
    using Callback = std::function<void(const OsiaAnswer &)>;
    struct Call {
        QByteArray verb;
        QUrl server;
        QString path; ///< "/v1/..."
        QByteArray scope; ///< any one of these, separated by a blank
        QUrlQuery query{};
        QByteArray contentType{};
        QByteArray body{};
        QList<std::pair<QByteArray, QByteArray>> headers{};
    };

    OsiaClient(OsiaSite site, std::chrono::milliseconds patience, QObject *parent = nullptr);
    ~OsiaClient() override;
    const OsiaSite &site() const { return m_site; }
    void call(const Call &call, Callback done);
    void abortAll();
    /// Asks for an enrolment that nobody has, which tells whether the server is there and lets us in.
    void probe(Callback done);

    /// @{ Enrollment Services; `transaction` is for tracing and the same for all calls of one try.
    void create(const QString &id, const QJsonObject &enrollment, const QString &transaction, Callback done);
    void read(const QString &id, const QString &transaction, Callback done);
    void patch(const QString &id, const QJsonObject &changes, const QString &transaction, Callback done);
    /// Answers {"bufferId":...}.
    void createBuffer(const QString &id, const QByteArray &mimeType, const QByteArray &bytes,
                      const QString &transaction, Callback done);
    void finalize(const QString &id, const QString &transaction, Callback done);
    QString bufferAddress(const QString &id, const QString &bufferId) const; ///< as imageRef says it
    /// @}

Q_SIGNALS:
    /// After every call that went out, before its callback.
    void contact(const indraj::OsiaAnswer &answer);

private:
    void answer(OsiaFault fault, const QString &detail, Callback done);
    const OsiaSite m_site;
    int m_aborted = 0; ///< counts abortAll(): an answer that waited then is dropped
    std::chrono::milliseconds m_patience;
    QNetworkAccessManager m_network;
    QList<QNetworkReply *> m_running;
};

/// A path segment, percent-encoded.
QString osiaSegment(const QString &text);

} // namespace indraj
