#include "devices/sbi/httpcall.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <algorithm>
#include <cstring>

namespace indraj::sbi {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 readAhead = 512 * 1024; ///< bytes that may wait unread

/// A body that cannot be read a second time, so that the network manager has to give up where it would send
/// a request again by itself.
class OnceDevice : public QIODevice {
public:
    OnceDevice(QByteArray bytes, QObject *parent)
        : QIODevice(parent)
        , m_bytes(std::move(bytes))
    {
        open(QIODevice::ReadOnly);
    }
    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override { return m_bytes.size() - m_at + QIODevice::bytesAvailable(); }
    bool atEnd() const override { return m_at == m_bytes.size() && QIODevice::atEnd(); }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 count = std::min<qint64>(most, m_bytes.size() - m_at);
        if (count == 0)
            return -1;
        std::memcpy(data, m_bytes.constData() + m_at, size_t(count));
        m_at += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_at = 0;
};

} // namespace

QNetworkReply *sendQuestion(QNetworkAccessManager &network, const HttpQuestion &question)
{
    QNetworkRequest request(question.url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setHeader(QNetworkRequest::UserAgentHeader, u"Indraj"_s);
    request.setRawHeader("EXT", "Indraj");
    request.setRawHeader("Accept-Encoding", "identity");
    request.setRawHeader("Connection", "close");
    if (question.body.isEmpty())
        return network.sendCustomRequest(request, question.verb);
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setHeader(QNetworkRequest::ContentLengthHeader, question.body.size());
    auto *body = new OnceDevice(question.body, nullptr);
    QNetworkReply *reply = network.sendCustomRequest(request, question.verb, body);
    body->setParent(reply);
    return reply;
}

Error httpError(const QNetworkReply &reply)
{
    const QString words = u"network error %1"_s.arg(int(reply.error()));
    switch (reply.error()) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError: // it closed before it answered
    case QNetworkReply::UnknownNetworkError:
    case QNetworkReply::TemporaryNetworkFailureError:
        return {Fault::Unreachable, 0, words};
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError:
        return {Fault::TimedOut, 0, words};
    default:
        return {Fault::BadHttp, 0, words};
    }
}

HttpCall::HttpCall(QNetworkAccessManager &network, const HttpQuestion &question, QObject *parent)
    : QObject(parent)
    , m_reply(sendQuestion(network, question))
    , m_maxBytes(question.maxBytes)
{
    m_reply->setReadBufferSize(readAhead);
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpCall::read);
    connect(m_reply, &QNetworkReply::finished, this, &HttpCall::end);
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, [this] { give(fail(Fault::TimedOut)); });
    m_limit.start(question.limit);
}

HttpCall::~HttpCall()
{
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater();
}

void HttpCall::read()
{
    const qint64 told = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    if (told <= m_maxBytes && m_body.size() + m_reply->bytesAvailable() <= m_maxBytes) {
        m_body += m_reply->readAll();
        return;
    }
    give(fail(Fault::TooLarge, u"an answer of more than %1 bytes"_s.arg(m_maxBytes)));
}

void HttpCall::end()
{
    if (m_reply->bytesAvailable() > 0)
        read();
    if (!m_reply)
        return;
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool broken = m_reply->error() == QNetworkReply::RemoteHostClosedError;
    if (status == 0 || broken)
        give(tl::unexpected(httpError(*m_reply)));
    else if (status >= 300 && status < 400)
        give(fail(Fault::BadHttp, u"a redirection"_s));
    else
        give(HttpAnswer{status, std::exchange(m_body, {})});
}

void HttpCall::give(const Result<HttpAnswer> &answer)
{
    m_limit.stop();
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater();
    m_reply.clear();
    Q_EMIT finished(answer);
}

} // namespace indraj::sbi
