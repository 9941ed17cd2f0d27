#include "packetbench.h"
#include "sync/osiaenrollment.h"
#include "tests/support/places.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <malloc.h>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

namespace {

/// Of this process, in KiB: `key` is a line of /proc/self/status.
qint64 memory(const QByteArray &key)
{
    const QList<QByteArray> lines = fileBytes(u"/proc/self/status"_s).split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(key + ':'))
            return line.mid(key.size() + 1).simplified().split(' ').constFirst().toLongLong();
    }
    return -1;
}

} // namespace

class TestPacket : public QObject, private PacketBench {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { make(); }
    void opensWithEveryFactInIt();
    void sealingNeedsLittleMemory();
    void portraitTellsHowItCameAbout();
    void opensWithOpensslAlone();
    void escrowOpensItToo();
    void saysWhyNobodySigned();
    void carriesThePhotoOfTheHands();
    void carriesTheRecordOfThePortrait();
    void carriesIrisesAndTheirRecords();
    void everyMemberIsKnownToOsia();
};

void TestPacket::opensWithEveryFactInIt()
{
    const SealInput input = sampleInput(7);
    const auto opened = openPacket(sealed(input), keys(m_pki, m_pki));
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
    const PacketManifest &manifest = opened->manifest;
    QCOMPARE(manifest.station, u"TRN-01"_s);
    QCOMPARE(manifest.sequence, 7);
    QVERIFY(manifest.packet == input.packet);
    QVERIFY(manifest.enrolment == input.enrolment.id);
    QCOMPARE(manifest.capturedBy, u"op-1"_s);
    QCOMPARE(manifest.approvedBy, u"su-1"_s);
    QCOMPARE(manifest.approvedAt, input.approvedAt);
    QCOMPARE(manifest.auditHead, input.auditHead);
    QCOMPARE(manifest.auditSequence, 47);
    QCOMPARE(manifest.tpmSealed, std::optional(false));
    SealInput underTpm = input;
    underTpm.tpmSealed = true;
    QCOMPARE(openPacket(sealed(underTpm), keys(m_pki, m_pki))->manifest.tpmSealed, std::optional(true));
    QCOMPARE(opened->samples.size(), 9);
    QCOMPARE(opened->samples.at(0).name, QByteArray("face.jp2"));
    QCOMPARE(opened->samples.at(1).name, QByteArray("finger-right-thumb.jp2"));
    for (int i = 0; i < 9; ++i)
        QCOMPARE(opened->samples.at(i).bytes, input.samples.at(i).bytes);

    QCOMPARE(opened->enrollment["biographicData"_L1]["name.ur"_L1].toString(), u"نمونہ شخص"_s);
    const QJsonArray biometrics = opened->enrollment["biometricData"_L1].toArray();
    QCOMPARE(biometrics.size(), 11);
    QCOMPARE(biometrics.at(0)["imageRef"_L1].toString(), opened->references.at(0));
    QCOMPARE(biometrics.at(1)["biometricSubType"_L1].toString(), u"RIGHT_THUMB"_s);
    QCOMPARE(biometrics.at(1)["quality"_L1].toInt(), 71);
    QCOMPARE(biometrics.at(9)["missing"_L1][0]["presence"_L1].toString(), u"AMPUTATED"_s);
    QCOMPARE(biometrics.at(10)["missing"_L1][0]["biometricSubType"_L1].toString(), u"LEFT_LITTLE"_s);
    QCOMPARE(biometrics.at(10)["missing"_L1][0]["presence"_L1].toString(), u"DAMAGED"_s);
}

/// 5 MB of content, which are there already: what is added at the highest, the packet included.
void TestPacket::sealingNeedsLittleMemory()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("a sanitizer keeps what is freed");
#else
    const SealInput input = sampleInput(1, 5000000 / 9);
    QVERIFY(!sealed(sampleInput(2)).isEmpty()); // OpenSSL is loaded
    ::malloc_trim(0);
    QFile reset(u"/proc/self/clear_refs"_s);
    if (!reset.open(QIODevice::WriteOnly | QIODevice::Unbuffered) || reset.write("5") != 1)
        QSKIP("the kernel does not set the highest value back");
    const qint64 before = memory("VmRSS");
    const QByteArray packet = sealed(input);
    const qint64 added = memory("VmHWM") - before;
    QVERIFY(packet.size() > 5000000);
    qInfo("sealing %lld bytes took %lld KiB", qlonglong(packet.size()), added);
    QVERIFY2(before > 0 && added < (16 << 10), qPrintable(QString::number(added)));
#endif
}

void TestPacket::portraitTellsHowItCameAbout()
{
    SealInput input = sampleInput(3);
    SampleInfo &portrait = input.enrolment.samples.first();
    CaptureAttempt refused{1, {40, u"test-algorithm-1"_s}, u"captured"_s, portrait.capturedAt.addSecs(-4)};
    refused.profile = u"adult"_s;
    refused.veto = Veto::Rejected;
    refused.vetoReason = u"expression"_s;
    CaptureAttempt own{2, portrait.quality, u"captured"_s, portrait.capturedAt};
    own.profile = u"adult"_s;
    own.criteria = {{u"yaw"_s, -1.5, 98, -90, 90, -7.0, 7.0, u"require"_s, u"good"_s},
                    {u"eyesOpen"_s, {}, 255, 0, 1, 0.025, {}, u"require"_s, u"notAssessed"_s, u"noFace"_s}};
    own.outcome = u"adjusted"_s;
    own.crop = CropAdjustment{-12, 30, 0.931, -4.5};
    own.cutFrom = refused.at;
    portrait.attempts = {refused, own};
    portrait.accept(Veto::AcceptedWithout, u"room-light"_s, {});
    Sample face = input.samples.first();
    face.info = {};
    face.info.id = SampleId::create();
    face.info.kind = SampleKind::FaceAtSignOff;
    face.info.mimeType = u"image/jp2"_s;
    FaceComparison compared{u"portrait"_s, portrait.id, Likeness::LookClosely};
    compared.distance = 0.5;
    face.info.comparisons = {compared};
    face.bytes = QByteArray("who signed off");
    Sample tries;
    tries.info.id = SampleId::create();
    tries.info.kind = SampleKind::PortraitTries;
    tries.info.attempts = {{3, {55, u"test-algorithm-1"_s}, u"manual"_s, portrait.capturedAt.addSecs(9)}};
    tries.bytes = QByteArray("no picture, tried after the portrait");
    input.samples.first().info = portrait;
    for (const Sample &stays : {face, tries}) {
        input.enrolment.samples.append(stays.info);
        input.samples.append(stays);
    }

    const auto opened = openPacket(sealed(input), keys(m_pki, m_pki));
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
    QCOMPARE(opened->samples.size(), 9); // the face at sign-off stays at the station
    for (const PacketPart &part : opened->samples)
        QVERIFY(part.bytes != face.bytes && part.bytes != tries.bytes);
    const QJsonArray biometrics = opened->enrollment["biometricData"_L1].toArray();
    QCOMPARE(biometrics.size(), 11);
    for (const auto &entry : biometrics)
        QCOMPARE(entry["metadata"_L1].isString(), entry["biometricType"_L1].toString() == "FACE"_L1);
    const QJsonObject metadata
        = QJsonDocument::fromJson(biometrics[0]["metadata"_L1].toString().toUtf8()).object();
    QCOMPARE(metadata["format"_L1].toString(), u"indraj-portrait-metadata-1"_s);
    QCOMPARE(metadata["veto"_L1].toString(), u"accepted-without"_s);
    QCOMPARE(metadata["reason"_L1].toString(), u"room-light"_s);
    const QJsonArray attempts = metadata["attempts"_L1].toArray();
    QCOMPARE(attempts.size(), 3);
    QCOMPARE(attempts[2]["outcome"_L1].toString(), u"manual"_s); // tried later, the portrait stayed
    QVERIFY(!attempts[2]["selected"_L1].toBool());
    QCOMPARE(attempts[0]["vetoReason"_L1].toString(), u"expression"_s);
    QVERIFY(!attempts[0]["selected"_L1].toBool() && attempts[1]["selected"_L1].toBool());
    QVERIFY(!attempts[0].toObject().contains("crop"_L1));
    QCOMPARE(attempts[1]["outcome"_L1].toString(), u"adjusted"_s);
    QCOMPARE(attempts[1]["crop"_L1].toObject(),
             QJsonObject({{u"right"_s, -12}, {u"down"_s, 30}, {u"size"_s, 0.931}, {u"degrees"_s, -4.5}}));
    QCOMPARE(attempts[1]["cutFrom"_L1], attempts[0]["at"_L1]);
    const auto yaw = attempts[1]["criteria"_L1][0];
    QCOMPARE(yaw["value"_L1].toDouble(), -1.5);
    QCOMPARE(yaw["tmin"_L1].toDouble(), -7.0);
    QCOMPARE(yaw["max"_L1].toDouble(), 90.0);
    QVERIFY(!yaw.toObject().contains("reason"_L1));
    QVERIFY(attempts[1]["criteria"_L1][1]["value"_L1].isNull());
    QCOMPARE(attempts[1]["criteria"_L1][1]["reason"_L1].toString(), u"noFace"_s);
    QCOMPARE(metadata["comparisons"_L1][0]["likeness"_L1].toString(), u"look-closely"_s);
    QCOMPARE(metadata["comparisons"_L1][0]["distance"_L1].toDouble(), 0.5);
}

void TestPacket::opensWithOpensslAlone()
{
    QTemporaryDir dir;
    const SealInput input = sampleInput(1);
    QFile file(dir.filePath(u"p.cms"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(sealed(input));
    file.close();
    QVERIFY(runProgram(u"openssl"_s,
                       {u"cms"_s, u"-decrypt"_s, u"-binary"_s, u"-inform"_s, u"DER"_s, u"-in"_s,
                        file.fileName(), u"-recip"_s, m_pki.path(u"recipient.crt"_s), u"-inkey"_s,
                        m_pki.path(u"recipient.key"_s), u"-out"_s, dir.filePath(u"p.signed"_s)}));
    const auto content = runProgram(u"openssl"_s,
                                    {u"cms"_s, u"-verify"_s, u"-binary"_s, u"-inform"_s, u"DER"_s, u"-in"_s,
                                     dir.filePath(u"p.signed"_s), u"-CAfile"_s, m_pki.path(u"root.crt"_s),
                                     u"-purpose"_s, u"any"_s});
    QVERIFY(content);
    const auto parts = readContainer(*content);
    QVERIFY(parts);
    QCOMPARE(parts->at(2).bytes, input.samples.at(0).bytes);
}

void TestPacket::escrowOpensItToo()
{
    SealContext both = m_context;
    both.recipientsPem.append(m_other.pem(u"recipient.crt"_s));
    const auto packet = sealPacket(sampleInput(1), *m_station, both);
    QVERIFY(packet);
    QVERIFY(openPacket(*packet, keys(m_pki, m_pki)));
    QVERIFY(openPacket(*packet, keys(m_other, m_pki)));
}

/// Against the published file: members and enumerations of the schemas used here.
void TestPacket::saysWhyNobodySigned()
{
    SealInput input = sampleInput(8);
    input.enrolment.notSigned = NotSigned{u"hand-unable"_s, {}, u"op-1"_s, input.enrolment.createdAt};
    const auto opened = openPacket(sealed(input), keys(m_pki, m_pki));
    QVERIFY(opened);
    const QJsonObject last = opened->enrollment["biometricData"_L1].toArray().last().toObject();
    QCOMPARE(last["biometricType"_L1].toString(), u"SIGNATURE"_s);
    QCOMPARE(last["comment"_L1].toString(), u"not signed: hand-unable"_s);
    QVERIFY(!last.contains("imageRef"_L1));
}

void TestPacket::carriesThePhotoOfTheHands()
{
    SealInput input = sampleInput(9);
    Sample photo = input.samples.first();
    photo.info.id = SampleId::create();
    photo.info.kind = SampleKind::ExceptionPhoto;
    photo.info.mimeType = u"image/jpeg"_s;
    input.samples.append(photo);
    input.enrolment.samples.append(photo.info);
    const auto opened = openPacket(sealed(input), keys(m_pki, m_pki));
    QVERIFY(opened);
    QCOMPARE(opened->samples.last().name, QByteArray("exception-photo.jpg"));
    const QJsonObject document = opened->enrollment["documentData"_L1].toArray().last().toObject();
    QCOMPARE(document["documentTypeOther"_L1].toString(), u"exception photo"_s);
    QCOMPARE(document["parts"_L1][0]["dataRef"_L1].toString(), sampleRef(photo.info.id));
}

void TestPacket::carriesTheRecordOfThePortrait()
{
    SealInput input = sampleInput(10);
    for (const auto &[kind, mime] : {std::pair{SampleKind::PortraitRecord, QString(faceRecordType)},
                                     std::pair{SampleKind::CardPortrait, u"image/jp2"_s}}) {
        Sample more = input.samples.first();
        more.info.id = SampleId::create();
        more.info.kind = kind;
        more.info.mimeType = mime;
        input.samples.append(more);
        input.enrolment.samples.append(more.info);
    }
    const auto opened = openPacket(sealed(input), keys(m_pki, m_pki));
    QVERIFY(opened);
    const qsizetype parts = opened->samples.size();
    QCOMPARE(opened->samples.at(parts - 2).name, QByteArray("face-record.fac"));
    QCOMPARE(opened->samples.at(parts - 1).name, QByteArray("face-card.jp2"));
    const QJsonArray biometrics = opened->enrollment["biometricData"_L1].toArray();
    const auto faces = std::count_if(biometrics.cbegin(), biometrics.cend(), [](const QJsonValue &each) {
        return each["biometricType"_L1] == "FACE"_L1;
    });
    QCOMPARE(faces, 1); // the record is the same capture, not another one
    QCOMPARE(biometrics.first()["templateFormat"_L1].toString(), u"ISO_19794_5_2011"_s);
    QCOMPARE(biometrics.first()["templateRef"_L1].toString(),
             sampleRef(input.enrolment.portraitRecord()->id));
    const QJsonObject card = opened->enrollment["documentData"_L1].toArray().last().toObject();
    QCOMPARE(card["documentTypeOther"_L1].toString(), u"card portrait"_s);
}

void TestPacket::carriesIrisesAndTheirRecords()
{
    SealInput input = sampleInput(11);
    for (const auto &[kind, mime] : {std::pair{SampleKind::Iris, u"image/jp2"_s},
                                     std::pair{SampleKind::IrisRecord, QString(irisRecordType)}}) {
        Sample one = input.samples.first();
        one.info.id = SampleId::create();
        one.info.kind = kind;
        one.info.eye = EyePosition::Left;
        one.info.mimeType = mime;
        input.samples.append(one);
        input.enrolment.samples.append(one.info);
    }
    input.enrolment.eyeExceptions
        = {{EyePosition::Right, ExceptionKind::Bandaged, {}, u"op-1"_s, input.enrolment.createdAt}};
    const auto opened = openPacket(sealed(input), keys(m_pki, m_pki));
    QVERIFY(opened);
    const qsizetype parts = opened->samples.size();
    QCOMPARE(opened->samples.at(parts - 2).name, QByteArray("iris-left.jp2"));
    QCOMPARE(opened->samples.at(parts - 1).name, QByteArray("iris-left-record.iir"));
    QList<QJsonObject> irises;
    const QJsonArray all = opened->enrollment["biometricData"_L1].toArray();
    for (const auto &value : all) {
        if (value["biometricType"_L1] == "IRIS"_L1)
            irises.append(value.toObject());
    }
    QCOMPARE(irises.size(), 2); // the record is the same capture, not another one
    QCOMPARE(irises[0]["biometricSubType"_L1].toString(), u"EYE_LEFT"_s);
    QCOMPARE(irises[0]["quality"_L1].toInt(), 71);
    QCOMPARE(irises[0]["imageRef"_L1].toString(), sampleRef(input.enrolment.iris(EyePosition::Left)->id));
    QCOMPARE(irises[0]["templateFormat"_L1].toString(), u"ISO_19794_6_2011"_s);
    QCOMPARE(irises[0]["templateRef"_L1].toString(),
             sampleRef(input.enrolment.irisRecord(EyePosition::Left)->id));
    QCOMPARE(irises[1]["biometricSubType"_L1].toString(), u"EYE_RIGHT"_s);
    QCOMPARE(irises[1]["missing"_L1][0]["presence"_L1].toString(), u"BANDAGED"_s);
    QVERIFY(!irises[1].contains("imageRef"_L1));
}

void TestPacket::everyMemberIsKnownToOsia()
{
    QString yaml = QString::fromUtf8(fileBytes(indraj::test::sharedPath("/osia/enrollment.yaml")));
    if (yaml.isEmpty())
        QSKIP("the OSIA files are absent: members not compared");
    yaml.remove(u'\r').remove(0, yaml.indexOf(u"\n  schemas:\n"_s));
    const auto schema = [&yaml](const QString &name) {
        const QRegularExpression block(u"^    %1:\\n((?:      .*\\n|\\s*\\n)+)"_s.arg(name),
                                       QRegularExpression::MultilineOption);
        return block.match(yaml).captured(1);
    };
    const auto members = [&schema](const QString &name) {
        QSet<QString> keys;
        auto found = QRegularExpression(u"^        (\\w+):"_s, QRegularExpression::MultilineOption)
                         .globalMatch(schema(name));
        while (found.hasNext())
            keys.insert(found.next().captured(1));
        return keys;
    };
    const auto opened = openPacket(sealed(sampleInput(1)), keys(m_pki, m_pki));
    QVERIFY(opened);
    const QSet<QString> known = members(u"Enrollment"_s);
    QVERIFY(known.contains(u"biometricData"_s));
    for (const QString &key : opened->enrollment.keys())
        QVERIFY2(known.contains(key), qPrintable(key));
    const QSet<QString> biometricKeys = members(u"BiometricData"_s);
    const QString subTypes = schema(u"BiometricSubType"_s);
    const QString compressions = schema(u"CompressionType"_s);
    const QString impressions = schema(u"ImpressionType"_s);
    const QJsonArray biometrics = opened->enrollment["biometricData"_L1].toArray();
    for (const auto &value : biometrics) {
        for (const QString &key : value.toObject().keys())
            QVERIFY2(biometricKeys.contains(key), qPrintable(key));
        QVERIFY(subTypes.contains(u"- "_s + value["biometricSubType"_L1].toString() + u'\n'));
        if (value["imageRef"_L1].isString()) {
            QVERIFY(compressions.contains(value["compression"_L1].toString()));
            if (value["biometricType"_L1] == u"FINGER"_s)
                QVERIFY(impressions.contains(u"- "_s + value["impressionType"_L1].toString() + u'\n'));
        }
    }
}

QTEST_GUILESS_MAIN(TestPacket)
#include "tst_packet.moc"
