// The finger tests of BSI TR-03122 that need no laboratory data, under their ids, with our own data in the
// place of the laboratory's: what is chosen, cut, compared and written down. How a capture runs is in
// tst_tr03122_run, the operator's page in tst_journey_slap; docs/finger-quality.md lists all.
#include "biometrics/finger/minutiae/fingermatch.h"
#include "biometrics/finger/slap/slapsegmenter.h"
#include "capture/slap/slapranking.h"
#include "tr03122world.h"

#include <QRandomGenerator>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A try of these scores, from the index finger to the little one, or right thumb before left.
SlapTry scored(SlapPlacement placement, const QList<int> &scores)
{
    SlapTry attempt;
    const QList<FingerPosition> order = rankedFingers(placement);
    for (int i = 0; i < scores.size(); ++i)
        attempt.fingers.append({order[i], {}, {scores[i], u"q"_s}, {}, false});
    return attempt;
}

} // namespace

class TestTr03122 : public QObject {
    Q_OBJECT

    using World = SlapWorld;
    using Tries = QList<QList<int>>;

    static void chosen(SlapPlacement placement, const Tries &scores, int truth)
    {
        QList<SlapTry> tries;
        for (const QList<int> &each : scores)
            tries << (each.isEmpty() ? SlapTry{} : scored(placement, each));
        QCOMPARE(bestSlap(placement, tries), truth);
    }

private Q_SLOTS:
    void TC_QA_FP_APP_001_best_set_of_4_4_2()
    {
        using enum SlapPlacement;
        QCOMPARE(placementsOf(FingerSequence::FourFourTwo), (QList{RightFour, LeftFour, BothThumbs}));
        chosen(RightFour, {{50, 80, 80, 80}, {51, 20, 10, 10}, {50, 90, 90, 90}},
               1); // the index finger decides
        chosen(LeftFour, {{50, 40, 80, 80}, {50, 41, 10, 10}, {50, 41, 9, 99}}, 1); // then the middle one
        chosen(BothThumbs, {{60, 90}, {61, 10}, {60, 95}}, 1); // the right thumb before the left
    }

    void TC_QA_FP_APP_002_best_set_of_4_1_4_1()
    {
        using enum SlapPlacement;
        QCOMPARE(placementsOf(FingerSequence::FourOneFourOne),
                 (QList{RightFour, RightThumb, LeftFour, LeftThumb}));
        chosen(RightFour, {{50, 40, 30, 20}, {50, 40, 31, 1}, {50, 40, 30, 99}}, 1);
        chosen(LeftThumb, {{20}, {70}, {69}}, 1);
        chosen(RightThumb, {{70}, {70}, {3}}, 1); // the same: the latest
    }

    void TC_QA_FP_APP_004_best_of_one_slap()
    {
        using enum SlapPlacement;
        chosen(RightFour, {{50, 40, 30, 20}, {50, 40, 30, 21}}, 1); // the little finger at last
        chosen(RightFour, {{50, 40, 30, 20}, {50, 40, 30, 20}}, 1);
        chosen(RightFour, {{255, 99, 99, 99}, {1, 0, 0, 0}}, 1); // 255 is no score
        chosen(RightFour, {{}, {1, 1, 1, 1}, {}}, 1); // nothing came: nothing to choose
        chosen(RightFour, {{}, {}}, -1);
        // Never the average: 90 tries of chance against the rule spelt out.
        QRandomGenerator random(11);
        for (int run = 0; run < 90; ++run) {
            Tries tries;
            for (int i = 0; i < 3; ++i)
                tries << QList<int>{random.bounded(101), random.bounded(101), random.bounded(101),
                                    random.bounded(101)};
            int truth = 0;
            for (int i = 1; i < 3; ++i)
                if (tries[i] >= tries[truth])
                    truth = i;
            chosen(LeftFour, tries, truth);
        }
    }

    /// The reference value cannot be ours: the score is an estimate. What can be held: other resolutions are
    /// brought to 500 per inch for scoring only, and what is no finger has 255.
    void TC_QA_FP_APP_003_resampling_and_garbage()
    {
        const QImage finger = pressFinger(master(FingerPosition::RightIndex), makeTouch(TouchKind::Good, 4));
        const int at500 = nfiqJudge()->judge(finger).quality.value;
        const QImage doubled
            = finger.scaled(finger.size() * 2, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                  .convertToFormat(QImage::Format_Grayscale8);
        const int at1000 = nfiqJudge()->judge(atSampleResolution(doubled, 1000)).quality.value;
        QVERIFY2(std::abs(at500 - at1000) <= 10, qPrintable(u"%1 and %2"_s.arg(at500).arg(at1000)));
        QImage garbage(400, 400, QImage::Format_Grayscale8);
        garbage.fill(200);
        QCOMPARE(nfiqJudge()->judge(garbage).quality.value, 255);
        QRandomGenerator random(5);
        for (int y = 0; y < 400; ++y)
            for (int x = 0; x < 400; ++x)
                garbage.scanLine(y)[x] = uchar(random.bounded(256));
        QCOMPARE(nfiqJudge()->judge(garbage).quality.value, 255);
    }

    void TC_AS_FP_SLP_001_left_and_right()
    {
        for (const bool right : {true, false}) {
            QList<MasterFinger> hand;
            for (const FingerPosition finger :
                 fingersOf(right ? SlapPlacement::RightFour : SlapPlacement::LeftFour))
                hand << master(finger);
            for (int i = 0; i < 5; ++i) {
                SlapTouch touch;
                touch.tilt = -25.0 + 12.5 * i;
                touch.withJoints = i % 2 == 1;
                touch.seed = 40U + quint64(i);
                const QImage slap = pressSlap(hand, touch).picture;
                const auto own = segmentSlap(slap, right ? SlapKind::RightFour : SlapKind::LeftFour);
                QVERIFY(own.handChecked);
                QVERIFY(!own.problems.contains(SlapProblem::WrongHand));
                const auto other = segmentSlap(slap, right ? SlapKind::LeftFour : SlapKind::RightFour);
                QVERIFY(other.problems.contains(SlapProblem::WrongHand));
            }
        }
    }

    /// Ten repeats of every step. Beyond 30 degrees ours may refuse, but says so.
    void TC_BIP_FP_APP_001_002_003_fingers_upright_tilted_and_with_all_phalanges_data()
    {
        QTest::addColumn<int>("fingers");
        QTest::addColumn<double>("tilt");
        QTest::addColumn<bool>("joints");
        QTest::newRow("TC-BIP-FP-APP-001 four upright") << 4 << 0.0 << false;
        QTest::newRow("TC-BIP-FP-APP-001 one to three upright") << 0 << 0.0 << false;
        QTest::newRow("TC-BIP-FP-APP-002 four at 30 degrees") << 4 << 30.0 << false;
        QTest::newRow("TC-BIP-FP-APP-002 four at 45 degrees") << 4 << 45.0 << false;
        QTest::newRow("TC-BIP-FP-APP-003 four with all phalanges") << 4 << -10.0 << true;
    }
    void TC_BIP_FP_APP_001_002_003_fingers_upright_tilted_and_with_all_phalanges()
    {
        QFETCH(int, fingers);
        QFETCH(double, tilt);
        QFETCH(bool, joints);
        const QList<FingerPosition> all = fingersOf(SlapPlacement::RightFour);
        QList<MasterFinger> hand;
        for (const FingerPosition finger : all)
            hand << master(finger);
        int right = 0;
        for (int i = 0; i < 10; ++i) {
            const int laid = fingers == 0 ? 1 + i % 3 : fingers;
            const QSet<FingerPosition> missing(all.begin() + laid, all.end());
            SlapTouch touch;
            touch.tilt = tilt;
            touch.withJoints = joints;
            touch.missing = missing;
            touch.seed = 70U + quint64(i);
            const SyntheticSlap slap = pressSlap(hand, touch);
            const SlapSegmentation found = segmentSlap(slap.picture, SlapKind::RightFour, missing);
            QList<FingerPosition> named;
            for (const FingerSegment &segment : found.fingers)
                if (segment.position)
                    named << *segment.position;
            const bool isRight = named == all.first(laid);
            right += isRight ? 1 : 0;
            QVERIFY(isRight || !found.isSure()); // silent errors: none
        }
        if (std::abs(tilt) <= 30)
            QVERIFY2(right >= 9, qPrintable(QString::number(right)));
    }

    void TC_CMP_FP_CC_002_mated_above_and_others_below()
    {
        std::vector<FingerTemplate> first, second;
        for (const FingerPosition finger : allFingers) {
            first.push_back(
                fingerTemplate(pressFinger(master(finger), makeTouch(TouchKind::Good, 1))).value());
            second.push_back(
                fingerTemplate(pressFinger(master(finger), makeTouch(TouchKind::Good, 2))).value());
        }
        for (size_t i = 0; i < first.size(); ++i)
            for (size_t j = 0; j < second.size(); ++j) {
                const double likeness = compareFingers(first[i], second[j]).likeness;
                QVERIFY2((likeness >= sameFingerFrom) == (i == j),
                         qPrintable(u"%1 with %2: %3"_s.arg(i).arg(j).arg(likeness)));
            }
    }
};

QTEST_MAIN(TestTr03122)
#include "tst_tr03122.moc"
