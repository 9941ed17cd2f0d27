#include "sync/reconcile/reconciliation.h"

#include "sync/canonicaljson.h"
#include "sync/osiaenrollment.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QSet>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

std::optional<QList<qint64>> numbers(const QJsonValue &value)
{
    if (!value.isArray())
        return std::nullopt;
    QList<qint64> list;
    for (const QJsonValue &item : value.toArray()) {
        const qint64 number = item.toInteger(-1);
        if (number < 1)
            return std::nullopt;
        list.append(number);
    }
    return list;
}

} // namespace

CmsResult<QByteArray> signStatement(const QueueSummary &own, const StationIdentity &station,
                                    const QDateTime &now)
{
    QJsonArray owed;
    for (const qint64 sequence : own.owed)
        owed.append(sequence);
    const QJsonObject audit{{u"sequence"_s, own.auditSequence},
                            {u"head"_s, QString::fromLatin1(own.auditHead.toHex())}};
    const auto json = canonicalJson({{u"statementVersion"_s, 1},
                                     {u"station"_s, station.stationId},
                                     {u"madeAt"_s, wireTime(now)},
                                     {u"lastSequence"_s, own.lastSequence},
                                     {u"owed"_s, owed},
                                     {u"audit"_s, audit}});
    if (!json)
        return tl::unexpected(CmsError{CmsError::Fault::Internal, json.error()});
    return cms::sign(*json, {station.certificatePem, station.privateKeyPem.bytes()});
}

tl::expected<CentralComparison, QString> readComparison(const QByteArray &der, const QByteArray &pinnedPem,
                                                        const QString &station, const QByteArray &statement)
{
    const auto verified = cms::verify(der, pinnedPem, cms::Anchor::Pinned);
    if (!verified)
        return tl::unexpected(verified.error().detail);
    const auto json = parseCanonicalJson(verified->content);
    if (!json)
        return tl::unexpected(json.error());
    const QByteArray digest = QCryptographicHash::hash(statement, QCryptographicHash::Sha256).toHex();
    if (json->value("comparisonVersion"_L1).toInteger() != 1
        || json->value("station"_L1).toString() != station
        || json->value("statementSha256"_L1).toString() != QString::fromLatin1(digest))
        return tl::unexpected(u"an answer to something else"_s);
    const auto missing = numbers(json->value("missing"_L1));
    const auto twice = numbers(json->value("twice"_L1));
    const QJsonValue known = json->value("knownAudit"_L1);
    if (!missing || !twice || !(known.isNull() || known.isObject()))
        return tl::unexpected(u"members"_s);
    CentralComparison central{json->value("audit"_L1).toString(),
                              json->value("here"_L1).toInteger(),
                              *missing,
                              *twice,
                              std::nullopt,
                              {}};
    if (known.isObject()) {
        central.knownSequence = known.toObject().value("sequence"_L1).toInteger();
        central.knownHead = QByteArray::fromHex(known.toObject().value("head"_L1).toString().toLatin1());
    }
    return central;
}

Reconciliation judge(const QueueSummary &own, const CentralComparison &central,
                     const QByteArray &ownHashAtKnown, const QDateTime &now)
{
    Reconciliation result;
    result.at = now;
    result.twice = central.twice;
    const QSet<qint64> owed(own.owed.cbegin(), own.owed.cend());
    for (const qint64 sequence : central.missing) {
        if (!owed.contains(sequence))
            result.lost.append(sequence);
    }
    const bool otherChain
        = central.knownSequence && *central.knownSequence > 0 && ownHashAtKnown != central.knownHead;
    if (otherChain || central.here > own.lastSequence || !central.twice.isEmpty()
        || central.audit == "back"_L1 || central.audit == "fork"_L1)
        result.agreement = Agreement::Fork;
    else
        result.agreement = result.lost.isEmpty() ? Agreement::Agrees : Agreement::Gap;
    return result;
}

} // namespace indraj
