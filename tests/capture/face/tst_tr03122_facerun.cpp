// Tests of BSI TR-03122 part 3 for the course of a capture and its log, each by its id, on scripts of our
// own. Those on pictures are in tst_tr03122_face.cpp; docs/face-quality.md lists all.
#include "biometrics/face/record/facerecord.h"
#include "capture/face/capturelog.h"
#include "capture/face/facejudge.h"
#include "capture/face/guidance.h"
#include "capture/face/portraitsample.h"
#include "capture/face/portraitselector.h"
#include "devices/camera/wholepicture.h"
#include "enrollment/reasons.h"
#include "scriptedmoment.h"
#include "tests/support/places.h"

#include <QFile>
#include <QTest>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::test;
using namespace std::chrono_literals;

namespace {

using Cause = PortraitSelector::Cause;

} // namespace

class Tr03122FaceRunTest : public QObject {
    Q_OBJECT
private:
    static QImage imageOf(const cv::Mat &bgr)
    {
        return QImage(bgr.data, bgr.cols, bgr.rows, static_cast<qsizetype>(bgr.step[0]),
                      QImage::Format_BGR888)
            .convertToFormat(QImage::Format_RGB32);
    }
    static QImage pixelsOf(const QByteArray &coded)
    {
        const std::vector<uchar> bytes(coded.begin(), coded.end());
        return imageOf(cv::imdecode(bytes, cv::IMREAD_COLOR));
    }
    FaceCandidate candidate(const PortraitReport &report, qint64 second)
    {
        FaceCandidate one;
        one.at = QDateTime::fromSecsSinceEpoch(1'700'000'000 + second, Qt::UTC);
        one.report = report;
        return one;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto rules = loadPortraitRules(indraj::test::sourcePath("/resources/thresholds/portrait.json"));
        QVERIFY(rules && rules->profile(u"adult"_s));
        m_adult = *rules->profile(u"adult"_s);
        const auto live = loadFaceThresholds(indraj::test::sourcePath("/resources/thresholds/face.json"));
        QVERIFY(live.has_value());
        m_thresholds = *live;
    }

    /// The face leaves: nothing is taken any more, and the capture ends at its time-out.
    void TC_AS_FI_ICS3_002()
    {
        PortraitSelector selector(m_thresholds);
        auto t = 0ms;
        for (; t < 400ms; t += 33ms) // too short for a run
            QCOMPARE(selector.consider(moment(true, 80, t)).cause, Cause::None);
        PortraitSelector::Outcome outcome;
        for (; t < 40s && outcome.cause == Cause::None; t += 100ms) {
            Moment empty = moment(false, QualityScore::failed, t);
            empty.measures.hasLandmarks = false;
            outcome = selector.consider(empty);
        }
        QCOMPARE(outcome.cause, Cause::TimeOut);
        QVERIFY(t >= 30s && t < 31s);
    }

    /// A cooperative person, who does what he is told within two seconds each, is done within 30 s.
    void TC_ACQ_FI_AUTO_1_001()
    {
        FaceMeasures person = comfortable();
        person.eyeDistance = 60;
        person.yaw = 15;
        person.eyesOpen = 0.01;
        person.mouthOpen = 0.2;
        person.leftEye += cv::Point2d(300, 120);
        person.rightEye += cv::Point2d(300, 120);
        PortraitSelector selector(m_thresholds);
        GuidanceHold hold(m_thresholds.guidanceHold);
        FaceGuidance told = FaceGuidance::None;
        auto since = 0ms;
        PortraitSelector::Outcome outcome;
        auto t = 0ms;
        int followed = 0;
        for (; t < 30s && outcome.cause == Cause::None; t += 33ms) {
            Moment now = moment(false, 60, t);
            now.measures = person;
            now.judgement = judgeFace(person, m_thresholds);
            const FaceGuidance shown = hold.shown(now.judgement.guidance, now.time);
            if (std::exchange(told, shown) != shown)
                since = t;
            if (shown != FaceGuidance::None && t - since >= 2s) {
                follow(shown, person);
                ++followed;
            }
            outcome = selector.consider(now);
        }
        QCOMPARE(outcome.cause, Cause::Automatic);
        QVERIFY2(followed >= 5, qPrintable(QString::number(followed)));
        QVERIFY(t < 30s);
    }

    /// A good face is captured by itself; of a bad one the best is shown at time-out, of two captures or
    /// more; an empty scene ends; refusing at 70 % of the time begins it anew.
    void TC_PAP_ACQ_FI_SV_4_001()
    {
        PortraitSelector good(m_thresholds);
        PortraitSelector::Outcome outcome;
        auto t = 0ms;
        for (; t < 2s && outcome.cause == Cause::None; t += 33ms)
            outcome = good.consider(moment(true, 80, t));
        QCOMPARE(outcome.cause, Cause::Automatic);
        QVERIFY(!outcome.pictures.empty());

        PortraitSelector bad(m_thresholds);
        outcome = {};
        for (t = 0ms; t < 21s; t += 100ms)
            QCOMPARE(bad.consider(moment(false, t == 5s ? 70 : 30, t)).cause, Cause::None);
        bad.arm(); // refused at 70 %
        for (; t < 60s && outcome.cause == Cause::None; t += 100ms)
            outcome = bad.consider(moment(false, t == 30s ? 60 : t == 40s ? 50 : 30, t));
        QCOMPARE(outcome.cause, Cause::TimeOut);
        QVERIFY(t >= 51s && t < 52s);
        QVERIFY(outcome.pictures.size() >= 2);
        QCOMPARE(outcome.pictures[0].judgement.score.value, 60); // the 70 was refused with the rest

        PortraitSelector empty(m_thresholds);
        outcome = {};
        for (t = 0ms; t < 40s && outcome.cause == Cause::None; t += 100ms) {
            Moment nobody = moment(false, QualityScore::failed, t);
            nobody.measures.hasLandmarks = false;
            outcome = empty.consider(nobody);
        }
        QCOMPARE(outcome.cause, Cause::TimeOut);
        QVERIFY(outcome.pictures.empty());
    }

    /// Five scripted runs: good, bad at time-out, cancelled, accepted by veto, refused by veto. The log of
    /// each says what was done, and a refused picture leaves values and no pixels (there is no place for
    /// them).
    void TC_LOG_FI_GENERIC_001()
    {
        const PortraitReport nothing = judgePortrait({}, m_adult);
        const auto sound = [&](const CaptureAttempt &attempt) {
            return attempt.at.isValid() && attempt.number > 0 && attempt.profile == u"adult"_s
                && attempt.profileAges && attempt.criteria.size() == qsizetype(faceMeasureUnits().size());
        };
        const auto run = [&](const QStringList &outcomes) {
            CaptureLog log;
            for (qsizetype k = 0; k < outcomes.size(); ++k)
                log.add(candidate(nothing, k), outcomes[k]);
            return log;
        };
        const CaptureLog good = run({u"candidate"_s, u"captured"_s});
        QCOMPARE(good.attempts().size(), 2);
        QCOMPARE(good.attempts()[1].outcome, u"captured"_s);
        const CaptureLog late = run({u"rules-not-met"_s, u"rules-not-met"_s, u"time-out"_s});
        QCOMPARE(late.attempts()[2].outcome, u"time-out"_s);
        CaptureLog cancelled = run({u"candidate"_s});
        cancelled.clear();
        QVERIFY(cancelled.attempts().isEmpty());
        Sample accepted;
        accepted.info.attempts = run({u"captured"_s, u"time-out"_s}).attempts();
        accepted.info.capturedAt = accepted.info.attempts[1].at;
        accepted.info.accept(Veto::AcceptedObvious, u"medical-condition"_s, {});
        QCOMPARE(accepted.info.attempts[1].veto, Veto::AcceptedObvious);
        QCOMPARE(accepted.info.attempts[0].veto, Veto::None);
        CaptureLog refused = run({u"captured"_s, u"captured"_s});
        refused.reject(refused.attempts()[0].at, u"expression"_s);
        QCOMPARE(refused.attempts()[0].veto, Veto::Rejected);
        QCOMPARE(refused.attempts()[0].vetoReason, u"expression"_s);
        QCOMPARE(refused.attempts()[1].veto, Veto::None);
        for (const CriterionValue &line : good.attempts()[0].criteria) // nobody was there: each says why
            QVERIFY(line.state != u"notAssessed"_s || line.reason == u"noFace"_s);
        for (const auto &log : {good.attempts(), late.attempts(), accepted.info.attempts, refused.attempts()})
            for (const CaptureAttempt &attempt : log)
                QVERIFY(sound(attempt));
    }

    /// What comes already lossy is kept bit by bit, what comes whole is coded without loss; the crop, too.
    /// Size and ratio of the test are about portraits coded with loss, which are not made here.
    void TC_COM_FI_IMA_001()
    {
        cv::Mat picture(1944, 2592, CV_8UC3);
        cv::RNG random(5);
        random.fill(picture, cv::RNG::UNIFORM, 60, 200);
        cv::GaussianBlur(picture, picture, cv::Size(), 2);
        std::vector<uchar> bytes;
        QVERIFY(cv::imencode(".jpg", picture, bytes, {cv::IMWRITE_JPEG_QUALITY, 90}));
        const QByteArray jpeg(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()));
        FaceCandidate one = candidate(judgePortrait({}, m_adult), 1);
        one.whole = std::make_shared<const WholePicture>(jpeg, picture.size());
        one.judgement.frameSize = QSize(1296, 972);
        one.crop = imageOf(cv::imdecode(bytes, cv::IMREAD_COLOR)(cv::Rect(700, 300, 413, 531)));
        const auto usual = readFaceRecord(encodeOutput(one).record);
        QVERIFY(usual);
        QCOMPARE(usual->coding, FaceImageCoding::Jpeg2000Lossless);
        QCOMPARE(pixelsOf(usual->image), imageOf(cv::imdecode(bytes, cv::IMREAD_COLOR)));
        const PortraitOutput lossy = encodeOutput(one, FrameCoding::AsItCame);
        const auto asItCame = readFaceRecord(lossy.record);
        QVERIFY(asItCame);
        QCOMPARE(asItCame->coding, FaceImageCoding::Jpeg);
        QCOMPARE(asItCame->image, jpeg);
        QCOMPARE(pixelsOf(lossy.portrait.bytes), one.crop);

        FaceCandidate raw = one;
        raw.whole.reset();
        raw.image = imageOf(picture(cv::Rect(0, 0, 640, 480)));
        raw.judgement.frameSize = raw.image.size();
        const auto whole = readFaceRecord(encodeOutput(raw).record);
        QVERIFY(whole);
        QCOMPARE(whole->coding, FaceImageCoding::Jpeg2000Lossless);
        QCOMPARE(pixelsOf(whole->image), raw.image);
    }

    /// The list of all codes exists: every code that can stand in a log of a face is in docs/face-quality.md.
    void TC_LOG_ALL_GENERIC_002()
    {
        QFile file(indraj::test::sourcePath("/docs/face-quality.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        QStringList codes{u"captured"_s, u"rules-not-met"_s, u"manual"_s,
                          u"time-out"_s, u"candidate"_s,     u"adjusted"_s};
        for (const QStringList &some : {reasons::manualPortraitCodes, reasons::vetoObviousCodes,
                                        reasons::vetoWithoutCodes, reasons::vetoRejectCodes})
            codes += some;
        for (int reason = 0; reason <= int(NotAssessed::NoFlatArea); ++reason)
            codes += notAssessedKey(static_cast<NotAssessed>(reason));
        for (const FaceMeasureUnit &unit : faceMeasureUnits())
            codes += QString::fromLatin1(unit.info.key);
        for (const FaceHintId hint : allFaceHints)
            codes += QString::fromLatin1(faceHintInfo(hint).key);
        for (const RuleState state : {RuleState::Good, RuleState::Uncertain, RuleState::Doubtful,
                                      RuleState::Bad, RuleState::NotAssessed})
            codes += ruleStateKey(state);
        for (const Likeness likeness :
             {Likeness::Agrees, Likeness::LookClosely, Likeness::Differs, Likeness::NotCompared})
            codes += likenessCode(likeness);
        for (const QString &code : std::as_const(codes))
            QVERIFY2(text.contains(u'`' + code + u'`'), qPrintable(code));
    }

private:
    /// A person in the middle of a picture of 1280 x 720 who meets all live rules.
    static FaceMeasures comfortable()
    {
        FaceMeasures m;
        m.faces = 1;
        m.hasLandmarks = true;
        m.pictureSize = cv::Size(1280, 720);
        m.leftEye = cv::Point2d(710, 324);
        m.rightEye = cv::Point2d(570, 324);
        m.chin = cv::Point2d(640, 490);
        m.faceBox = cv::Rect2d(520, 250, 240, 250);
        m.eyeDistance = 140;
        m.eyesToChin = 166;
        m.pitch = 4;
        m.eyesOpen = 0.07;
        m.mouthOpen = 0.004;
        m.mouthWidth = 0.85;
        m.luminance = 0.3;
        m.entropy = 7;
        m.evenness = 0.8;
        m.sharpness = 300;
        return m;
    }
    static void follow(FaceGuidance told, FaceMeasures &person)
    {
        const FaceMeasures right = comfortable();
        switch (told) {
        case FaceGuidance::ComeCloser:
            person.eyeDistance = right.eyeDistance;
            break;
        case FaceGuidance::MoveLeft:
        case FaceGuidance::MoveRight:
            person.leftEye.x = right.leftEye.x;
            person.rightEye.x = right.rightEye.x;
            break;
        case FaceGuidance::MoveUp:
        case FaceGuidance::MoveDown:
            person.leftEye.y = right.leftEye.y;
            person.rightEye.y = right.rightEye.y;
            break;
        case FaceGuidance::TurnLeft:
        case FaceGuidance::TurnRight:
            person.yaw = 0;
            break;
        case FaceGuidance::OpenEyes:
            person.eyesOpen = right.eyesOpen;
            break;
        case FaceGuidance::CloseMouth:
            person.mouthOpen = right.mouthOpen;
            break;
        default:
            break;
        }
    }

    PortraitProfile m_adult;
    FaceThresholds m_thresholds;
};

QTEST_GUILESS_MAIN(Tr03122FaceRunTest)
#include "tst_tr03122_facerun.moc"
