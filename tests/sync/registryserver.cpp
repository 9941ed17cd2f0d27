#include "tests/sync/registryserver.h"

#include <QJsonArray>
#include <QTcpSocket>
#include <QTimer>
#include <QUrlQuery>

namespace indraj::testing {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject chosen(const QJsonObject &person, const QStringList &names)
{
    QJsonObject told;
    for (const QString &name : names)
        told[name] = person.contains(name) ? person.value(name)
                                           : QJsonObject{{u"code"_s, 1023}, {u"message"_s, u"unknown"_s}};
    return told;
}

qsizetype lengthIn(const QByteArray &request)
{
    const qsizetype at = request.toLower().indexOf("\r\ncontent-length:");
    return at < 0 ? 0 : request.mid(at + 17, request.indexOf('\r', at + 2) - at - 17).trimmed().toLongLong();
}

} // namespace

void RegistryServer::incomingConnection(qintptr descriptor)
{
    auto *socket = new QTcpSocket(this);
    connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
        ++lost;
        socket->deleteLater();
    });
    connect(socket, &QTcpSocket::readyRead, this, [this, socket, bytes = QByteArray()]() mutable {
        bytes += socket->readAll();
        for (qsizetype end = bytes.indexOf("\r\n\r\n"); end >= 0; end = bytes.indexOf("\r\n\r\n")) {
            const QByteArray request = bytes.left(end);
            const qsizetype length = lengthIn(request);
            if (bytes.size() < end + 4 + length)
                return; // the rest of its body is on the way
            if (length > 0)
                bodies.append(bytes.mid(end + 4, length));
            bytes.remove(0, end + 4 + length);
            answer(socket, request);
        }
    });
    socket->setSocketDescriptor(descriptor);
}

void RegistryServer::answer(QTcpSocket *socket, const QByteArray &request)
{
    const QList<QByteArray> first = request.left(request.indexOf('\r')).split(' ');
    requests.append(QString::fromLatin1(first.value(0) + ' ' + first.value(1)));
    if (silent)
        return;
    if (dribbles) {
        socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n");
        auto *drip = new QTimer(socket);
        connect(drip, &QTimer::timeout, socket, [socket] { socket->write(" "); });
        drip->start(20);
        return;
    }
    auto [code, json] = found(QUrl::fromEncoded(first.value(1)));
    if (!request.toLower().contains("authorization: bearer "))
        code = 401;
    if (status != 0)
        code = status;
    if (code != 200)
        json.clear();
    else if (!body.isEmpty())
        json = body;
    socket->write("HTTP/1.1 " + QByteArray::number(code)
                  + (json.isEmpty() ? " -\r\nContent-Length: "
                                    : " OK\r\nContent-Type: application/json\r\nContent-Length: ")
                  + QByteArray::number(json.size()) + "\r\n\r\n" + json);
}

std::pair<int, QByteArray> RegistryServer::found(const QUrl &url) const
{
    const QUrlQuery query(url);
    const auto decoded = [&](const QString &name) {
        QStringList values;
        for (const QString &value : query.allQueryItemValues(name, QUrl::FullyEncoded))
            values.append(QUrl::fromPercentEncoding(value.toLatin1().replace('+', ' ')));
        return values;
    };
    if (url.path().startsWith(u"/v1/verify/"_s) || url.path().startsWith(u"/v1/identify/"_s))
        return {200, body};
    const QString prefix = u"/v1/persons"_s;
    if (url.path() == prefix) {
        QJsonArray all;
        for (const QJsonObject &person : persons) {
            bool fits = true;
            for (const auto &[name, value] : query.queryItems())
                if (name != "names"_L1 && name != "limit"_L1 && name != "offset"_L1)
                    fits = fits && decoded(name) == QStringList{person.value(name).toString()};
            if (fits && all.size() < query.queryItemValue(u"limit"_s).toInt())
                all.append(chosen(person, decoded(u"names"_s)));
        }
        return {all.isEmpty() ? 404 : 200, QJsonDocument(all).toJson(QJsonDocument::Compact)};
    }
    const QString number = url.path().mid(prefix.size() + 1);
    if (!persons.contains(number))
        return {404, {}};
    return {200,
            QJsonDocument(chosen(persons.value(number), decoded(u"attributeNames"_s)))
                .toJson(QJsonDocument::Compact)};
}

} // namespace indraj::testing
