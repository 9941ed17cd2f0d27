// A portrait that is still being coded when it is used: the page says so and goes on by itself, and whatever
// happens meanwhile, the picture gets to the enrolment it was taken for.
#include "counter.h"
#include "widgets/controls/banner.h"
#include "widgets/portrait/portraitpage.h"

#include <QSignalSpy>

using namespace indraj;

namespace {

/// The page with a picture that was taken by itself.
struct Scene {
    Counter counter;
    FakeFace face;
    PortraitPage page{face, counter.desk};
    QSignalSpy gone{&page, &Page::navigate};
    QSignalSpy saved{&counter.desk, &EnrolmentDesk::saved};
    bool ready()
    {
        if (!counter.ready())
            return false;
        page.resize(902, 600);
        page.show();
        page.enter();
        face.slow = true;
        see(84);
        return true;
    }
    void see(int score)
    {
        Q_EMIT face.frame(drawnFace({1280, 720}), FakeFace::judgement(FaceGuidance::None, score, true));
        FaceCandidate taken = FakeFace::made(score, true);
        taken.at = taken.at.addMSecs(score); // one is not the other
        face.best.prepend(taken);
        Q_EMIT face.accepted(taken, false, {});
    }
    bool isEnabled(const QString &id) { return action(page.chrome(), id)->enabled; }
    const Enrolment &stored(EnrolmentId id) { return counter.store.content[id]; }
};

} // namespace

class JourneyFinishingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { dressForJourney(); }

    void thePageSaysItIsFinishingAndGoesOn()
    {
        Scene at;
        QVERIFY(at.ready());
        at.page.trigger(u"use"_s);
        QVERIFY(!at.page.notice().isEmpty());
        QVERIFY(!at.isEnabled(u"use"_s) && !at.isEnabled(u"retake"_s));
        shoot(at.page, u"portrait-finishing"_s);
        at.page.trigger(u"use"_s); // pressed again: nothing is asked twice
        QCOMPARE(at.face.unfinished.size(), std::size_t(1));
        // What else is saved meanwhile is not the picture: the page stays, and nobody says all is saved.
        at.counter.desk.setField(u"name.en"_s, u"Sadia Noreen"_s);
        at.counter.desk.flush();
        const EnrolmentId id = at.counter.desk.enrolment().id;
        QTRY_COMPARE(at.stored(id).fields.value(u"name.en"_s), u"Sadia Noreen"_s);
        QVERIFY(at.counter.desk.kept().photo);
        QVERIFY(at.gone.isEmpty() && at.saved.isEmpty());
        at.face.finishOne();
        QTRY_COMPARE(at.gone.count(), 1);
        QCOMPARE(at.gone.first().first().toString(), u"next"_s);
        QCOMPARE(at.counter.desk.enrolment().portrait()->quality.value, 84);
        QVERIFY(at.counter.desk.kept().isEmpty());
    }

    void theCitizenMayLeaveMeanwhile()
    {
        Scene at;
        QVERIFY(at.ready());
        const EnrolmentId id = at.counter.desk.enrolment().id;
        at.page.trigger(u"use"_s);
        at.page.leave();
        at.counter.desk.close();
        at.counter.desk.startNew();
        QTRY_VERIFY(at.counter.desk.hasEnrolment());
        QVERIFY(at.counter.desk.enrolment().id != id);
        QSignalSpy all(&at.counter.desk, &EnrolmentDesk::allSaved);
        at.face.finishOne();
        QTRY_COMPARE(all.count(), 1);
        QVERIFY(at.stored(id).portrait()); // his own
        QVERIFY(!at.stored(at.counter.desk.enrolment().id).portrait());
        QVERIFY(at.gone.isEmpty());
    }

    void theLaterChoiceStays()
    {
        Scene at;
        QVERIFY(at.ready());
        const EnrolmentId id = at.counter.desk.enrolment().id;
        at.page.trigger(u"use"_s);
        at.page.leave();
        at.page.enter();
        at.see(91);
        at.page.trigger(u"use"_s);
        QCOMPARE(at.face.unfinished.size(), std::size_t(2));
        std::swap(at.face.unfinished.front(), at.face.unfinished.back());
        at.face.finishOne(); // the later one is ready first
        at.face.finishOne();
        QTRY_COMPARE(at.gone.count(), 1);
        QCOMPARE(at.stored(id).portrait()->quality.value, 91);
        QCOMPARE(at.stored(id).portrait()->attempts.size(), 1);
    }

    void nobodyDecidesBeforeItIsThere()
    {
        Scene at;
        QVERIFY(at.ready());
        const EnrolmentId id = at.counter.desk.enrolment().id;
        QSignalSpy acted(&at.counter.desk, &EnrolmentDesk::acted);
        QSignalSpy refused(&at.counter.desk, &EnrolmentDesk::actRefused);
        at.page.trigger(u"use"_s);
        at.page.leave();
        at.counter.desk.act(Act::Review);
        at.counter.desk.setField(u"name.en"_s, u"Sadia Noreen"_s);
        at.counter.desk.flush();
        QTRY_COMPARE(at.stored(id).fields.value(u"name.en"_s), u"Sadia Noreen"_s);
        QVERIFY(at.counter.store.acts.isEmpty());
        at.face.finishOne();
        QTRY_COMPARE(acted.count(), 1);
        QVERIFY(at.stored(id).portrait());
        at.counter.desk.act(Act::Reopen);
        QTRY_COMPARE(acted.count(), 2);
        at.page.enter();
        at.see(90);
        at.page.trigger(u"use"_s);
        at.counter.desk.act(Act::Review);
        at.face.unfinished.clear();
        QTRY_COMPARE(refused.count(), 1);
        QCOMPARE(at.counter.store.acts, QList<Act>({Act::Review, Act::Reopen}));
    }

    void aPictureThatNeverComesIsSaid()
    {
        Scene at;
        QVERIFY(at.ready());
        at.page.trigger(u"use"_s);
        at.face.unfinished.clear(); // its maker has gone
        QTRY_VERIFY(at.isEnabled(u"use"_s));
        QVERIFY(at.page.notice().contains(u"could not be saved"_s));
        QVERIFY(at.counter.desk.kept().isEmpty());
        QVERIFY(at.gone.isEmpty());
        at.face.slow = false;
        at.page.trigger(u"use"_s);
        QTRY_COMPARE(at.gone.count(), 1);
    }
};

QTEST_MAIN(JourneyFinishingTest)
#include "tst_journey_finishing.moc"
