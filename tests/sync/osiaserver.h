#pragma once

#include <QJsonObject>
#include <QMap>
#include <QSet>
#include <QTcpServer>
#include <QUrl>
#include <QUrlQuery>

#include <optional>

namespace indraj::testing {

/// An OSIA enrolment server (Enrollment Services 1.3.0) in the test's process, plain HTTP on the loopback: it
/// remembers, which Prism does not. What a request must have by enrollment.yaml it refuses with 400, 401, 403
/// or 404, and counts. Lives on the test's thread.
class OsiaServer : public QTcpServer {
    Q_OBJECT
public:
    explicit OsiaServer(quint16 port = 0);
    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(serverPort())); }

    /// The next `times` requests of that kind ("create", "read", "patch", "buffer", "finalize") are carried
    /// out, but their answers are lost.
    void loseAnswers(const QByteArray &kind, int times);
    /// Every request is answered with that status; 0: no longer.
    void answerAlways(int status) { m_always = status; }

    QMap<QString, QJsonObject> enrollments; ///< by id, with "status"
    QMap<QString, QByteArray> buffers; ///< by "<enrollmentId>/buffer/<bufferId>"
    QStringList kinds; ///< of all requests, in their order
    QStringList refusals; ///< what a request had wrong; empty at the end of every good test
    QSet<QString> transactions;

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    struct Request {
        QByteArray verb;
        QStringList path; ///< below /v1/enrollments
        QUrlQuery query;
        QMap<QByteArray, QByteArray> headers; ///< by lower-case name
        QByteArray body;
    };
    struct Reply {
        int status = 204;
        QByteArray body{};
        QByteArray type = "application/json";
    };
    static std::optional<Request> parse(QByteArray *bytes);
    Reply answer(const Request &request);
    Reply refuse(int status, const QString &why);
    QString faultOfForm(const Request &request, const QByteArray &kind) const;
    Reply put(const Request &request, const QByteArray &kind);
    Reply buffer(const Request &request);
    bool loses(const QByteArray &kind);

    QMap<QByteArray, int> m_toLose;
    int m_always = 0;
    int m_nextBuffer = 0;
};

/// A JWT with that scope claim; nobody has signed it.
QByteArray osiaToken(const QByteArray &scopes);

} // namespace indraj::testing
