#include "devices/simulator/sbi/simulatedcapture.h"

#include "devices/sbi/capturereply.h"
#include "devices/sbi/sbijson.h"
#include "devices/simulator/sbi/simulatedrecords.h"

#include <QCryptographicHash>

namespace indraj::sbi {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What came off the device, before it is signed.
struct Drawn {
    QString subtype;
    QByteArray record;
    int score = 0;
};

QJsonValue numberForm(int value, const Switches &switches)
{
    return switches.text("form"_L1) == "numbers"_L1 ? QJsonValue(value) : QJsonValue(QString::number(value));
}

int toldScore(int score, const Switches &switches)
{
    return switches.number("score"_L1) >= 0 ? switches.number("score"_L1) : score;
}

/// The first try of a placement in training has one poor finger, another one for each hand.
QHash<FingerPosition, TouchKind> mannersOf(const QList<FingerPosition> &fingers, const CaptureTask &task,
                                           const Switches &switches)
{
    if (!isPoorTouch(task, switches) || fingers.isEmpty())
        return {};
    const bool dry = task.touchSeed % 2 == 0;
    return {
        {fingers.at(int(task.touchSeed % quint64(fingers.size()))), dry ? TouchKind::Dry : TouchKind::Light}};
}

QList<Drawn> drawFingers(const CaptureTask &task, const QStringList &subtypes, const Switches &switches,
                         TrainingPerson &person)
{
    QList<FingerPosition> fingers;
    for (const QString &subtype : subtypes) {
        if (const auto finger = fingerOf(subtype); finger && !fingers.contains(*finger))
            fingers.append(*finger);
    }
    SimulatedSlap pressed = person.press(fingers, task.touchSeed, mannersOf(fingers, task, switches));
    if (switches.text("sameSkin"_L1) == "yes"_L1 && pressed.fingers.size() > 1)
        pressed.fingers[1].image = pressed.fingers.first().image;
    QList<Drawn> drawn;
    for (const SimulatedFinger &finger : pressed.fingers) {
        SimulatedFinger told = finger;
        told.score = toldScore(finger.score, switches);
        drawn.append({fingerSubtype(finger.finger), fingerRecordOf(told), told.score});
    }
    return drawn;
}

QList<Drawn> drawEyes(const CaptureTask &task, const QStringList &subtypes, const Switches &switches,
                      const TrainingPerson &person)
{
    QList<Drawn> drawn;
    const bool poor = isPoorTouch(task, switches);
    for (const QString &subtype : subtypes) {
        const auto named = eyeOf(subtype);
        if (!named)
            continue;
        EyePosition shown = *named;
        if (switches.text("swapped"_L1) == "yes"_L1)
            shown = shown == EyePosition::Right ? EyePosition::Left : EyePosition::Right;
        if (switches.text("sameSkin"_L1) == "yes"_L1 && !drawn.isEmpty())
            shown = eyeOf(drawn.first().subtype).value_or(shown);
        const int score = toldScore(scoreOfLook(poor, task.touchSeed), switches);
        const SyntheticEye seen = person.look(shown, task.touchSeed + quint64(drawn.size()), poor);
        drawn.append({subtype, irisRecordOf(seen, *named, score), score});
    }
    return drawn;
}

/// In the order that was asked for, with what the switches add and take away.
QList<Drawn> drawAll(const CaptureTask &task, const Switches &switches, TrainingPerson &person,
                     const QImage &photograph)
{
    if (task.device.modality == Modality::Face) {
        const int score = toldScore(scoreOfLook(isPoorTouch(task, switches), task.touchSeed), switches);
        QList<Drawn> drawn{{QString(), faceRecordOf(photograph, score), score}};
        if (!switches.list("twice"_L1).isEmpty())
            drawn.append(drawn.first());
        return drawn;
    }
    QStringList subtypes;
    for (const QString &subtype : task.subtypes + switches.list("extra"_L1)) {
        if (!switches.list("missing"_L1).contains(subtype))
            subtypes.append(subtype);
    }
    const QList<Drawn> drawn = task.device.modality == Modality::Finger
        ? drawFingers(task, subtypes, switches, person)
        : drawEyes(task, subtypes, switches, person);
    QList<Drawn> ordered;
    for (const QString &subtype : subtypes) {
        for (const Drawn &one : drawn) {
            if (one.subtype == subtype)
                ordered += QList<Drawn>(switches.list("twice"_L1).contains(subtype) ? 2 : 1, one);
        }
    }
    return ordered;
}

void spoilRecords(QList<Drawn> &drawn, const Switches &switches)
{
    for (Drawn &one : drawn) {
        if (switches.text("size"_L1) == "record"_L1)
            one.record = QByteArray(5 * 1024 * 1024, 'A');
        else if (switches.text("size"_L1) == "picture"_L1 && fingerOf(one.subtype))
            one.record = monstrousFingerRecord(*fingerOf(one.subtype));
        else if (switches.text("size"_L1) == "picture"_L1 && eyeOf(one.subtype))
            one.record = monstrousIrisRecord(*eyeOf(one.subtype));
        if (switches.text("record"_L1) == "damaged"_L1)
            one.record = one.record.first(one.record.size() / 2);
    }
    if (switches.text("record"_L1) == "otherFinger"_L1 && drawn.size() > 1)
        std::swap(drawn[0].record, drawn[1].record);
}

const StatementSigner &signerOf(const SimulatorKeys &keys, const Switches &switches,
                                const StatementSigner &usual)
{
    const QString chain = switches.text("chain"_L1);
    return chain == "stranger"_L1 ? keys.stranger : chain == "expired"_L1 ? keys.expired : usual;
}

QByteArray signedText(const QJsonObject &payload, const SimulatorKeys &keys, const Switches &switches,
                      const StatementSigner &usual)
{
    if (switches.text("chain"_L1) == "unsigned"_L1)
        return toBase64Url(QJsonDocument(payload).toJson(QJsonDocument::Compact));
    QByteArray text = signerOf(keys, switches, usual).sign(payload);
    if (switches.text("signature"_L1) == "broken"_L1)
        text[text.size() - 8] = text.at(text.size() - 8) == 'A' ? 'B' : 'A';
    return text;
}

QJsonObject dataOf(const CaptureTask &task, const Drawn &drawn, const SimulatorKeys &keys,
                   const Switches &switches)
{
    const QDateTime clock = QDateTime::currentDateTimeUtc().addSecs(switches.number("clock"_L1));
    QJsonObject data{
        {u"digitalId"_s, QString::fromLatin1(digitalIdOf(task.device, keys, switches))},
        {u"deviceServiceVersion"_s, u"0.9.5"_s},
        {u"bioType"_s, modalityText(task.device.modality)},
        {u"purpose"_s, switches.text("purpose"_L1) == "auth"_L1 ? u"Auth"_s : u"Registration"_s},
        {u"env"_s, switches.text("purpose"_L1) == "env"_L1 ? u"Staging"_s : task.environment},
        {u"bioValue"_s, QString::fromLatin1(toBase64Url(drawn.record))},
        {u"transactionId"_s,
         switches.text("transaction"_L1) == "other"_L1 ? u"another-one"_s : task.transaction},
        {u"timestamp"_s, timeText(clock)},
        {u"requestedScore"_s, numberForm(task.requestedScore, switches)},
        {u"qualityScore"_s, numberForm(drawn.score, switches)},
    };
    if (task.device.version == Version::V095)
        data.insert(u"deviceCode"_s, task.device.serial);
    if (!drawn.subtype.isEmpty())
        data.insert(u"bioSubType"_s, drawn.subtype);
    return data;
}

/// The link of the chain; two wrong ones on request.
QByteArray linkOf(const QByteArray &previous, const QByteArray &record, const Switches &switches)
{
    const QString kind = switches.text("hash"_L1);
    if (kind == "broken"_L1)
        return nextHash(previous, record + 'x');
    if (kind == "text"_L1) {
        const QByteArray inner
            = QCryptographicHash::hash(record, QCryptographicHash::Sha256).toHex().toUpper();
        return QCryptographicHash::hash(previous + inner, QCryptographicHash::Sha256).toHex().toUpper();
    }
    return nextHash(previous, record);
}

} // namespace

Result<SimulatorKeys> SimulatorKeys::load(const QString &folder)
{
    const auto file = [&folder](const char *name) { return folder + u'/' + QLatin1StringView(name); };
    auto device = StatementSigner::load(file("device.crt"), file("device.key"));
    auto module = StatementSigner::load(file("ftm.crt"), file("ftm.key"));
    auto stranger = StatementSigner::load(file("stranger.crt"), file("stranger.key"));
    auto expired = StatementSigner::load(file("expired.crt"), file("device.key"));
    for (const auto *one : {&device, &module, &stranger, &expired}) {
        if (!*one)
            return tl::unexpected(one->error());
    }
    return SimulatorKeys{*device, *module, *stranger, *expired};
}

QByteArray digitalIdOf(const SimulatedDevice &device, const SimulatorKeys &keys, const Switches &switches)
{
    const QJsonObject id{
        {u"serialNo"_s, switches.text("serial"_L1) == "other"_L1 ? u"SOMEBODY-ELSE"_s : device.serial},
        {u"make"_s, u"Indraj"_s},
        {u"model"_s, u"Simulator"_s},
        {u"type"_s, modalityText(device.modality)},
        {u"deviceSubType"_s, device.subType},
        {u"deviceProvider"_s, u"Indraj TRAINING"_s},
        {u"deviceProviderId"_s, u"INDRAJ-TRAINING"_s},
        {u"dateTime"_s, timeText(QDateTime::currentDateTimeUtc())},
    };
    return signedText(id, keys, switches, keys.module);
}

bool isPoorTouch(const CaptureTask &task, const Switches &switches)
{
    return task.first && switches.text("manner"_L1) == "training"_L1;
}

QByteArray captureAnswer(const CaptureTask &task, const Switches &switches, const SimulatorKeys &keys,
                         TrainingPerson &person, const QImage &photograph)
{
    QList<Drawn> drawn = drawAll(task, switches, person, photograph);
    spoilRecords(drawn, switches);
    QJsonArray entries;
    QByteArray hash = task.previousHash;
    for (const Drawn &one : drawn) {
        hash = linkOf(hash, one.record, switches);
        QJsonObject entry{
            {u"specVersion"_s,
             switches.text("version"_L1) == "other"_L1 ? u"0.9.2"_s : versionText(task.device.version)},
            {u"data"_s,
             QString::fromLatin1(signedText(dataOf(task, one, keys, switches), keys, switches, keys.device))},
            {u"hash"_s, QString::fromLatin1(hash)},
            {u"error"_s,
             QJsonObject{{u"errorCode"_s, numberForm(0, switches)}, {u"errorInfo"_s, u"Success"_s}}},
        };
        if (task.device.version == Version::V10)
            entry.insert(u"additionalInfo"_s, QJsonObject());
        entries.append(entry);
    }
    while (switches.text("size"_L1) == "entries"_L1 && !entries.isEmpty() && entries.size() < 200)
        entries.append(entries.first());
    return QJsonDocument(QJsonObject{{u"biometrics"_s, entries}}).toJson(QJsonDocument::Compact);
}

} // namespace indraj::sbi
