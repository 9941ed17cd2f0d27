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
};

QTEST_GUILESS_MAIN(TestLikeFingers)
#include "tst_likefingers.moc"
