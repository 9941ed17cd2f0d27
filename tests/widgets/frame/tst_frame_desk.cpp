#include "fakes.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/shell/words.h"
#include "widgets/theme/tokens.h"

#include <QSignalSpy>

Q_DECLARE_METATYPE(indraj::StoreFault)

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

Sample fingerSample(FingerPosition finger)
{
    Sample sample;
    sample.info.id = SampleId::create();
    sample.info.kind = SampleKind::Finger;
    sample.info.finger = finger;
    sample.bytes = "picture";
    return sample;
}

QImage drawing()
{
    QImage image(8, 8, QImage::Format_Grayscale8);
    image.fill(90);
    return image;
}

} // namespace

class FrameDesk : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeName::Light); }

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

    void picturesAndExceptionsWaitInOrder_data()
    {
        QTest::addColumn<StoreFault>("fault");
        QTest::newRow("disk full") << StoreFault::DiskFull;
        QTest::newRow("disk silent") << StoreFault::IoFailed;
    }
    void picturesAndExceptionsWaitInOrder()
    {
        QFETCH(StoreFault, fault);
        MemoryStore store;
        EnrolmentDesk desk(store, firstCardForm(), allPlaces());
        QSignalSpy failed(&desk, &EnrolmentDesk::saveFailed);
        QSignalSpy all(&desk, &EnrolmentDesk::allSaved);
        desk.startNew();
        QTRY_VERIFY(desk.hasEnrolment());
        const EnrolmentId id = desk.enrolment().id;
        store.failing = true;
        store.fault = fault;
        desk.setField(u"name.en"_s, u"Sadia"_s);
        desk.saveSample(fingerSample(FingerPosition::RightThumb), drawing());
        BiometricException exception;
        exception.finger = FingerPosition::RightIndex;
        desk.saveException(exception);
        desk.clearException(FingerPosition::RightIndex);
        desk.saveSample(fingerSample(FingerPosition::RightIndex), drawing());
        desk.saveSample(fingerSample(FingerPosition::RightIndex), drawing()); // replaces the one before
        QTRY_VERIFY(failed.size() >= 1);
        const KeptWork kept = desk.kept();
        QVERIFY(kept.fields);
        QCOMPARE(kept.fingers, 2);
        QCOMPARE(kept.exceptions, 2);
        const QString words = keptWords(kept);
        QVERIFY2(words.contains(u"typed details"_s) && words.contains(u"fingers"_s), qPrintable(words));
        desk.close(); // even closing does not lose it
        QVERIFY(store.order.isEmpty());
        store.failing = false;
        QTRY_COMPARE_WITH_TIMEOUT(all.size(), 1, 8000);
        QCOMPARE(store.order,
                 (QStringList{u"fields"_s, u"sample 1"_s, u"exception 2"_s, u"clear 2"_s, u"sample 2"_s}));
        QCOMPARE(store.content[id].samples.size(), 2);
        QVERIFY(desk.kept().isEmpty());
    }

    void reopenedBeforeTheSaveShowsThePicture()
    {
        MemoryStore store;
        EnrolmentDesk desk(store, firstCardForm(), allPlaces());
        desk.startNew();
        QTRY_VERIFY(desk.hasEnrolment());
        const EnrolmentId id = desk.enrolment().id;
        store.failing = true;
        desk.saveSample(fingerSample(FingerPosition::LeftThumb), drawing());
        desk.open(id);
        QTRY_VERIFY(desk.hasEnrolment());
        QVERIFY(desk.enrolment().finger(FingerPosition::LeftThumb));
        QVERIFY(!desk.finger(FingerPosition::LeftThumb).isNull());
    }

    void whatTheStoreRefusesForGoodIsNotKept()
    {
        MemoryStore store;
        EnrolmentDesk desk(store, firstCardForm(), allPlaces());
        QSignalSpy failed(&desk, &EnrolmentDesk::saveFailed);
        desk.startNew();
        QTRY_VERIFY(desk.hasEnrolment());
        store.failing = true;
        store.fault = StoreFault::Invalid;
        desk.saveSample(fingerSample(FingerPosition::LeftThumb), drawing());
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(desk.kept().isEmpty());
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

    void everyEnrolmentHasTheFormOfItsService()
    {
        MemoryStore store;
        EnrolmentDesk desk(store, stationForms(), allPlaces());
        QCOMPARE(desk.form().id, u"first-card"_s); // nobody is here
        desk.startNew(u"renewal"_s);
        QTRY_VERIFY(desk.hasEnrolment());
        const EnrolmentId renewal = desk.enrolment().id;
        QCOMPARE(desk.enrolment().service, u"renewal"_s);
        QCOMPARE(desk.form().id, u"renewal"_s);
        QVERIFY(desk.renewsCard());
        const QStringList pages{u"photo"_s,   u"card"_s,   u"fingers"_s, u"signature"_s,
                                u"details"_s, u"review"_s, u"signoff"_s};
        QCOMPARE(desk.pages(), pages);
        QCOMPARE(desk.steps().at(2).key, u"card"_s);
        QCOMPARE(desk.steps().at(2).state, StepInfo::State::ToDo);
        Sample card;
        card.info.id = SampleId::create();
        card.info.kind = SampleKind::EarlierCard;
        card.bytes = "picture";
        desk.saveSample(card, drawing());
        QTRY_VERIFY(desk.enrolment().earlierCard());
        QCOMPARE(desk.steps().at(2).state, StepInfo::State::Done);
        QCOMPARE(desk.earlierCard().size(), drawing().size());

        desk.startNew();
        QTRY_VERIFY(desk.hasEnrolment());
        QCOMPARE(desk.form().id, u"first-card"_s);
        QVERIFY(desk.earlierCard().isNull() && !desk.pages().contains(u"card"_s));
        QCOMPARE(desk.steps().size(), 7);
        desk.open(renewal);
        QTRY_VERIFY(desk.hasEnrolment());
        QCOMPARE(desk.form().id, u"renewal"_s); // a draft has the form it was begun with
        QCOMPARE(serviceName(desk.enrolment().service, desk.forms()), u"Renewal of identity card"_s);
    }

    void aServiceThatIsGoneIsKeptButNotFinished()
    {
        MemoryStore store;
        EnrolmentDesk desk(store, stationForms(), allPlaces());
        desk.startNew();
        QTRY_VERIFY(desk.hasEnrolment());
        const EnrolmentId id = desk.enrolment().id;
        store.content[id].service = u"withdrawn"_s;
        store.content[id].fields = {{u"name.en"_s, u"Sadia Noreen"_s}};
        desk.open(id);
        QTRY_VERIFY(desk.hasEnrolment());
        QVERIFY(!desk.knowsForm() && !desk.renewsCard());
        QCOMPARE(desk.form().id, u"withdrawn"_s);
        desk.setStep(u"review"_s);
        QCOMPARE(desk.steps().at(4).key, u"details"_s);
        QVERIFY(desk.steps().at(4).state != StepInfo::State::Done);
        QCOMPARE(desk.enrolment().fields.value(u"name.en"_s), u"Sadia Noreen"_s);
    }
};

QTEST_MAIN(FrameDesk)
#include "tst_frame_desk.moc"
