#include "sync/osia/osiaclient.h"

#include "sync/centralclient.h"
#include "sync/cms.h"

#include <QElapsedTimer>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QUuid>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 mostOsiaBytes = 4LL << 20;

OsiaFault faultOfReply(const QNetworkReply &reply, int status)
{
    if (status == 401 || status == 403)
        return OsiaFault::NotAllowed;
    if (status == 404)
        return OsiaFault::NotFound;
    if (status == 409)
        return OsiaFault::Exists;
    if (status >= 500)
        return OsiaFault::Busy;
    if (status >= 400 || (status >= 300 && status < 400))
        return OsiaFault::Refused;
    if (status != 0)
        return OsiaFault::None;
    switch (reply.error()) {
    case QNetworkReply::SslHandshakeFailedError:
        return OsiaFault::TlsRefused;
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError: // the transfer timeout; our own aborts drop the callback
        return OsiaFault::Timeout;
    default:
        return OsiaFault::NoConnection;
    }
}

OsiaAnswer osiaAnswerOf(QNetworkReply &reply, qint64 sent, bool fresh)
{
    OsiaAnswer result;
    result.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    // A connection lost in the middle of an answer has a status, but is no answer.
    if (reply.error() != QNetworkReply::NoError && reply.error() < QNetworkReply::ContentAccessDenied)
        result.status = 0;
    result.fault = faultOfReply(reply, result.status);
    result.detail = result.status != 0 ? u"HTTP %1"_s.arg(result.status) : reply.errorString();
    const QByteArray body = reply.read(mostOsiaBytes);
    result.carried = bytesOnLine(sent + body.size(), fresh);
    if (!body.isEmpty())
        result.json = QJsonDocument::fromJson(body);
    const bool isJson = reply.header(QNetworkRequest::ContentTypeHeader).toString().contains("json"_L1);
    if (result.ok() && !body.isEmpty() && result.json.isNull() && isJson)
        result.fault = OsiaFault::BadAnswer;
    return result;
}

bool hasAnyScope(const SecretBytes &token, const QByteArray &scopes)
{
    for (const QByteArray &scope : scopes.split(' ')) {
        if (mayHaveScope(token, scope))
            return true;
    }
    return false;
}

} // namespace

UploadFault uploadFaultOf(OsiaFault fault)
{
    switch (fault) {
    case OsiaFault::None:
        break;
    case OsiaFault::NoConnection:
        return UploadFault::NoConnection;
    case OsiaFault::Timeout:
        return UploadFault::Timeout;
    case OsiaFault::NoToken:
    case OsiaFault::NoScope:
    case OsiaFault::NotAllowed:
    case OsiaFault::TlsRefused:
        return UploadFault::TlsRefused;
    case OsiaFault::Exists:
        return UploadFault::Conflict;
    case OsiaFault::Busy:
        return UploadFault::Busy;
    case OsiaFault::NotFound:
    case OsiaFault::Refused:
        return UploadFault::RefusedByCentral;
    case OsiaFault::BadAnswer:
        return UploadFault::NotCentral;
    }
    return UploadFault::None;
}

UploadFault lineFaultOf(const OsiaAnswer &answer)
{
    const bool heard
        = answer.answered() && answer.fault != OsiaFault::NotAllowed && answer.fault != OsiaFault::Busy;
    return heard ? UploadFault::None : uploadFaultOf(answer.fault);
}

QString osiaSegment(const QString &text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); }

OsiaClient::OsiaClient(OsiaSite site, std::chrono::milliseconds patience, QObject *parent)
    : QObject(parent)
    , m_site(std::move(site))
    , m_patience(patience)
    , m_network(this)
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

OsiaClient::~OsiaClient() { abortAll(); }

void OsiaClient::abortAll()
{
    ++m_aborted;
    const QList<QNetworkReply *> running = std::exchange(m_running, {});
    for (QNetworkReply *reply : running)
        reply->abort();
}

void OsiaClient::answer(OsiaFault fault, const QString &detail, Callback done)
{
    OsiaAnswer answer;
    answer.fault = fault;
    answer.detail = detail;
    QMetaObject::invokeMethod(
        this,
        [this, answer, before = m_aborted, done = std::move(done)] {
            if (before == m_aborted)
                done(answer);
        },
        Qt::QueuedConnection);
}

void OsiaClient::call(const Call &call, Callback done)
{
    const auto token = readToken(m_site.tokenFile);
    if (!token)
        return answer(OsiaFault::NoToken, u"no token"_s, std::move(done));
    if (!hasAnyScope(*token, call.scope))
        return answer(OsiaFault::NoScope, QString::fromLatin1(call.scope), std::move(done));
    QUrl url = call.server;
    url.setPath(url.path(QUrl::FullyEncoded) + call.path, QUrl::TolerantMode);
    url.setQuery(call.query);
    QNetworkRequest request(url);
    if (!m_site.trustPem.isEmpty()) {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setProtocol(QSsl::TlsV1_2OrLater);
        tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
        tls.setCaCertificates(QSslCertificate::fromData(m_site.trustPem));
        request.setSslConfiguration(tls);
    }
    request.setTransferTimeout(static_cast<int>(m_patience.count()));
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    const auto bytes = token->bytes();
    request.setRawHeader(
        "Authorization",
        "Bearer "
            + QByteArray(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())));
    request.setRawHeader("Accept", "application/json");
    if (!call.contentType.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, call.contentType);
    for (const auto &[name, value] : call.headers)
        request.setRawHeader(name, value);
    QNetworkReply *reply = m_network.sendCustomRequest(request, call.verb, call.body);
    m_running.append(reply);
    QElapsedTimer timer;
    timer.start();
    const auto fresh = std::make_shared<bool>(false);
    connect(reply, &QNetworkReply::encrypted, this, [fresh] { *fresh = true; });
    connect(reply, &QNetworkReply::finished, this,
            [this, reply, timer, fresh, sent = call.body.size(), done = std::move(done)] {
                reply->deleteLater();
                if (!m_running.removeOne(reply))
                    return;
                OsiaAnswer result = osiaAnswerOf(*reply, sent, *fresh);
                result.took = std::chrono::milliseconds(timer.elapsed());
                Q_EMIT contact(result);
                done(result);
            });
}

void OsiaClient::probe(Callback done)
{
    read(QUuid().toString(QUuid::WithoutBraces), QUuid::createUuid().toString(QUuid::WithoutBraces),
         std::move(done));
}

void OsiaClient::create(const QString &id, const QJsonObject &enrollment, const QString &transaction,
                        Callback done)
{
    call({"POST",
          m_site.enrollment,
          u"/v1/enrollments/"_s + osiaSegment(id),
          "enroll.write",
          {{u"transactionId"_s, transaction}},
          "application/json",
          QJsonDocument(enrollment).toJson(QJsonDocument::Compact)},
         std::move(done));
}

void OsiaClient::read(const QString &id, const QString &transaction, Callback done)
{
    call({"GET",
          m_site.enrollment,
          u"/v1/enrollments/"_s + osiaSegment(id),
          "enroll.read",
          {{u"transactionId"_s, transaction}}},
         std::move(done));
}

void OsiaClient::patch(const QString &id, const QJsonObject &changes, const QString &transaction,
                       Callback done)
{
    call({"PATCH",
          m_site.enrollment,
          u"/v1/enrollments/"_s + osiaSegment(id),
          "enroll.write",
          {{u"transactionId"_s, transaction}},
          "application/json",
          QJsonDocument(changes).toJson(QJsonDocument::Compact)},
         std::move(done));
}

void OsiaClient::createBuffer(const QString &id, const QByteArray &mimeType, const QByteArray &bytes,
                              const QString &transaction, Callback done)
{
    const QByteArray digest = cms::sha256(bytes).toBase64();
    call({"POST",
          m_site.enrollment,
          u"/v1/enrollments/%1/buffer"_s.arg(osiaSegment(id)),
          "enroll.buf.write",
          {{u"transactionId"_s, transaction}},
          mimeType,
          bytes,
          {{"Digest", "SHA-256=" + digest}}},
         std::move(done));
}

void OsiaClient::finalize(const QString &id, const QString &transaction, Callback done)
{
    call({"PUT",
          m_site.enrollment,
          u"/v1/enrollments/%1/finalize"_s.arg(osiaSegment(id)),
          "enroll.write",
          {{u"transactionId"_s, transaction}}},
         std::move(done));
}

QString OsiaClient::bufferAddress(const QString &id, const QString &bufferId) const
{
    return m_site.enrollment.toString(QUrl::StripTrailingSlash)
        + u"/v1/enrollments/%1/buffer/%2"_s.arg(osiaSegment(id), osiaSegment(bufferId));
}

} // namespace indraj
