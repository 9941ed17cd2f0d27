#include "sync/centralclient.h"

#include "sync/announcement.h"
#include "sync/cms.h"

#include <QElapsedTimer>
#include <QSslCertificate>
#include <QSslError>
#include <QSslKey>

#include <algorithm>

namespace indraj {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr auto longestAnswer = QNetworkRequest::User; // how much of the answer is read
constexpr qint64 oneHandshake = 6 << 10; // with both certificate chains

QByteArray metadata(const UploadRecord &record)
{
    return "packetid " + record.packet.toString().toLatin1().toBase64() + ",sequence "
        + QByteArray::number(record.sequence).toBase64() + ",kind " + enrolmentKind.toByteArray().toBase64()
        + ",sha256 " + record.sha256.toBase64();
}

UploadFault faultOfStatus(int status)
{
    if (status >= 200 && status < 300)
        return UploadFault::None;
    if (status == 409)
        return UploadFault::Conflict;
    return status == 429 || status >= 500 ? UploadFault::Busy : UploadFault::RefusedByCentral;
}

UploadFault faultOfError(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::SslHandshakeFailedError:
    // TLS 1.3 reports a refused client certificate by an alert after the handshake, when Qt takes the
    // connection for established; it has no better word for that than "unknown".
    case QNetworkReply::UnknownNetworkError:
        return UploadFault::TlsRefused;
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError: // the transfer timeout; our own aborts drop the callback
        return UploadFault::Timeout;
    default:
        return UploadFault::NoConnection;
    }
}

/// Whether what answered the handshake is another server than ours. A certificate that is only out of its
/// time may well be ours: the clock of a station is often wrong.
bool isStranger(const QList<QSslError> &errors)
{
    return std::any_of(errors.cbegin(), errors.cend(), [](const QSslError &error) {
        switch (error.error()) {
        case QSslError::SelfSignedCertificate:
        case QSslError::SelfSignedCertificateInChain:
        case QSslError::UnableToGetIssuerCertificate:
        case QSslError::UnableToGetLocalIssuerCertificate:
        case QSslError::UnableToVerifyFirstCertificate:
        case QSslError::CertificateUntrusted:
        case QSslError::HostNameMismatch:
        case QSslError::NoPeerCertificate:
            return true;
        default:
            return false;
        }
    });
}

/// A sign-in page of the network that speaks plain HTTP where TLS was expected, in OpenSSL's words.
bool spokeNoTls(const QString &errorText) { return errorText.contains(u"wrong version number"_s); }

/// An HTTP answer that central did not write: each of its own carries a request id. A gateway before it may
/// say that it is away, which is no stranger's answer.
UploadFault faultWithoutRequestId(int status)
{
    return status == 502 || status == 503 || status == 504 ? UploadFault::Busy : UploadFault::NotCentral;
}

std::chrono::milliseconds retryAfterOf(const QNetworkReply &reply)
{
    const QByteArray raw = reply.rawHeader("Retry-After").trimmed();
    bool isNumber = false;
    const qint64 seconds = raw.toLongLong(&isNumber);
    if (isNumber)
        return std::chrono::seconds(std::clamp<qint64>(seconds, 0, 3600));
    const QDateTime date = QDateTime::fromString(QString::fromLatin1(raw), Qt::RFC2822Date);
    if (!date.isValid())
        return std::chrono::milliseconds(-1);
    const qint64 left = QDateTime::currentDateTimeUtc().msecsTo(date);
    return std::chrono::milliseconds(std::clamp<qint64>(left, 0, 3600 * 1000));
}

/// Of "max-append-size=1048576, max-age=60".
qint64 chunkLimitOf(const QByteArray &header)
{
    for (const QByteArray &member : header.split(',')) {
        const QByteArray word = member.trimmed();
        if (!word.startsWith("max-append-size="))
            continue;
        bool isNumber = false;
        const qint64 limit = word.mid(word.indexOf('=') + 1).toLongLong(&isNumber);
        return isNumber ? limit : -1;
    }
    return -1;
}

CentralAnswer answerOf(QNetworkReply &reply, const QList<QSslError> &tlsErrors)
{
    CentralAnswer answer;
    answer.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    // A connection lost in the middle of an answer has a status, but is no answer.
    const bool broken
        = reply.error() != QNetworkReply::NoError && reply.error() < QNetworkReply::ContentAccessDenied;
    if (broken)
        answer.status = 0;
    answer.fault = answer.status != 0 ? faultOfStatus(answer.status) : faultOfError(reply.error());
    answer.requestId = QString::fromLatin1(reply.rawHeader("X-Request-Id").left(64));
    if (answer.answered() && answer.requestId.isEmpty())
        answer.fault = faultWithoutRequestId(answer.status);
    else if (answer.fault == UploadFault::TlsRefused
             && (isStranger(tlsErrors) || spokeNoTls(reply.errorString())))
        answer.fault = UploadFault::NotCentral;
    if (answer.fault != UploadFault::None)
        answer.detail = answer.status != 0 ? u"HTTP %1"_s.arg(answer.status) : reply.errorString();
    if (answer.fault == UploadFault::NotCentral)
        answer.status = 0;
    answer.body = reply.read(
        reply.request().attribute(longestAnswer, QVariant::fromValue(largestAnswer)).toLongLong());
    answer.retryAfter = retryAfterOf(reply);
    bool isNumber = false;
    const qint64 offset = reply.rawHeader("Upload-Offset").toLongLong(&isNumber);
    answer.offset = isNumber ? offset : -1;
    answer.chunkLimit = chunkLimitOf(reply.rawHeader("Upload-Limit"));
    return answer;
}

} // namespace

qint64 bytesOnLine(qint64 bodies, bool handshake)
{
    return aroundOneCall + bodies + bodies / 16 + (handshake ? oneHandshake : 0);
}

tl::expected<std::unique_ptr<CentralClient>, QString> CentralClient::open(const EngineOptions &options,
                                                                          const StationIdentity &station)
{
    const QList<QSslCertificate> chain = QSslCertificate::fromData(station.certificatePem);
    const auto keyBytes = station.privateKeyPem.bytes();
    const QSslKey key(QByteArray::fromRawData(reinterpret_cast<const char *>(keyBytes.data()),
                                              static_cast<qsizetype>(keyBytes.size())),
                      QSsl::Ec);
    const QList<QSslCertificate> trust = QSslCertificate::fromData(options.trustPem);
    if (chain.isEmpty() || key.isNull() || trust.isEmpty())
        return tl::unexpected(u"station certificate, key or trust anchor cannot be read"_s);
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_3OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    tls.setCaCertificates(trust); // and no other: not the system's
    tls.setLocalCertificateChain(chain);
    tls.setPrivateKey(key);
    return std::unique_ptr<CentralClient>(new CentralClient(options, tls));
}

CentralClient::CentralClient(const EngineOptions &options, const QSslConfiguration &tls)
    : m_central(options.central)
    , m_tls(tls)
    , m_timeout(options.answerTimeout)
    , m_chunk(options.chunkTarget)
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_network.setParent(this);
}

QNetworkRequest CentralClient::request(const QString &path) const
{
    QUrl url = m_central;
    url.setPath(path);
    QNetworkRequest request(url);
    request.setSslConfiguration(m_tls);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setRawHeader("Tus-Resumable", "1.0.0");
    request.setTransferTimeout(static_cast<int>(m_timeout.count()));
    return request;
}

void CentralClient::run(const QByteArray &verb, const QNetworkRequest &request, const QByteArray &body,
                        Callback done)
{
    QElapsedTimer timer;
    timer.start();
    // Sent as a custom verb, Qt would wait for the body that a HEAD answer's Content-Length only speaks of.
    QNetworkReply *reply
        = verb == "HEAD" ? m_network.head(request) : m_network.sendCustomRequest(request, verb, body);
    m_running.append(reply);
    const auto tlsErrors = std::make_shared<QList<QSslError>>();
    const auto fresh = std::make_shared<bool>(false);
    connect(reply, &QNetworkReply::encrypted, this, [fresh] { *fresh = true; });
    connect(reply, &QNetworkReply::sslErrors, this,
            [tlsErrors](const QList<QSslError> &errors) { *tlsErrors = errors; });
    connect(reply, &QNetworkReply::finished, this,
            [this, reply, timer, tlsErrors, fresh, sent = body.size(), done = std::move(done)] {
                reply->deleteLater();
                if (!m_running.removeOne(reply))
                    return;
                CentralAnswer answer = answerOf(*reply, *tlsErrors);
                answer.carried = bytesOnLine(sent + answer.body.size(), *fresh);
                answer.took = std::chrono::milliseconds(timer.elapsed());
                Q_EMIT contact(answer);
                done(answer);
            });
}

void CentralClient::abortAll()
{
    const QList<QNetworkReply *> running = std::exchange(m_running, {});
    for (QNetworkReply *reply : running)
        reply->abort();
}

void CentralClient::probe(Callback done) { run("GET", request(u"/readyz"_s), {}, std::move(done)); }

void CentralClient::announce(const QByteArray &signedList, Callback done)
{
    QNetworkRequest post = request(u"/v1/manifest"_s);
    post.setHeader(QNetworkRequest::ContentTypeHeader, u"application/pkcs7-mime"_s);
    run("POST", post, signedList, std::move(done));
}

void CentralClient::carryFor(const QString &station) { m_packets = u"/v1/carried/%1/packets"_s.arg(station); }

void CentralClient::showDisk(const QByteArray &signedList, Callback done)
{
    QNetworkRequest post = request(u"/v1/carried"_s);
    post.setHeader(QNetworkRequest::ContentTypeHeader, u"application/pkcs7-mime"_s);
    post.setAttribute(longestAnswer, largestImportReceipt);
    run("POST", post, signedList, std::move(done));
}

void CentralClient::reconcile(const QByteArray &statement, Callback done)
{
    QNetworkRequest post = request(u"/v1/reconcile"_s);
    post.setHeader(QNetworkRequest::ContentTypeHeader, u"application/pkcs7-mime"_s);
    run("POST", post, statement, std::move(done));
}

void CentralClient::create(const UploadRecord &record, const QByteArray &first, Callback done)
{
    QNetworkRequest post = request(m_packets);
    // Qt invents a content type (and warns) for a POST that has none.
    post.setHeader(QNetworkRequest::ContentTypeHeader, u"application/offset+octet-stream"_s);
    post.setRawHeader("Upload-Length", QByteArray::number(record.size));
    post.setRawHeader("Upload-Metadata", metadata(record));
    if (first.isEmpty())
        return run("POST", post, {}, std::move(done));
    sendBytes("POST", post, first, std::move(done));
}

void CentralClient::head(PacketId packet, Callback done)
{
    run("HEAD", request(m_packets + u'/' + packet.toString()), {}, std::move(done));
}

void CentralClient::patch(PacketId packet, qint64 offset, const QByteArray &bytes, Callback done)
{
    QNetworkRequest patch = request(m_packets + u'/' + packet.toString());
    patch.setHeader(QNetworkRequest::ContentTypeHeader, u"application/offset+octet-stream"_s);
    patch.setRawHeader("Upload-Offset", QByteArray::number(offset));
    sendBytes("PATCH", patch, bytes, std::move(done));
}

void CentralClient::sendBytes(const QByteArray &verb, QNetworkRequest request, const QByteArray &bytes,
                              Callback done)
{
    request.setRawHeader("Upload-Checksum", "sha256 " + cms::sha256(bytes).toBase64());
    run(verb, request, bytes,
        [this, sent = bytes.size(), done = std::move(done)](const CentralAnswer &answer) {
            if (answer.ok()) {
                m_chunk.centralTakes(answer.chunkLimit);
                m_chunk.committed(sent, answer.took);
            } else if (!answer.answered())
                m_chunk.broke();
            done(answer);
        });
}

void CentralClient::receipt(PacketId packet, Callback done)
{
    run("GET", request(m_packets + u'/' + packet.toString() + u"/receipt"_s), {}, std::move(done));
}

void CentralClient::news(qint64 reference, qint64 staff, qint64 decisions, Callback done)
{
    run("GET", request(u"/v1/news/%1/%2/%3"_s.arg(reference).arg(staff).arg(decisions)), {}, std::move(done));
}

void CentralClient::set(const QString &channel, Callback done)
{
    run("GET", request(u"/v1/sets/"_s + channel), {}, std::move(done));
}

void CentralClient::item(const QByteArray &sha256, qint64 offset, Callback done)
{
    const QString place = u"/v1/items/%1/%2"_s.arg(QString::fromLatin1(sha256.toHex())).arg(offset);
    run("GET", request(place), {}, std::move(done));
}

void CentralClient::decisions(qint64 after, Callback done)
{
    run("GET", request(u"/v1/decisions/%1"_s.arg(after)), {}, std::move(done));
}

} // namespace indraj
