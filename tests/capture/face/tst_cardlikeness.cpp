// A person against the photo on an earlier card, with the real nets, on made pictures of cards. The table of
// docs/face-quality.md: INDRAJ_MEASURE_CARDS=1 tst_cardlikeness measureCards
#include "madecard.h"

#include "biometrics/face/faceanalyser.h"
#include "capture/face/likeness/likenesscomparison.h"
#include "capture/face/rules/comparisonrules.h"
#include "tests/support/places.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <opencv2/core/mat.hpp>

#include <algorithm>
#include <cstdio>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using indraj::testing::EyesOf;
using indraj::testing::MadeCard;
using indraj::testing::pictureOfCard;

namespace {

const QString modelFolder = indraj::test::cachePath("/models");
const QString faces = indraj::test::sharedPath("/faces/");
const QString wife = faces + u"pif_07_neutral_warm.jpg"_s;
const QString husband = faces + u"pif_09_neutral_plain_best.jpg"_s;

LikenessSetup setup()
{
    return {modelFolder,
            *loadComparisonRules(indraj::test::sourcePath("/resources/thresholds/face-comparison.json")),
            {}};
}

/// The picture as the nets see it, while `image` lives.
cv::Mat pixelsOf(const QImage &image)
{
    return {image.height(), image.width(), CV_8UC3, const_cast<uchar *>(image.constBits()),
            static_cast<std::size_t>(image.bytesPerLine())};
}

/// The nets, opened once.
class Looker {
public:
    static std::optional<Looker> open()
    {
        auto analyser = FaceAnalyser::open(modelFolder);
        auto embedder = FaceEmbedder::open(modelFolder);
        if (!analyser || !embedder)
            return std::nullopt;
        return Looker(std::move(*analyser), std::move(*embedder));
    }
    std::optional<EyesOf> eyes(const QImage &picture)
    {
        const QImage bgr = picture.convertToFormat(QImage::Format_BGR888);
        const auto scene = m_analyser.still(pixelsOf(bgr));
        if (!scene || !scene->mesh)
            return std::nullopt;
        const cv::Point2f left = scene->mesh->imageLeftIris[0], right = scene->mesh->imageRightIris[0];
        return EyesOf{QPointF((left.x + right.x) / 2.0, (left.y + right.y) / 2.0),
                      std::hypot(double(right.x - left.x), double(right.y - left.y))};
    }
    /// Nothing: not fit to be compared.
    std::optional<FaceEmbedding> embedding(const QImage &picture)
    {
        const QImage bgr = picture.convertToFormat(QImage::Format_BGR888);
        const auto scene = m_analyser.still(pixelsOf(bgr));
        if (!scene || unfitness(measureFace(*scene), setup().rules))
            return std::nullopt;
        const auto made = m_embedder.embed(*scene);
        return made ? std::optional(*made) : std::nullopt;
    }

private:
    Looker(FaceAnalyser analyser, FaceEmbedder embedder)
        : m_analyser(std::move(analyser))
        , m_embedder(std::move(embedder))
    {
    }
    FaceAnalyser m_analyser;
    FaceEmbedder m_embedder;
};

struct FitPerson {
    QImage picture;
    EyesOf eyes;
    FaceEmbedding embedding;
};

double middleOf(std::vector<double> values)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

class CardLikenessTest : public QObject {
    Q_OBJECT
private:
    std::optional<Looker> m_looker;

    QImage cardOf(const QString &person, const MadeCard &made)
    {
        const QImage portrait(person);
        return pictureOfCard(portrait, m_looker->eyes(portrait).value(), made);
    }
    FaceComparison against(const QImage &card)
    {
        const auto results
            = compareLikeness(setup(), QImage(wife), {{likenessref::earlierPortrait, {}, card}});
        return results ? results->first() : FaceComparison{};
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!QFile::exists(wife) || likenessOffer(setup()).offer != LikenessCheck::Offer::Offered)
            QSKIP("the reference pictures or the comparison model are not here");
        m_looker = Looker::open();
        QVERIFY(m_looker);
    }

    void personIsHeldAgainstTheFaceOnTheCard()
    {
        const QImage own = cardOf(wife, {});
        if (const QString folder = qEnvironmentVariable("INDRAJ_SHOTS"); !folder.isEmpty())
            QVERIFY(own.save(folder + u"/made-card.png"_s));
        const FaceComparison same = against(own);
        QVERIFY2(same.likeness == Likeness::Agrees || same.likeness == Likeness::LookClosely,
                 qPrintable(same.reason));
        QCOMPARE(same.reference, u"earlier-portrait"_s);
        const FaceComparison other = against(cardOf(husband, {}));
        QCOMPARE(other.likeness, Likeness::Differs);
        QVERIFY(*other.distance > *same.distance + 0.2);
    }

    void cardHeldTooFarAwayIsNotCompared()
    {
        const FaceComparison far = against(cardOf(wife, {0.6, 0}));
        QCOMPARE(far.likeness, Likeness::NotCompared);
        QCOMPARE(far.reason, u"tooSmall"_s);
        QVERIFY(far.reasonIsReference);
    }

    void cardWithoutAFaceIsNotCompared()
    {
        QImage blank(1061, 669, QImage::Format_RGB32);
        blank.fill(QColor(196, 214, 200));
        const FaceComparison none = against(blank);
        QCOMPARE(none.likeness, Likeness::NotCompared);
        QCOMPARE(none.reason, u"noFace"_s);
        QVERIFY(none.reasonIsReference);
    }

    void measureCards()
    {
        if (!qEnvironmentVariableIsSet("INDRAJ_MEASURE_CARDS"))
            QSKIP("measured when asked for, with INDRAJ_MEASURE_CARDS=1");
        std::vector<FitPerson> people;
        const QStringList names = QDir(faces).entryList({u"pif_*.jpg"_s, u"deb_*"_s}, QDir::Files);
        for (const QString &name : names) {
            const QImage picture(faces + name);
            const auto eyes = m_looker->eyes(picture);
            const auto embedding = m_looker->embedding(picture);
            if (eyes && embedding)
                people.push_back({picture, *eyes, *embedding});
        }
        std::printf("people fit to be compared: %zu\n", people.size());
        for (const MadeCard &made :
             {MadeCard{1, 0}, MadeCard{0.9, 0}, MadeCard{0.8, 0}, MadeCard{1, 0.5}, MadeCard{1, 0.9}})
            measure(people, made);
    }

private:
    void measure(const std::vector<FitPerson> &people, const MadeCard &made)
    {
        std::vector<double> own, others;
        int unfit = 0, agree = 0, differ = 0, strangersAgree = 0;
        const ComparisonRules rules = setup().rules;
        for (const FitPerson &one : people) {
            const auto card = m_looker->embedding(pictureOfCard(one.picture, one.eyes, made));
            if (!card) {
                ++unfit;
                continue;
            }
            for (const FitPerson &each : people) {
                const double distance = distanceBetween(each.embedding, *card);
                if (&each == &one) {
                    own.push_back(distance);
                    agree += stateOf(distance, rules) == SameFace::Agrees ? 1 : 0;
                    differ += stateOf(distance, rules) == SameFace::Differs ? 1 : 0;
                } else {
                    others.push_back(distance);
                    strangersAgree += stateOf(distance, rules) == SameFace::Agrees ? 1 : 0;
                }
            }
        }
        std::printf(
            "filled %.2f glare %.1f: not compared %d; own median %.2f largest %.2f, agree %d differ %d; "
            "others smallest %.2f, agree %d of %zu\n",
            made.filled, made.glare, unfit, middleOf(own),
            own.empty() ? 0 : *std::max_element(own.begin(), own.end()), agree, differ,
            others.empty() ? 0 : *std::min_element(others.begin(), others.end()), strangersAgree,
            others.size());
    }
};

QTEST_GUILESS_MAIN(CardLikenessTest)
#include "tst_cardlikeness.moc"
