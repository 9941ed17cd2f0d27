#include "enrollment/fingerpolicy.h"

#include <QTest>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

/// TC-QA-FP-APP of BSI TR-03122, as far as it concerns single plain fingers: the floor of each.
class TestFloors : public QObject {
    Q_OBJECT

    static FingerPolicy tr()
    {
        return {u"tr-03121"_s,
                3,
                FingerSequence::FourFourTwo,
                HandCheck::On,
                {{0, {20, 20, 20, 10, 10}}, {12, {30, 30, 20, 10, 10}}}};
    }
    static SampleInfo sample(FingerPosition finger, int score)
    {
        SampleInfo info;
        info.kind = SampleKind::Finger;
        info.finger = finger;
        info.quality.value = score;
        return info;
    }

private Q_SLOTS:
    void eachFingerHasItsOwn()
    {
        const FingerPolicy policy = tr();
        QList<int> right, left;
        for (int i = 1; i <= 5; ++i) {
            right << policy.acceptFrom(FingerPosition(i), 30);
            left << policy.acceptFrom(FingerPosition(i + 5), 30);
        }
        QCOMPARE(right, (QList<int>{30, 30, 20, 10, 10}));
        QCOMPARE(left, right);
        QCOMPARE(policy.lowestFloor(), 10);
        QCOMPARE(FingerPolicy{}.acceptFrom(FingerPosition::LeftRing, 30), 40);
        QCOMPARE(FingerPolicy{}.lowestFloor(), 40);
    }

    void byAge()
    {
        const FingerPolicy policy = tr();
        QCOMPARE(policy.acceptFrom(FingerPosition::RightThumb, 11), 20);
        QCOMPARE(policy.acceptFrom(FingerPosition::RightThumb, 12), 30);
        QCOMPARE(policy.acceptFrom(FingerPosition::RightThumb, {}), 30); // not known yet: the strictest
        FingerPolicy old = policy; // a band of old age with less is not taken for somebody of unknown age
        old.bands.append(FingerBand{70, {5, 5, 5, 5, 5}});
        QCOMPARE(old.acceptFrom(FingerPosition::RightThumb, {}), 30);
        QCOMPARE(old.acceptFrom(FingerPosition::RightThumb, 70), 5);
    }

    void completedYears()
    {
        Enrolment one;
        QVERIFY(!ageOf(one, QDate(2027, 5, 1)));
        one.fields.insert(u"birth.date"_s, u"2015-05-02"_s);
        QCOMPARE(ageOf(one, QDate(2027, 5, 1)), std::optional(11));
        QCOMPARE(ageOf(one, QDate(2027, 5, 2)), std::optional(12));
        QVERIFY(!ageOf(one, QDate(2015, 5, 1)));
        one.fields.insert(u"birth.date"_s, u"2016-02-29"_s);
        QCOMPARE(ageOf(one, QDate(2027, 2, 28)), std::optional(10));
        QCOMPARE(ageOf(one, QDate(2027, 3, 1)), std::optional(11));
    }

    void aLowFingerNeedsAPerson()
    {
        Enrolment one;
        one.fields.insert(u"birth.date"_s, u"1990-01-01"_s);
        const QDate today(2027, 1, 2);
        one.samples = {sample(FingerPosition::RightThumb, 29), sample(FingerPosition::RightIndex, 30),
                       sample(FingerPosition::LeftLittle, 10), sample(FingerPosition::LeftRing, 255)};
        QCOMPARE(fingersToDecide(tr(), one, today),
                 (QList{FingerPosition::RightThumb, FingerPosition::LeftRing}));
        one.samples[0].manual = true;
        QCOMPARE(fingersToDecide(tr(), one, today), QList{FingerPosition::LeftRing});
        // The same thumb is good enough for a child.
        one.samples[0].manual = false;
        one.fields.insert(u"birth.date"_s, u"2018-01-01"_s);
        QCOMPARE(fingersToDecide(tr(), one, today), QList{FingerPosition::LeftRing});
    }
};

QTEST_GUILESS_MAIN(TestFloors)
#include "tst_floors.moc"
