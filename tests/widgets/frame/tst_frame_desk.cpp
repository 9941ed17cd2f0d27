#include "fakes.h"
#include "widgets/desk/enrolmentdesk.h"

#include <QSignalSpy>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

class FrameDesk : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void savesWithinHalfASecond()
    {
        MemoryStore store;
        EnrolmentDesk desk(store, firstCardForm(), allPlaces());
        QSignalSpy opened(&desk, &EnrolmentDesk::opened);
        QSignalSpy saved(&desk, &EnrolmentDesk::saved);
        desk.startNew();
        QTRY_COMPARE(opened.size(), 1);
        desk.setField(u"name.en"_s, u"Sadia"_s);
        desk.setField(u"name.en"_s, u"Sadia Noreen"_s);
        QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, 700);
        QCOMPARE(store.saves, 1);
        QCOMPARE(store.content.begin()->second.fields.value(u"name.en"_s), u"Sadia Noreen"_s);
    }

    void failedSaveLosesNothing()
    {
        MemoryStore store;
        EnrolmentDesk desk(store, firstCardForm(), allPlaces());
        QSignalSpy failed(&desk, &EnrolmentDesk::saveFailed);
        desk.startNew();
        QTRY_VERIFY(desk.hasEnrolment());
        const EnrolmentId id = desk.enrolment().id;
        store.failing = true;
        desk.setField(u"name.en"_s, u"Sadia"_s);
        desk.flush();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(desk.enrolment().fields.value(u"name.en"_s), u"Sadia"_s);
        desk.close(); // even closing does not lose it
        QTRY_VERIFY(failed.size() >= 2);
        store.failing = false;
        QTRY_COMPARE_WITH_TIMEOUT(store.content[id].fields.value(u"name.en"_s), u"Sadia"_s, 6000);
    }

    void reopenedBeforeTheSaveShowsWhatWasTyped()
    {
        MemoryStore store;
        EnrolmentDesk desk(store, firstCardForm(), allPlaces());
        desk.startNew();
        QTRY_VERIFY(desk.hasEnrolment());
        const EnrolmentId id = desk.enrolment().id;
        store.failing = true;
        desk.setField(u"name.en"_s, u"Sadia"_s);
        desk.open(id);
        QTRY_VERIFY(desk.hasEnrolment());
        QCOMPARE(desk.enrolment().fields.value(u"name.en"_s), u"Sadia"_s);
    }

    void reviewWaitsForWhatWasTyped()
    {
        MemoryStore store;
        EnrolmentDesk desk(store, firstCardForm(), allPlaces());
        QSignalSpy refused(&desk, &EnrolmentDesk::actRefused);
        QSignalSpy acted(&desk, &EnrolmentDesk::acted);
        desk.startNew();
        QTRY_VERIFY(desk.hasEnrolment());
        store.failing = true;
        desk.setField(u"name.en"_s, u"Sadia"_s);
        desk.act(Act::Review);
        QTRY_COMPARE(refused.size(), 1);
        QCOMPARE(acted.size(), 0);
        store.failing = false;
        desk.act(Act::Review);
        QTRY_COMPARE(acted.size(), 1);
        QCOMPARE(store.content.begin()->second.fields.value(u"name.en"_s), u"Sadia"_s);
    }

    void answerForAClosedEnrolmentIsIgnored()
    {
        MemoryStore store;
        EnrolmentDesk desk(store, firstCardForm(), allPlaces());
        QSignalSpy opened(&desk, &EnrolmentDesk::opened);
        desk.startNew();
        desk.close();
        desk.startNew();
        QTRY_COMPARE(opened.size(), 1);
        QVERIFY(!opened.wait(100));
        QCOMPARE(desk.enrolment().token, u"T-002"_s);
    }

    void stepsCountOnlyWhatIsWrong()
    {
        MemoryStore store;
        EnrolmentDesk desk(store, firstCardForm(), allPlaces());
        desk.startNew();
        QTRY_VERIFY(desk.hasEnrolment());
        const auto details = [&] {
            for (const StepInfo &step : desk.steps())
                if (step.key == "details"_L1)
                    return step;
            return StepInfo{};
        };
        desk.setStep(u"details"_s);
        QCOMPARE(details().state, StepInfo::State::Now);
        desk.setField(u"name.en"_s, u"سعدیہ"_s);
        QCOMPARE(details().state, StepInfo::State::ToFix);
        QCOMPARE(details().problems, 1);
        desk.setField(u"name.en"_s, u"Sadia"_s);
        desk.setStep(u"review"_s);
        QCOMPARE(details().state, StepInfo::State::ToFix);
        QVERIFY(details().problems > 10);
    }
};

QTEST_MAIN(FrameDesk)
#include "tst_frame_desk.moc"
