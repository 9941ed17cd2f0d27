#pragma once

#include "devices/sbi/sbitypes.h"

#include <QByteArray>
#include <QNetworkReply>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QUrl>

#include <chrono>

class QNetworkAccessManager;
class QNetworkRequest;

namespace indraj::sbi {

struct HttpAnswer {
    int status = 0;
    QByteArray body;
    friend bool operator==(const HttpAnswer &, const HttpAnswer &) = default;
};

/// What goes out. The verbs are the interface's own.
struct HttpQuestion {
    QByteArray verb;
    QUrl url;
    QByteArray body;
    std::chrono::milliseconds limit{5000}; ///< from now to the last byte
    qsizetype maxBytes = 0; ///< of the answer
};

/// A request to a service on this computer: no proxy, no redirection, no cookies, no compression. A body is
/// sent once: a connection that breaks must not make a device capture again unasked.
QNetworkReply *sendQuestion(QNetworkAccessManager &network, const HttpQuestion &question);

/// What a reply's failure means.
Error httpError(const QNetworkReply &reply);

/// One question and its bounded answer. Lives on the network manager's thread; deleting it ends it without a
/// signal. An answer with an HTTP error status is an answer: services tell their errors in its body.
class HttpCall : public QObject {
    Q_OBJECT
public:
    HttpCall(QNetworkAccessManager &network, const HttpQuestion &question, QObject *parent = nullptr);
    ~HttpCall() override;

Q_SIGNALS:
    /// Exactly once.
    void finished(const indraj::sbi::Result<indraj::sbi::HttpAnswer> &answer);

private:
    void read();
    void end();
    void give(const Result<HttpAnswer> &answer);

    QPointer<QNetworkReply> m_reply; ///< goes with its manager, whichever goes first
    QByteArray m_body;
    qsizetype m_maxBytes;
    QTimer m_limit;
};

} // namespace indraj::sbi
