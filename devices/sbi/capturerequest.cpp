#include "devices/sbi/capturerequest.h"

#include "devices/sbi/sbijson.h"

#include <QCryptographicHash>
#include <QUuid>

namespace indraj::sbi {

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray compactJson(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString deviceKey(Version version) { return version == Version::V10 ? u"serialNo"_s : u"deviceId"_s; }

QString deviceValue(const Device &device)
{
    return device.version == Version::V10 ? device.serial : device.deviceId;
}

} // namespace

QByteArray firstHash()
{
    return QCryptographicHash::hash(QByteArray(), QCryptographicHash::Sha256).toHex().toUpper();
}

QString newTransaction() { return QUuid::createUuid().toString(QUuid::WithoutBraces); }

Expectation expectationOf(const Device &device, const CapturePlan &plan, const QString &environment,
                          const QByteArray &previousHash)
{
    Expectation expected;
    expected.version = device.version;
    expected.modality = device.modality;
    expected.environment = environment;
    expected.serial = device.serial;
    expected.transaction = newTransaction();
    expected.subtypes = plan.subtypes;
    expected.previousHash = previousHash;
    return expected;
}

QByteArray captureBody(const Device &device, const CapturePlan &plan, const Expectation &expected,
                       const QDateTime &now)
{
    QJsonObject bio{
        {u"type"_s, modalityText(device.modality)},
        {u"count"_s, QString::number(std::max<qsizetype>(1, plan.subtypes.size()))},
        {u"exception"_s, QJsonArray::fromStringList(plan.exceptions)},
        {u"requestedScore"_s, QString::number(plan.requestedScore)},
        {deviceKey(device.version), deviceValue(device)},
        {u"deviceSubId"_s, QString::number(device.subIdFor(plan.left, plan.right))},
        {u"previousHash"_s, QString::fromLatin1(expected.previousHash)},
    };
    bio.insert(u"bioSubType"_s,
               plan.subtypes.isEmpty() ? QJsonValue() : QJsonArray::fromStringList(plan.subtypes));
    return compactJson({
        {u"env"_s, expected.environment},
        {u"purpose"_s, u"Registration"_s},
        {u"specVersion"_s, versionText(device.version)},
        {u"timeout"_s, QString::number(plan.timeout.count())},
        {u"captureTime"_s, timeText(now)},
        {u"transactionId"_s, expected.transaction},
        {u"bio"_s, QJsonArray{bio}},
        {u"customOpts"_s, QJsonValue()},
    });
}

QByteArray discoveryBody(Version version)
{
    QJsonObject body{{u"type"_s, u"Biometric Device"_s}};
    if (version == Version::V10)
        body.insert(u"specVersion"_s, versionText(version));
    return compactJson(body);
}

QByteArray streamBody(const Device &device, int subId, std::chrono::milliseconds timeout)
{
    QJsonObject body{
        {deviceKey(device.version), deviceValue(device)},
        {u"deviceSubId"_s, QString::number(subId)},
        {u"timeout"_s, QString::number(timeout.count())},
    };
    if (device.version == Version::V10) {
        body.insert(u"type"_s, modalityText(device.modality));
        body.insert(u"specVersion"_s, versionText(device.version));
    }
    return compactJson(body);
}

QByteArray infoBody(Version version)
{
    return version == Version::V10 ? discoveryBody(version) : QByteArray();
}

QByteArray discoveryVerb(Version version) { return version == Version::V10 ? "SBIDISC" : "MOSIPDISC"; }

QByteArray infoVerb(Version version) { return version == Version::V10 ? "SBIINFO" : "MOSIPDINFO"; }

} // namespace indraj::sbi
