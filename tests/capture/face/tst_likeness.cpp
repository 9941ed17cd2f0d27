// The same person? From the camera at sign-off to what is kept of the comparison, with the real nets.
#include "capture/face/facecapturesession.h"
#include "capture/face/likeness/likenesssession.h"
#include "capture/face/rules/comparisonrules.h"
#include "tests/support/places.h"

#include <QDir>
#include <QFile>
#include <QPainter>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

namespace {

const QString modelFolder = indraj::test::cachePath("/models");
const QString faces = indraj::test::sharedPath("/faces/");
// Two people; of the husband a second picture, made from the first as another light would.
const QString wife = faces + u"pif_07_neutral_warm.jpg"_s;
const QString husband = faces + u"pif_09_neutral_plain_best.jpg"_s;
const QString husbandInTheDark = faces + u"bad_dark.jpg"_s;

PortraitRules rulesOf(const char *file)
{
    return *loadPortraitRules(indraj::test::sourcePath("/resources/thresholds/") + QString::fromLatin1(file));
}

LikenessSetup setupWith(const QString &cohort = {})
{
    return {modelFolder,
            *loadComparisonRules(indraj::test::sourcePath("/resources/thresholds/face-comparison.json")),
            cohort};
}

QByteArray sourceText(const char *file)
{
    QFile text(indraj::test::sourcePath("/resources/thresholds/") + QString::fromLatin1(file));
    return text.open(QIODevice::ReadOnly) ? text.readAll() : QByteArray();
}

/// What a camera sees of a portrait: 1280 x 720, the picture in the middle.
QString cameraOn(const QString &picture, const QTemporaryDir &folder)
{
    const QImage portrait(picture);
    QImage frame(1280, 720, QImage::Format_RGB32);
    frame.fill(portrait.pixelColor(4, 4));
    QPainter painter(&frame);
    const QImage fitted = portrait.scaled(frame.size(), Qt::KeepAspectRatio, Qt::SmoothTransformation);
    painter.drawImage((frame.width() - fitted.width()) / 2, 0, fitted);
    painter.end();
    const QString file = folder.filePath(u"frame.jpg"_s);
    frame.save(file, "JPEG", 95);
    return u"pipeline:multifilesrc location="_s + file
        + u" loop=true caps=image/jpeg,framerate=15/1 ! jpegdec ! videorate ! videoconvert"_s;
}

} // namespace

class LikenessTest : public QObject {
    Q_OBJECT
private:
    /// What a camera on this person gives at sign-off, and the sample of it.
    static std::optional<FaceCandidate> snapshotOf(const QString &person, Sample *sample = nullptr)
    {
        const QTemporaryDir folder;
        FaceCaptureSession session(
            {*CameraAddress::parse(cameraOn(person, folder)), modelFolder,
             *loadFaceThresholds(indraj::test::sourcePath("/resources/thresholds/face.json")), true,
             rulesOf("portrait.json"), rulesOf("sign-off.json")});
        QSignalSpy taken(&session, &FaceCapture::snapshotTaken);
        QSignalSpy accepted(&session, &FaceCapture::accepted);
        session.startSnapshot();
        if (taken.isEmpty() && !taken.wait(60000))
            return std::nullopt;
        session.stop();
        const auto candidate = taken.first().first().value<FaceCandidate>();
        // It is not the portrait: nothing of it is among its candidates.
        if (!accepted.isEmpty() || !session.candidates().isEmpty())
            return std::nullopt;
        if (sample) {
            const QFuture<Sample> made = session.sampleFrom(candidate);
            if (!QTest::qWaitFor([&made] { return made.isFinished(); }, 30000))
                return std::nullopt;
            *sample = made.result();
        }
        return candidate;
    }

private Q_SLOTS:
    void rulesAreReadStrictly()
    {
        const QByteArray sound = sourceText("face-comparison.json");
        const auto rules = parseComparisonRules(sound);
        QVERIFY(rules.has_value());
        // The numbers in the code are those of the file.
        const ComparisonRules built;
        QCOMPARE(rules->agreesTo, built.agreesTo);
        QCOMPARE(rules->differsFrom, built.differsFrom);
        QCOMPARE(rules->nearest, built.nearest);
        QCOMPARE(rules->normalisedAgreesTo, built.normalisedAgreesTo);
        QCOMPARE(rules->normalisedDiffersFrom, built.normalisedDiffersFrom);
        QCOMPARE(rules->leastEyeDistance, built.leastEyeDistance);
        const auto faultWith = [&](const QByteArray &old, const QByteArray &fresh) {
            QByteArray changed = sound;
            changed.replace(old, fresh);
            const auto read = parseComparisonRules(changed);
            return changed == sound || read ? std::optional<ThresholdFault>() : read.error().fault;
        };
        QCOMPARE(faultWith("rules-1", "rules-2"), ThresholdFault::Malformed);
        QCOMPARE(faultWith("\"nearest\": 3", "\"nearest\": 0"), ThresholdFault::BadValue);
        QCOMPARE(faultWith("\"agreesTo\": 0.45", "\"agreesTo\": 0.65"), ThresholdFault::BadValue);
        QCOMPARE(faultWith("mostTurned", "mostTurnedAway"), ThresholdFault::MissingKey);
        QCOMPARE(faultWith("\"nearest\": 3,", "\"nearest\": 3, \"extra\": 1,"), ThresholdFault::UnknownKey);
        QCOMPARE(parseComparisonRules("{").error().fault, ThresholdFault::Malformed);
    }
    void signOffRulesAskLess()
    {
        const PortraitRules rules = rulesOf("sign-off.json");
        QCOMPARE(rules.profiles.size(), std::size_t(1));
        int required = 0;
        for (const PortraitRule &rule : rules.profiles.front().rules) {
            QVERIFY(rule.level != RuleLevel::Warn);
            required += rule.level == RuleLevel::Require ? 1 : 0;
        }
        QVERIFY(required >= 5 && required <= 12);
    }
    void withoutAModelItIsNotOffered()
    {
        LikenessSetup nowhere = setupWith();
        nowhere.modelFolder = u"/nowhere"_s;
        QCOMPARE(likenessOffer(nowhere).offer, LikenessCheck::Offer::NoModel);
        LikenessSession session(nowhere);
        QCOMPARE(session.offer(), LikenessCheck::Offer::Unknown);
        QSignalSpy offered(&session, &LikenessCheck::offerChanged);
        QVERIFY(offered.wait(20000));
        QCOMPARE(session.offer(), LikenessCheck::Offer::NoModel);
        QSignalSpy failed(&session, &LikenessCheck::failed);
        session.compare(QImage(32, 32, QImage::Format_RGB32), {});
        QVERIFY(failed.wait(20000));
    }
    void anUnusableCohortSwitchesItOff()
    {
        if (likenessOffer(setupWith()).offer != LikenessCheck::Offer::Offered)
            QSKIP("the comparison model has not been made: packaging/get-face-models.sh");
        QCOMPARE(likenessOffer(setupWith()).cohortFaces, 0);
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"cohort.txt"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        std::vector<FaceEmbedding> strangers(leastCohortFaces);
        for (std::size_t k = 0; k < strangers.size(); ++k)
            strangers[k].values[k] = 1;
        file.write(cohortText(QString(64, u'0'), strangers)); // of another model
        file.close();
        QCOMPARE(likenessOffer(setupWith(file.fileName())).offer, LikenessCheck::Offer::CohortUnusable);
        QCOMPARE(likenessOffer(setupWith(folder.filePath(u"none.txt"_s))).offer,
                 LikenessCheck::Offer::CohortUnusable);
        QVERIFY(!compareLikeness(setupWith(file.fileName()), QImage(64, 64, QImage::Format_RGB32), {}));
    }
    void husbandOnTheWifesRecordIsCaught()
    {
        if (!QFile::exists(wife) || likenessOffer(setupWith()).offer != LikenessCheck::Offer::Offered)
            QSKIP("the reference pictures or the comparison model are not here");
        Sample sample;
        const auto now = snapshotOf(husband, &sample);
        QVERIFY(now.has_value());
        QVERIFY(!now->refused());
        QCOMPARE(sample.info.kind, SampleKind::FaceAtSignOff);
        QCOMPARE(sample.info.attempts.size(), 1);
        QCOMPARE(sample.info.attempts.first().profile, u"signOff"_s);
        QVERIFY(!sample.bytes.isEmpty());

        // On the wife's record, and at a renewal also against the card from before, which is his.
        const SampleId portrait = SampleId::create();
        LikenessSession check(setupWith());
        QSignalSpy compared(&check, &LikenessCheck::compared);
        check.compare(
            now->crop,
            {{u"portrait"_s, portrait, QImage(wife)}, {u"earlier-portrait"_s, {}, QImage(husbandInTheDark)}});
        QVERIFY(compared.wait(60000));
        const auto results = compared.first().first().value<QList<FaceComparison>>();
        QCOMPARE(results.size(), 2);
        QCOMPARE(results[0].reference, u"portrait"_s);
        QCOMPARE(results[0].referenceId, portrait);
        QCOMPARE(results[0].likeness, Likeness::Differs);
        QVERIFY2(*results[0].distance > 0.6, qPrintable(QString::number(*results[0].distance)));
        QCOMPARE(results[0].modelDigest.size(), 64);
        QCOMPARE(results[0].cohortFaces, 0);
        QCOMPARE(results[1].reference, u"earlier-portrait"_s);
        QVERIFY(results[1].referenceId.isNull());
        QCOMPARE(results[1].likeness, Likeness::Agrees);
        QCOMPARE(gravestOf(results), Likeness::Differs);
    }
    void whoCannotBeComparedIsSaid()
    {
        if (!QFile::exists(wife) || likenessOffer(setupWith()).offer != LikenessCheck::Offer::Offered)
            QSKIP("the reference pictures or the comparison model are not here");
        const QImage nobody(400, 400, QImage::Format_RGB32);
        const auto results = compareLikeness(
            setupWith(), QImage(wife),
            {{u"portrait"_s, {}, QImage(faces + u"bad_blur_g4.jpg"_s)}, {u"portrait"_s, {}, QImage(wife)}});
        QVERIFY(results.has_value());
        QCOMPARE(results->at(0).likeness, Likeness::NotCompared);
        QVERIFY(results->at(0).reasonIsReference);
        QCOMPARE(results->at(0).reason, u"blurred"_s);
        QVERIFY(!results->at(0).distance);
        QCOMPARE(results->at(1).likeness, Likeness::Agrees); // one bad reference spoils no other
        const auto none = compareLikeness(setupWith(), nobody, {{u"portrait"_s, {}, QImage(wife)}});
        QVERIFY(none.has_value());
        QCOMPARE(none->first().reason, u"noFace"_s);
        QVERIFY(!none->first().reasonIsReference);
    }
    void nobodyAtSignOffIsNoPicture()
    {
        if (!QFile::exists(modelFolder + u"/manifest.json"_s))
            QSKIP("the face models have not been made");
        auto thresholds = *loadFaceThresholds(indraj::test::sourcePath("/resources/thresholds/face.json"));
        thresholds.timeOut = std::chrono::milliseconds(1200);
        FaceCaptureSession session(
            {*CameraAddress::parse(
                 u"pipeline:videotestsrc is-live=true ! video/x-raw,width=320,height=240,framerate=15/1"_s),
             modelFolder, thresholds, true, rulesOf("portrait.json"), rulesOf("sign-off.json")});
        QSignalSpy missed(&session, &FaceCapture::snapshotMissed);
        QSignalSpy taken(&session, &FaceCapture::snapshotTaken);
        QSignalSpy timedOut(&session, &FaceCapture::timedOut);
        session.startSnapshot();
        QVERIFY(missed.wait(30000));
        QVERIFY(taken.isEmpty());
        QVERIFY(timedOut.isEmpty()); // that is a word about the portrait
    }
};

QTEST_MAIN(LikenessTest)
#include "tst_likeness.moc"
