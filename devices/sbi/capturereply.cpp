#include "devices/sbi/capturereply.h"

#include "devices/sbi/sbijson.h"

#include <QCryptographicHash>

namespace indraj::sbi {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype maxRecordBytes = 4 * 1024 * 1024;
constexpr qsizetype hashDigits = 64;

/// One entry of `biometrics`, signed and unpacked.
struct Entry {
    Biometric biometric;
    QByteArray hash; ///< as sent, hexadecimal
    bool training = false;
};

Result<Signer> verifiedSigner(QByteArrayView text, QJsonObject &payload, const Trust &trust,
                              const QDateTime &now)
{
    const auto jws = parseJws(text);
    if (!jws)
        return tl::unexpected(jws.error());
    auto signer = trust.verify(*jws, now);
    if (!signer)
        return tl::unexpected(signer.error());
    const auto document = parseJson(jws->payload, maxJwsBytes);
    if (!document)
        return tl::unexpected(document.error());
    payload = document->object();
    return signer;
}

/// Who made it, for whom, when.
Result<void> checkStatement(const QJsonObject &data, const QString &serial, const Expectation &expected,
                            const QDateTime &now)
{
    if (textOf(data.value("transactionId"_L1)) != expected.transaction)
        return fail(Fault::WrongTransaction);
    const QDateTime time = timeOf(textOf(data.value("timestamp"_L1)));
    if (!time.isValid() || std::abs(time.secsTo(now)) > expected.window.count())
        return fail(Fault::WrongTime, u"off by %1 s"_s.arg(time.isValid() ? time.secsTo(now) : 0));
    const QString code = textOf(data.value("deviceCode"_L1));
    if (serial != expected.serial || (!code.isEmpty() && code != expected.serial))
        return fail(Fault::WrongDevice);
    const QString purpose = textOf(data.value("purpose"_L1));
    const QString environment = textOf(data.value("env"_L1));
    if (purpose.compare("Registration"_L1, Qt::CaseInsensitive) != 0
        || environment.compare(expected.environment, Qt::CaseInsensitive) != 0)
        return fail(Fault::WrongPurpose, purpose.left(20) + u", "_s + environment.left(20));
    if (modalityOf(textOf(data.value("bioType"_L1))) != expected.modality)
        return fail(Fault::WrongPurpose, textOf(data.value("bioType"_L1)).left(20));
    return {};
}

Result<Biometric> biometricOf(const QJsonObject &data, Modality modality)
{
    Biometric found;
    if (modality != Modality::Face)
        found.subtype = textOf(data.value("bioSubType"_L1));
    const auto score = numberOf(data.value("qualityScore"_L1));
    if (!score || *score < 0 || *score > 100)
        return fail(Fault::BadField, u"qualityScore"_s);
    found.score = *score;
    auto record = fromBase64Url(data.value("bioValue"_L1).toString().toLatin1());
    if (!record || record->isEmpty())
        return fail(Fault::BadField, u"bioValue"_s);
    if (record->size() > maxRecordBytes)
        return fail(Fault::TooLarge, u"record of %1 bytes"_s.arg(record->size()));
    found.record = std::move(*record);
    return found;
}

Result<Entry> readEntry(const QJsonObject &object, const Expectation &expected, const Trust &trust,
                        const QDateTime &now)
{
    if (versionOf(textOf(object.value("specVersion"_L1))) != expected.version)
        return fail(Fault::WrongVersion, textOf(object.value("specVersion"_L1)).left(20));
    const QByteArray statement = object.value("data"_L1).toString().toLatin1();
    QJsonObject data, identity;
    const auto signer = verifiedSigner(statement, data, trust, now);
    if (!signer)
        return tl::unexpected(signer.error());
    const auto owner = verifiedSigner(data.value("digitalId"_L1).toString().toLatin1(), identity, trust, now);
    if (!owner)
        return tl::unexpected(owner.error());
    if (const auto fits = checkStatement(data, textOf(identity.value("serialNo"_L1)), expected, now); !fits)
        return tl::unexpected(fits.error());
    auto biometric = biometricOf(data, expected.modality);
    if (!biometric)
        return tl::unexpected(biometric.error());
    Entry entry{std::move(*biometric), object.value("hash"_L1).toString().toLatin1().trimmed(),
                signer->training || owner->training};
    entry.biometric.statement = statement;
    return entry;
}

/// Which were asked for and are not there, which came twice, which were not asked for.
std::optional<Retry> checkSubtypes(const QList<Entry> &entries, const QStringList &expected)
{
    QStringList seen, twice, unexpected;
    for (const Entry &entry : entries) {
        const QString &subtype = entry.biometric.subtype;
        if (!expected.contains(subtype))
            unexpected.append(subtype.left(40));
        else if (seen.contains(subtype))
            twice.append(subtype);
        else
            seen.append(subtype);
    }
    if (!twice.isEmpty())
        return Retry{RetryKind::Twice, twice};
    if (!unexpected.isEmpty())
        return Retry{RetryKind::Unexpected, unexpected};
    QStringList missing;
    for (const QString &subtype : expected) {
        if (!seen.contains(subtype))
            missing.append(subtype);
    }
    if (!missing.isEmpty())
        return Retry{RetryKind::Missing, missing};
    return {};
}

Answer<QJsonArray> entriesOfCapture(QByteArrayView body)
{
    const auto document = parseJson(body, maxCaptureBytes);
    if (!document)
        return tl::unexpected(Refusal(document.error()));
    const QJsonObject whole = document->object();
    const ToldError told = toldError(whole);
    if (const auto refusal = refusalOf(told.code, told.info))
        return tl::unexpected(*refusal);
    const QJsonArray entries = whole.value("biometrics"_L1).toArray();
    if (entries.isEmpty())
        return tl::unexpected(Refusal(Error{Fault::BadField, 0, u"no biometrics"_s}));
    if (entries.size() > maxEntries)
        return tl::unexpected(Refusal(Error{Fault::TooLarge, 0, u"%1 biometrics"_s.arg(entries.size())}));
    for (const QJsonValue &value : entries) {
        const ToldError one = toldError(value.toObject());
        if (const auto refusal = refusalOf(one.code, one.info))
            return tl::unexpected(*refusal);
    }
    return entries;
}

Result<QByteArray> followChain(const QList<Entry> &entries, QByteArray hash)
{
    for (const Entry &entry : entries) {
        hash = nextHash(hash, entry.biometric.record);
        if (entry.hash.size() != hashDigits || entry.hash.toUpper() != hash)
            return fail(Fault::BrokenHashChain, entry.biometric.subtype.left(40));
    }
    return hash;
}

} // namespace

QByteArray nextHash(const QByteArray &previous, const QByteArray &record)
{
    QCryptographicHash link(QCryptographicHash::Sha256);
    link.addData(QByteArray::fromHex(previous));
    link.addData(QCryptographicHash::hash(record, QCryptographicHash::Sha256));
    return link.result().toHex().toUpper();
}

Answer<Captured> checkCapture(QByteArrayView body, const Expectation &expected, const Trust &trust,
                              const QDateTime &now)
{
    const auto refuse = [](const auto &why) { return tl::unexpected(Refusal(why)); };
    const auto objects = entriesOfCapture(body);
    if (!objects)
        return tl::unexpected(objects.error());
    QList<Entry> entries;
    Captured captured;
    for (const QJsonValue &value : *objects) {
        auto entry = readEntry(value.toObject(), expected, trust, now);
        if (!entry)
            return refuse(entry.error());
        captured.training = captured.training || entry->training;
        entries.append(std::move(*entry));
    }
    auto hash = followChain(entries, expected.previousHash);
    if (!hash)
        return refuse(hash.error());
    captured.hash = std::move(*hash);
    // A face has no subtype: it is expected once, under an empty name.
    const QStringList subtypes
        = expected.modality == Modality::Face ? QStringList(QString()) : expected.subtypes;
    if (const auto retry = checkSubtypes(entries, subtypes))
        return refuse(*retry);
    for (const QString &subtype : subtypes) {
        for (Entry &entry : entries) {
            if (entry.biometric.subtype == subtype)
                captured.biometrics.append(std::move(entry.biometric));
        }
    }
    return captured;
}

} // namespace indraj::sbi
