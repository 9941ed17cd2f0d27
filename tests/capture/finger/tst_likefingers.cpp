#include "biometrics/finger/record/minutiaerecord.h"
#include "capture/finger/earlierfingers.h"
#include "capture/finger/likefingers.h"
#include "devices/simulator/syntheticfinger.h"

#include <QSignalSpy>
#include <QTest>

using namespace indraj;

/// The same finger twice, hands swapped, and ten that are all different.
class TestLikeFingers : public QObject {
    Q_OBJECT

    static QImage touch(quint64 person, FingerPosition finger, quint64 seed)
    {
        return pressFinger(growFinger(person, finger), makeTouch(TouchKind::Good, seed));
    }
    static QPair<FingerPosition, FingerPosition> positions(const LikePair &pair)
    {
        return {pair.newer, pair.older};
    }

    static EarlierFingers::Template templateOf(quint64 person, FingerPosition finger, quint64 seed)
    {
        return std::make_shared<const FingerTemplate>(fingerTemplate(touch(person, finger, seed)).value());
    }
    /// As the vault keeps it; of an earlier enrolment, or of the person `who` of the station.
    static KnownFinger known(quint64 person, FingerPosition finger, EnrolmentId enrolment,
                             const QString &who = {})
    {
        MinutiaeRecord record;
        record.position = quint8(finger);
        record.finger = *templateOf(person, finger, 1);
        KnownFinger one;
        one.finger = finger;
        one.record = writeMinutiaeRecord(record).value();
        one.enrolment = enrolment;
        one.person = who;
        return one;
    }

private Q_SLOTS:
    void theSameFingerTwice()
    {
        LikeFingers like;
        QSignalSpy alike(&like, &LikeFingers::alike);
        QSignalSpy rested(&like, &LikeFingers::rested);
        const QImage first = touch(4, FingerPosition::RightIndex, 1);
        const QImage again = touch(4, FingerPosition::RightIndex, 2);
        like.look(FingerPosition::RightIndex, first, 500);
        like.look(FingerPosition::RightRing, touch(4, FingerPosition::RightRing, 1), 500);
        like.look(FingerPosition::RightMiddle, again, 500); // laid on instead of the middle finger
        QVERIFY(like.isBusy());
        QTRY_VERIFY(!like.isBusy());
        QCOMPARE(rested.size(), 1);
        QCOMPARE(alike.size(), 1);
        const auto pair = alike.at(0).at(0).value<LikePair>();
        QCOMPARE(positions(pair), qMakePair(FingerPosition::RightMiddle, FingerPosition::RightIndex));
        QCOMPARE(pair.newerPicture, again);
        QCOMPARE(pair.olderPicture, first);
        QVERIFY(pair.likeness >= sameFingerFrom);
        // The right finger is laid on after all: nothing is left to warn of.
        like.look(FingerPosition::RightMiddle, touch(4, FingerPosition::RightMiddle, 1), 500);
        QVERIFY(like.pairs().isEmpty());
        QTRY_VERIFY(!like.isBusy());
        QCOMPARE(alike.size(), 1);
    }

    void swappedHands()
    {
        LikeFingers like;
        QSignalSpy alike(&like, &LikeFingers::alike);
        like.look(FingerPosition::RightIndex, touch(5, FingerPosition::RightIndex, 1), 500);
        like.look(FingerPosition::LeftIndex, touch(5, FingerPosition::LeftIndex, 1), 500);
        QTRY_VERIFY(!like.isBusy());
        QCOMPARE(alike.size(), 0);
        // Captured anew with the hands swapped: the first of them is told by the old one of the other hand.
        like.look(FingerPosition::RightIndex, touch(5, FingerPosition::LeftIndex, 2), 500);
        QTRY_COMPARE(alike.size(), 1);
        QCOMPARE(positions(alike.at(0).at(0).value<LikePair>()),
                 qMakePair(FingerPosition::RightIndex, FingerPosition::LeftIndex));
    }

    void tenDifferentFingers()
    {
        LikeFingers like;
        QSignalSpy alike(&like, &LikeFingers::alike);
        for (const FingerPosition finger : allFingers)
            like.look(finger, touch(6, finger, quint64(finger)), 500);
        QTRY_VERIFY_WITH_TIMEOUT(!like.isBusy(), 20000);
        QCOMPARE(alike.size(), 0);
    }

    void anotherResolutionIsNoHindrance()
    {
        LikeFingers like;
        const QImage first = touch(4, FingerPosition::LeftThumb, 1);
        const QImage again = touch(4, FingerPosition::LeftThumb, 2);
        like.look(FingerPosition::LeftThumb, first, 500);
        like.look(FingerPosition::RightThumb,
                  again.scaled(again.size() * 1.4, Qt::IgnoreAspectRatio, Qt::SmoothTransformation), 700);
        QTRY_COMPARE(like.pairs().size(), 1);
    }

    void theNextApplicantIsComparedWithNobody()
    {
        LikeFingers like;
        QSignalSpy alike(&like, &LikeFingers::alike);
        like.look(FingerPosition::LeftRing, touch(4, FingerPosition::LeftRing, 1), 500);
        like.clear(); // while the first is under way
        like.look(FingerPosition::RightRing, touch(4, FingerPosition::LeftRing, 2), 500);
        QTRY_VERIFY(!like.isBusy());
        QCOMPARE(alike.size(), 0);
        QVERIFY(!like.knows(FingerPosition::LeftRing));
    }

    void whatIsNoFingerIsNotCompared()
    {
        LikeFingers like;
        QImage blank(300, 400, QImage::Format_Grayscale8);
        blank.fill(240);
        like.look(FingerPosition::LeftRing, blank, 500);
        like.look(FingerPosition::RightRing, blank.copy(), 500);
        like.look(FingerPosition::RightRing, QImage(), 500);
        QTRY_VERIFY(!like.isBusy());
        QVERIFY(like.pairs().isEmpty());
    }

    void goesAwayWhileAtWork()
    {
        auto like = std::make_unique<LikeFingers>();
        const QImage picture = touch(4, FingerPosition::LeftRing, 1);
        for (const FingerPosition finger : allFingers)
            like->look(finger, picture.copy(), 500);
        like.reset();
        QVERIFY(!like);
    }

    void aPersonWhoWasHereBefore()
    {
        const EnrolmentId first = EnrolmentId::create(), second = EnrolmentId::create();
        EarlierFingers earlier;
        QSignalSpy found(&earlier, &EarlierFingers::found);
        // Looked at before what is known has come, and after it.
        earlier.look(FingerPosition::RightIndex, templateOf(4, FingerPosition::RightIndex, 2));
        KnownFinger unreadable = known(9, FingerPosition::RightThumb, second);
        unreadable.record.chop(1);
        earlier.setKnown({known(9, FingerPosition::RightIndex, second), unreadable,
                          known(4, FingerPosition::RightIndex, first),
                          known(4, FingerPosition::LeftThumb, first)});
        QVERIFY(earlier.isBusy());
        QTRY_VERIFY(!earlier.isBusy());
        QCOMPARE(found.size(), 1);
        const auto seen = found.at(0).at(0).value<SeenFinger>();
        QCOMPARE(seen.finger, FingerPosition::RightIndex);
        QCOMPARE(seen.known.enrolment, first);
        QVERIFY(seen.likeness >= sameFingerFrom);
        // The other hand laid on: known all the same, but the operator was told about that enrolment already.
        earlier.look(FingerPosition::RightThumb, templateOf(4, FingerPosition::LeftThumb, 2));
        QTRY_VERIFY(!earlier.isBusy());
        QCOMPARE(found.size(), 1);
        QCOMPARE(earlier.seen().size(), 2);
        // Taken again, with a finger that nobody knows.
        earlier.look(FingerPosition::RightIndex, templateOf(5, FingerPosition::RightIndex, 1));
        QTRY_VERIFY(!earlier.isBusy());
        QCOMPARE(earlier.seen().size(), 1);
        earlier.clear();
        earlier.look(FingerPosition::RightIndex, templateOf(4, FingerPosition::RightIndex, 2));
        QVERIFY(!earlier.isBusy()); // of the next applicant nothing is known yet
        QVERIFY(earlier.seen().isEmpty());
    }

    void aFingerOfWhoWorksHere()
    {
        EarlierFingers earlier;
        QSignalSpy found(&earlier, &EarlierFingers::found);
        earlier.setKnown({known(7, FingerPosition::RightIndex, {}, QStringLiteral("op-1")),
                          known(8, FingerPosition::RightIndex, {}, QStringLiteral("op-2"))});
        // The operator's index finger in place of the applicant's little one.
        earlier.look(FingerPosition::LeftLittle, templateOf(7, FingerPosition::RightIndex, 2));
        earlier.look(FingerPosition::LeftRing, templateOf(7, FingerPosition::LeftRing, 2));
        QTRY_VERIFY(!earlier.isBusy());
        QCOMPARE(found.size(), 1);
        const auto seen = found.at(0).at(0).value<SeenFinger>();
        QCOMPARE(seen.finger, FingerPosition::LeftLittle);
        QVERIFY(seen.known.isOwn());
        QCOMPARE(seen.known.person, QStringLiteral("op-1"));
    }

    void earlierFingersGoWhileTheyAreLookedFor()
    {
        auto earlier = std::make_unique<EarlierFingers>();
        earlier->setKnown(
            QList<KnownFinger>(400, known(4, FingerPosition::RightIndex, EnrolmentId::create())));
        QVERIFY(earlier->isBusy());
        earlier->look(FingerPosition::RightIndex, templateOf(5, FingerPosition::RightIndex, 1));
        earlier.reset();
    }
};

QTEST_GUILESS_MAIN(TestLikeFingers)
#include "tst_likefingers.moc"
