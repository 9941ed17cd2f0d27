// TC-PAP-ACQ-FI-SV-4-001 of BSI TR-03122 part 3, the part about crop and rotation by hand, on pictures and
// scripts of our own: where the frame may lie, that it is cut in one step, that it is judged anew, and what
// is written down. docs/face-quality.md lists all.
#include "biometrics/face/record/facerecord.h"
#include "capture/face/capturelog.h"
#include "capture/face/cutbyhand.h"
#include "capture/face/facecapturesession.h"
#include "capture/face/handcrop.h"
#include "capture/face/portraitsample.h"
#include "devices/camera/wholepicture.h"
#include "tests/support/places.h"

#include <QFile>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <cmath>
#include <memory>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

namespace {

const QString modelFolder = indraj::test::cachePath("/models");
const QString person = indraj::test::sharedPath("/faces/pif_09_neutral_plain_best.jpg");

QByteArray jpegOf(const cv::Mat &bgr)
{
    std::vector<uchar> bytes;
    cv::imencode(".jpg", bgr, bytes, {cv::IMWRITE_JPEG_QUALITY, 95});
    return QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()));
}

cv::Mat decoded(const QByteArray &bytes)
{
    return cv::imdecode(std::vector<uchar>(bytes.begin(), bytes.end()), cv::IMREAD_COLOR);
}

bool isSame(const cv::Mat &a, const cv::Mat &b)
{
    return a.size() == b.size() && a.type() == b.type() && cv::norm(a, b, cv::NORM_INF) == 0;
}

/// Not yet cut by hand, of a frame that a camera sent as JPEG.
FaceCandidate automatic(const cv::Mat &bgr, const QRect &place, double eyeDistance)
{
    const QByteArray jpeg = jpegOf(bgr);
    FaceCandidate one;
    one.whole = std::make_shared<const WholePicture>(jpeg, bgr.size());
    one.judgement.frameSize = QSize(bgr.cols, bgr.rows) / 2;
    one.judgement.eyeDistance = eyeDistance / 2;
    one.judgement.faceBox = QRectF(10, 10, 10, 10);
    one.judgement.leftEye = QPointF(place.center().x() + eyeDistance / 2, place.center().y()) / 2;
    one.judgement.rightEye = QPointF(place.center().x() - eyeDistance / 2, place.center().y()) / 2;
    one.judgement.roll = 3;
    one.place = place;
    one.at = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, Qt::UTC);
    const cv::Mat crop = decoded(jpeg)(cv::Rect(place.x(), place.y(), place.width(), place.height()));
    one.crop = QImage(crop.data, crop.cols, crop.rows, qsizetype(crop.step[0]), QImage::Format_BGR888).copy();
    return one;
}

/// As cutByHand() leaves it, without the nets.
FaceCandidate adjusted(const FaceCandidate &automatic, const CropAdjustment &adjustment)
{
    FaceCandidate one = automatic;
    one.automatic = std::make_shared<const FaceCandidate>(automatic);
    one.adjustment = adjustment;
    one.at = automatic.at.addSecs(20);
    const cv::Mat whole = wholePixelsOf(automatic);
    const PortraitFrame frame = frameOf(one);
    const cv::Mat crop = cutFrame(whole, frame, uprightRect(frame, whole.size()).size());
    one.crop = QImage(crop.data, crop.cols, crop.rows, qsizetype(crop.step[0]), QImage::Format_BGR888).copy();
    return one;
}

/// Fine enough that it would not survive being interpolated twice, and has no edge to hide behind.
cv::Mat finePicture()
{
    cv::Mat picture(1944, 2592, CV_8UC3);
    cv::RNG random(7);
    random.fill(picture, cv::RNG::UNIFORM, 40, 210);
    cv::GaussianBlur(picture, picture, cv::Size(), 1);
    return picture;
}

const CriterionValue *line(const CaptureAttempt &attempt, const QString &key)
{
    for (const CriterionValue &each : attempt.criteria)
        if (each.key == key)
            return &each;
    return nullptr;
}

const PortraitFinding &finding(const FaceCandidate &candidate, FaceMeasureId id)
{
    const auto &all = candidate.report->findings;
    return *std::find_if(all.begin(), all.end(),
                         [id](const PortraitFinding &each) { return each.measure.id == id; });
}

} // namespace

class Tr03122CropTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        cv::setNumThreads(1);
        const auto rules = loadPortraitRules(indraj::test::sourcePath("/resources/thresholds/portrait.json"));
        QVERIFY(rules && rules->profile(u"adult"_s));
        m_adult = *rules->profile(u"adult"_s);
    }

    /// Whatever is asked for, the frame lies within the picture with all four corners; what can be had is
    /// given.
    void TC_PAP_ACQ_FI_SV_4_001_frame()
    {
        const FaceCandidate one
            = automatic(cv::Mat(720, 1280, CV_8UC3, cv::Scalar::all(90)), {460, 60, 467, 601}, 160);
        QVERIFY(canBeCutByHand(one));
        const CropAdjustment modest{-31, 17, 0.9, 4.5};
        QCOMPARE(withinPicture(one, modest), modest);
        QCOMPARE(withinPicture(one, {}), CropAdjustment{});
        QRandomGenerator random(11);
        const auto any = [&](double most) { return (random.generateDouble() * 2 - 1) * most; };
        for (int k = 0; k < 2000; ++k) {
            const CropAdjustment kept = withinPicture(one, {any(1500), any(900), 1.6 + any(1.5), any(30)});
            QVERIFY(std::abs(kept.degrees) <= 15 && kept.size >= 0.5 && kept.size <= 2);
            QCOMPARE(withinPicture(one, kept), kept);
            const HandFrame frame = handFrame(one, kept);
            for (const double x : {-0.5, 0.5})
                for (const double y : {-0.5, 0.5}) {
                    const double a = frame.degrees * CV_PI / 180;
                    const double u = x * frame.size.width();
                    const double v = y * frame.size.height();
                    const double px = frame.centre.x() + u * std::cos(a) - v * std::sin(a);
                    const double py = frame.centre.y() + u * std::sin(a) + v * std::cos(a);
                    QVERIFY2(px >= -1e-6 && px <= 1280 + 1e-6 && py >= -1e-6 && py <= 720 + 1e-6,
                             qPrintable(u"%1 %2"_s.arg(px).arg(py)));
                }
        }
        FaceCandidate lost = one;
        lost.place = {};
        QVERIFY(!canBeCutByHand(lost));
    }

    /// A smaller frame has fewer pixels: it falls to a smaller size by itself, and nothing is enlarged.
    void TC_PAP_ACQ_FI_SV_4_001_neverEnlarged()
    {
        const FaceCandidate one = automatic(finePicture(), {700, 100, 1320, 1697}, 330);
        QCOMPARE(handSize(one, {}).name, "full"_L1);
        QCOMPARE(handSize(one, {0, 0, 0.94, 0}).name, "reduced"_L1);
        QCOMPARE(handSize(one, {0, 0, 1.08, 0}).name, "reduced"_L1); // the eyes come too close together
        for (const double size : {0.5, 0.7, 0.94, 1.0, 1.1}) {
            const CropAdjustment adjustment = withinPicture(one, {0, 0, size, 2});
            const FaceCandidate cut = adjusted(one, adjustment);
            const PortraitOutput output = encodeOutput(cut);
            QCOMPARE(output.portrait.size, handSize(one, adjustment).portrait);
            QVERIFY(output.portrait.size.width() <= std::ceil(one.place.width() * adjustment.size));
            QVERIFY(handSize(one, adjustment).eyeDistance <= 330);
        }
    }

    /// Portrait and card are cut from the frame as it came, each in one step; the record of the whole frame,
    /// with its landmarks and pose, is what it was.
    void TC_PAP_ACQ_FI_SV_4_001_oneStep()
    {
        const FaceCandidate one = automatic(finePicture(), {640, 100, 1320, 1697}, 330);
        const cv::Mat whole = decoded(one.whole->jpeg());
        const QByteArray recordBefore = encodeOutput(one).record;
        for (const double degrees : {0.0, -3.7, 11.0}) {
            const CropAdjustment adjustment = withinPicture(one, {20, -30, 0.97, degrees});
            const FaceCandidate cut = adjusted(one, adjustment);
            const PortraitOutput output = encodeOutput(cut);
            const PortraitFrame frame = frameOf(cut);
            QCOMPARE(output.portrait.size, QSize(1244, 1600));
            QVERIFY(isSame(decoded(output.portrait.bytes), cutFrame(whole, frame, {1244, 1600})));
            QVERIFY(isSame(decoded(output.card.bytes), cutFrame(whole, frame, {413, 531})));
            QCOMPARE(output.record, recordBefore);
            const auto record = readFaceRecord(output.record);
            QVERIFY(record && isSame(decoded(record->image), whole));
            QCOMPARE(record->landmarks.size(), std::size_t(2));
            QCOMPARE(record->captured, one.at);
        }
        // What comes out against the crop made smaller a second time: the detail tells them apart.
        const FaceCandidate cut = adjusted(one, withinPicture(one, {0, 0, 0.97, 7}));
        const auto detail = [](const cv::Mat &picture) {
            cv::Mat edges;
            cv::Laplacian(picture, edges, CV_32F);
            cv::Scalar mean, deviation;
            cv::meanStdDev(edges, mean, deviation);
            return deviation[1];
        };
        cv::Mat twice;
        const cv::Mat crop = bgrOf(cut.crop);
        cv::resize(crop, twice, cv::Size(1244, 1600), 0, 0, cv::INTER_AREA);
        QVERIFY(detail(decoded(encodeOutput(cut, FrameCoding::AsItCame).portrait.bytes))
                > 1.02 * detail(twice));
    }

    /// The frame is where it was asked for: a drawn pattern, turned, comes out upright within half a pixel.
    void TC_PAP_ACQ_FI_SV_4_001_place()
    {
        cv::Mat picture(1000, 1400, CV_8UC3, cv::Scalar::all(60));
        const PortraitFrame frame{{690.5, 480.25}, {350, 450}, 12};
        const double a = frame.degrees * CV_PI / 180;
        const cv::Point2d up(std::sin(a), -std::cos(a));
        const cv::Point2d mark = frame.centre + up * 150;
        cv::circle(picture, mark - cv::Point2d(0.5, 0.5), 9, cv::Scalar::all(250), cv::FILLED, cv::LINE_AA);
        for (const cv::Size size : {cv::Size(350, 450), cv::Size(175, 225), cv::Size(120, 154)}) {
            const cv::Mat cut = cutFrame(picture, frame, size);
            cv::Mat grey;
            cv::extractChannel(cut, grey, 0);
            const cv::Moments m = cv::moments(grey - 60);
            const double scale = frame.size.width / size.width;
            QVERIFY(std::abs((m.m10 / m.m00 + 0.5) * scale - 175) < 0.5 * scale);
            QVERIFY(std::abs((m.m01 / m.m00 + 0.5) * scale - (225 - 150)) < 0.7 * scale);
        }
        const cv::Rect upright = uprightRect(frame, picture.size());
        const cv::Mat turned = turnedUpright(picture, frame)(upright);
        QVERIFY(cv::norm(turned, cutFrame(picture, frame, upright.size()), cv::NORM_L1)
                < 0.5 * double(turned.total() * 3));
    }

    /// The log has the automatic frame and the one by hand, each with its values, and how it was changed.
    void TC_PAP_ACQ_FI_SV_4_001_log()
    {
        FaceCandidate one = automatic(finePicture(), {640, 100, 1320, 1697}, 330);
        one.report = judgePortrait({}, m_adult);
        const CropAdjustment adjustment{20, -30, 0.97, 2.5};
        CaptureLog log;
        log.add(one, u"captured"_s);
        log.add(adjusted(one, adjustment), u"adjusted"_s);
        QCOMPARE(log.attempts().size(), 2);
        QVERIFY(!log.attempts()[0].crop);
        const CaptureAttempt &second = log.attempts()[1];
        QCOMPARE(second.outcome, u"adjusted"_s);
        QCOMPARE(second.crop, adjustment);
        QCOMPARE(second.cutFrom, one.at);
        QVERIFY(second.at != one.at);
        QCOMPARE(second.criteria.size(), log.attempts()[0].criteria.size());
    }

    /// A head that leans by about 11 degrees is refused for it; turned by hand it holds, within a degree.
    /// Moved aside it is refused for its place, made much larger for its width; all the others stay what they
    /// were.
    void TC_PAP_ACQ_FI_SV_4_001_judgedAnew()
    {
        auto analyser = FaceAnalyser::open(modelFolder);
        if (!analyser || !QFile::exists(person))
            QSKIP("models or reference pictures are not here");
        const StillAnalyser stills = analyser->stills();
        const auto scene = stills.scene(leaning(14));
        QVERIFY(scene && scene->crop);
        const double roll = scene->basics.roll;
        QVERIFY2(std::abs(roll) > 8.5 && std::abs(roll) < 15, qPrintable(QString::number(roll)));
        const cv::Rect crop = scene->crop->crop;
        FaceCandidate one
            = automatic(leaning(14), {crop.x, crop.y, crop.width, crop.height}, scene->basics.eyeDistance);
        one.report = judgePortrait(measureFace(*scene), m_adult);
        QVERIFY(finding(one, FaceMeasureId::Roll).refuses);

        const auto by = [&](const CropAdjustment &wanted) {
            return cutByHand(stills, one, withinPicture(one, wanted), &m_adult);
        };
        const auto upright = by({0, 0, 1, -roll});
        QVERIFY(upright && upright->report);
        const PortraitFinding &after = finding(*upright, FaceMeasureId::Roll);
        QVERIFY2(std::abs(after.measure.native) < 1, qPrintable(QString::number(after.measure.native)));
        QVERIFY(!after.refuses);
        QVERIFY(upright->taken() == one.at && upright->at != one.at);
        QCOMPARE(upright->judgement.roll, one.judgement.roll); // of the whole frame, which nobody turned

        const auto aside = by({0.15 * crop.width, 0, 0.8, -roll});
        QVERIFY(finding(*aside, FaceMeasureId::Centring).refuses);
        QVERIFY(finding(*by({0, 0, 0.7, -roll}), FaceMeasureId::HeadWidth).refuses);
        const auto eyes = finding(one, FaceMeasureId::EyesOpen).measure.native;
        QVERIFY(std::abs(finding(*aside, FaceMeasureId::EyesOpen).measure.native - eyes) < 0.01);
        QCOMPARE(finding(*aside, FaceMeasureId::PortraitWidth).measure.native,
                 double(qRound(crop.width * aside->adjustment->size)));

        const auto same = by({});
        QVERIFY(!same->adjustment && same->at == one.at);
    }

    /// The whole way with a camera of five megapixels: taken by hand, refused for its roll, turned, taken.
    void TC_PAP_ACQ_FI_SV_4_001_session()
    {
        if (!QFile::exists(modelFolder + u"/manifest.json"_s) || !QFile::exists(person))
            QSKIP("models or reference pictures are not here");
        QTemporaryDir folder;
        const QString file = folder.filePath(u"leaning.jpg"_s);
        QVERIFY(cv::imwrite(file.toStdString(), leaning(14)));
        FaceCaptureSession session(
            {*CameraAddress::parse(u"pipeline:multifilesrc location=%1 loop=true "
                                   "caps=\"image/jpeg,width=2592,height=1944,framerate=15/1\" ! identity "
                                   "sleep-time=66000"_s.arg(file)),
             modelFolder, *loadFaceThresholds(indraj::test::sourcePath("/resources/thresholds/face.json")),
             true, PortraitRules{{m_adult}}});
        QSignalSpy accepted(&session, &FaceCapture::accepted);
        QSignalSpy frames(&session, &FaceCapture::frame);
        session.start();
        QTRY_VERIFY_WITH_TIMEOUT(frames.count() > 2, 60000);
        session.captureManually(u"other"_s);
        QTRY_COMPARE_WITH_TIMEOUT(accepted.count(), 1, 60000);
        const auto one = accepted.first().first().value<FaceCandidate>();
        QVERIFY(canBeCutByHand(one) && finding(one, FaceMeasureId::Roll).refuses);
        const auto whole = session.wholePicture(one, {1280, 720});
        QTRY_VERIFY_WITH_TIMEOUT(whole.isFinished(), 30000);
        QCOMPARE(whole.result().size(), QSize(960, 720));

        const CropAdjustment wanted
            = withinPicture(one, {0, 0, 1, -finding(one, FaceMeasureId::Roll).measure.native});
        const auto cut = session.cutByHand(one, wanted);
        QTRY_VERIFY_WITH_TIMEOUT(cut.isFinished(), 30000);
        QCOMPARE(session.attempts().size(), 1); // nothing is kept of what is only looked at
        const FaceCandidate turned = cut.result();
        QVERIFY(!finding(turned, FaceMeasureId::Roll).refuses);
        session.replace(one, turned);
        QCOMPARE(session.candidates().first().at, turned.at);
        QCOMPARE(session.attempts().size(), 2);

        const auto made = session.sampleFrom(turned);
        QTRY_VERIFY_WITH_TIMEOUT(made.isFinished(), 30000);
        const SampleInfo info = made.result().info;
        QCOMPARE(info.capturedAt, turned.at);
        QVERIFY(info.manual && info.manualReason == u"other"_s);
        QVERIFY(info.ownAttempt() && info.ownAttempt()->crop == wanted);
        QCOMPARE(info.ownAttempt()->cutFrom, one.at);
        QVERIFY(std::abs(*line(*info.ownAttempt(), u"roll"_s)->value) < 1.5);
        QCOMPARE(info.quality.value, turned.report->score);

        session.replace(turned, *turned.automatic); // and back again
        QCOMPARE(session.candidates().first().at, one.at);
        QCOMPARE(session.attempts().size(), 2);
        const auto again = session.sampleFrom(session.candidates().first());
        QTRY_VERIFY_WITH_TIMEOUT(again.isFinished(), 30000);
        QVERIFY(!again.result().info.ownAttempt()->crop);
    }

private:
    static cv::Mat bgrOf(const QImage &image)
    {
        return cv::Mat(image.height(), image.width(), CV_8UC3, const_cast<uchar *>(image.constBits()),
                       std::size_t(image.bytesPerLine()))
            .clone();
    }
    /// A plainly good portrait in a frame of five megapixels, turned.
    static cv::Mat leaning(double degrees)
    {
        const cv::Mat face = cv::imread(person.toStdString());
        const double scale = 1944.0 / face.rows * 1.05;
        cv::Mat turned;
        cv::Mat way = cv::getRotationMatrix2D(cv::Point2f(float(face.cols) / 2, float(face.rows) / 2),
                                              degrees, scale);
        way.at<double>(0, 2) += 1296 - face.cols / 2.0;
        way.at<double>(1, 2) += 972 - face.rows / 2.0;
        cv::warpAffine(face, turned, way, cv::Size(2592, 1944), cv::INTER_CUBIC, cv::BORDER_REPLICATE);
        return turned;
    }

    PortraitProfile m_adult;
};

QTEST_GUILESS_MAIN(Tr03122CropTest)
#include "tst_tr03122_crop.moc"
