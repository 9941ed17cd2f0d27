#include "tests/sync/osiaserver.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QTcpSocket>
#include <QUrl>

#include <optional>

namespace indraj::testing {

using namespace Qt::Literals::StringLiterals;

namespace {

const QSet<QString> enrollmentMembers{u"enrollmentType"_s, u"enrollmentFlags"_s,
                                      u"requestData"_s,    u"contextualData"_s,
                                      u"biographicData"_s, u"biometricData"_s,
                                      u"documentData"_s,   u"encryption"_s,
                                      u"integrity"_s}; // enrollmentId and status are read-only

QByteArray kindOf(const QByteArray &verb, const QStringList &path)
{
    if (path.size() == 1)
        return verb == "POST" ? "create" : verb == "GET" ? "read" : verb == "PATCH" ? "patch" : "";
    if (path.size() == 2 && path[1] == "buffer"_L1 && verb == "POST")
        return "buffer";
    return path.size() == 2 && path[1] == "finalize"_L1 && verb == "PUT" ? "finalize" : "";
}

QByteArray scopeOf(const QByteArray &kind)
{
    return kind == "read" ? "enroll.read" : kind == "buffer" ? "enroll.buf.write" : "enroll.write";
}

QByteArray base64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

bool hasScope(const QByteArray &authorization, const QByteArray &scope)
{
    const QList<QByteArray> parts = authorization.mid(7).split('.');
    if (!authorization.startsWith("Bearer ") || parts.size() != 3)
        return false;
    const QByteArray claims = QByteArray::fromBase64(parts[1], QByteArray::Base64UrlEncoding);
    return QJsonDocument::fromJson(claims)
        .object()
        .value("scope"_L1)
        .toString()
        .split(u' ')
        .contains(QString::fromLatin1(scope));
}

} // namespace

QByteArray osiaToken(const QByteArray &scopes)
{
    return base64Url(R"({"alg":"ES256","typ":"JWT"})") + '.' + base64Url(R"({"scope":")" + scopes + R"("})")
        + '.' + base64Url("unsigned");
}

OsiaServer::OsiaServer(quint16 port) { listen(QHostAddress::LocalHost, port); }

void OsiaServer::loseAnswers(const QByteArray &kind, int times) { m_toLose[kind] = times; }

bool OsiaServer::loses(const QByteArray &kind)
{
    if (m_toLose.value(kind) <= 0)
        return false;
    --m_toLose[kind];
    return true;
}

std::optional<OsiaServer::Request> OsiaServer::parse(QByteArray *bytes)
{
    const qsizetype end = bytes->indexOf("\r\n\r\n");
    if (end < 0)
        return std::nullopt;
    Request request;
    const QList<QByteArray> lines = bytes->left(end).split('\n');
    for (const QByteArray &line : lines.mid(1))
        request.headers[line.left(line.indexOf(':')).trimmed().toLower()]
            = line.mid(line.indexOf(':') + 1).trimmed();
    const qsizetype length = request.headers.value("content-length").toLongLong();
    if (bytes->size() < end + 4 + length)
        return std::nullopt;
    const QList<QByteArray> first = lines.constFirst().split(' ');
    const QUrl url = QUrl::fromEncoded(first.value(1));
    request.verb = first.value(0);
    request.path = url.path(QUrl::FullyEncoded).split(u'/', Qt::SkipEmptyParts).mid(2);
    request.query = QUrlQuery(url);
    request.body = bytes->mid(end + 4, length);
    if (!url.path().startsWith("/v1/enrollments/"_L1))
        request.path.clear();
    bytes->remove(0, end + 4 + length);
    return request;
}

void OsiaServer::incomingConnection(qintptr descriptor)
{
    auto *socket = new QTcpSocket(this);
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    connect(socket, &QTcpSocket::readyRead, socket, [this, socket, bytes = QByteArray()]() mutable {
        bytes += socket->readAll();
        while (const auto request = parse(&bytes)) {
            const Reply reply = answer(*request);
            if (loses(kindOf(request->verb, request->path)))
                return socket->abort();
            QByteArray text = "HTTP/1.1 " + QByteArray::number(reply.status) + " OK\r\n";
            if (!reply.body.isEmpty())
                text += "Content-Type: " + reply.type + "\r\n";
            if (reply.status != 204)
                text += "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n";
            socket->write(text + "\r\n" + reply.body);
        }
    });
    socket->setSocketDescriptor(descriptor);
}

OsiaServer::Reply OsiaServer::refuse(int status, const QString &why)
{
    refusals.append(u"%1: %2"_s.arg(status).arg(why));
    const QByteArray error
        = QJsonDocument(QJsonObject{{u"code"_s, status}, {u"message"_s, why}}).toJson(QJsonDocument::Compact);
    return {status, status == 400 || status == 500 ? error : QByteArray()};
}

QString OsiaServer::faultOfForm(const Request &request, const QByteArray &kind) const
{
    if (request.query.queryItemValue(u"transactionId"_s).isEmpty())
        return u"no transactionId"_s;
    const QByteArray type = request.headers.value("content-type");
    if (kind == "buffer")
        return type.startsWith("image/") || type.startsWith("application/") ? QString()
                                                                            : u"type of the buffer"_s;
    if (kind != "create" && kind != "patch")
        return request.body.isEmpty() ? QString() : u"a body"_s;
    const QJsonDocument json = QJsonDocument::fromJson(request.body);
    if (type != "application/json" || !json.isObject())
        return u"no JSON object"_s;
    for (const QString &key : json.object().keys()) {
        if (!enrollmentMembers.contains(key))
            return u"member "_s + key;
    }
    return {};
}

OsiaServer::Reply OsiaServer::answer(const Request &request)
{
    const QByteArray kind = kindOf(request.verb, request.path);
    kinds.append(QString::fromLatin1(kind));
    if (m_always != 0)
        return {m_always};
    if (kind.isEmpty())
        return refuse(404, u"no such call"_s);
    if (!hasScope(request.headers.value("authorization"), scopeOf(kind)))
        return refuse(403, u"scope of "_s + QString::fromLatin1(kind));
    if (const QString fault = faultOfForm(request, kind); !fault.isEmpty())
        return refuse(400, fault);
    transactions.insert(request.query.queryItemValue(u"transactionId"_s));
    if (kind == "buffer")
        return buffer(request);
    const QString id = request.path.constFirst();
    if (kind == "read") {
        if (!enrollments.contains(id))
            return {404};
        return {200, QJsonDocument(enrollments.value(id)).toJson(QJsonDocument::Compact)};
    }
    return put(request, kind);
}

OsiaServer::Reply OsiaServer::put(const Request &request, const QByteArray &kind)
{
    const QString id = request.path.constFirst();
    if (kind == "create") {
        if (enrollments.contains(id))
            return {409};
        QJsonObject made = QJsonDocument::fromJson(request.body).object();
        made["enrollmentId"_L1] = id;
        made["status"_L1]
            = request.query.queryItemValue(u"finalize"_s) == "true"_L1 ? u"FINALIZED"_s : u"IN_PROGRESS"_s;
        enrollments[id] = made;
        return {204};
    }
    if (!enrollments.contains(id))
        return {404};
    QJsonObject &kept = enrollments[id];
    if (kept.value("status"_L1) == "FINALIZED"_L1)
        return refuse(403, u"it is finalized"_s);
    if (kind == "finalize") {
        kept["status"_L1] = u"FINALIZED"_s;
        return {204};
    }
    const QJsonObject changes = QJsonDocument::fromJson(request.body).object();
    for (auto change = changes.begin(); change != changes.end(); ++change)
        kept[change.key()] = change.value(); // RFC 7396, of members that are no objects
    return {204};
}

OsiaServer::Reply OsiaServer::buffer(const Request &request)
{
    const QByteArray digest
        = "SHA-256=" + QCryptographicHash::hash(request.body, QCryptographicHash::Sha256).toBase64();
    if (request.headers.value("digest") != digest)
        return refuse(400, u"the digest does not fit %1 bytes"_s.arg(request.body.size()));
    if (!enrollments.contains(request.path.constFirst()))
        return {404};
    const QString id = u"b%1"_s.arg(++m_nextBuffer);
    buffers[request.path.constFirst() + u"/buffer/"_s + id] = request.body;
    return {201, QJsonDocument(QJsonObject{{u"bufferId"_s, id}}).toJson(QJsonDocument::Compact)};
}

} // namespace indraj::testing
