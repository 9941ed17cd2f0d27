#include "stationfakes.h"

#include "biometrics/finger/record/minutiaerecord.h"
#include "devices/simulator/syntheticfinger.h"
#include "storage/templatestore.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/people/ownfingerspage.h"
#include "widgets/people/secondperson.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Takes what the test lays on it.
class TouchedFingers : public QuietFingers {
public:
    QHash<FingerPosition, FingerTry> taken;
    FingerPosition now = FingerPosition::RightThumb;
    bool asking = false;
    void begin(FingerPosition finger) override
    {
        now = finger;
        asking = true;
    }
    void cancel() override { asking = false; }
    void clearAll() override { taken.clear(); }
    std::optional<FingerTry> best(FingerPosition finger) const override
    {
        return taken.contains(finger) ? std::optional(taken.value(finger)) : std::nullopt;
    }
    void touch(const QImage &picture)
    {
        FingerTry attempt;
        attempt.image.image = picture;
        attempt.image.sensor.resolution = 500;
        taken.insert(now, attempt);
        Q_EMIT finished(now, true);
    }
};

class MemoryTemplates : public TemplateStore {
public:
    QList<KnownFinger> own;
    QString confirmedBy;
    Answer<Done> saveTemplate(EnrolmentId, SampleId, const QByteArray &) override
    {
        return answered<Done>(Done{});
    }
    Answer<QList<KnownFinger>> knownFingers(EnrolmentId) override
    {
        return answered<QList<KnownFinger>>(own);
    }
    Answer<QStringList> peopleWithFingers() override { return answered<QStringList>(QStringList()); }
    Answer<Done> saveOwnFingers(const QList<KnownFinger> &fingers, const QString &confirmer,
                                SecretBytes passphrase, const Actor &) override
    {
        if (textOf(passphrase) != "blue river stone")
            return answered<Done>(tl::unexpected(failure(StoreFault::WrongPassphrase)));
        own = fingers;
        confirmedBy = confirmer;
        return answered<Done>(Done{});
    }
};

} // namespace

/// The fingers that people who work here are known by.
class StationOwnFingers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { dressForStation(); }

    void ownFingersAreTakenAndConfirmed()
    {
        TouchedFingers scanner;
        MemoryTemplates templates;
        MemoryPeople people;
        MemoryStore store;
        EnrolmentDesk desk{store, firstCardForm(), allPlaces()};
        desk.setActor(people.all.at(2).actor); // op-1
        OwnFingersPage page(scanner, {templates, people}, desk);
        QSignalSpy went(&page, &Page::navigate), done(&page, &OwnFingersPage::done);
        page.resize(1110, 600);
        page.show();
        page.enter();
        const auto primary = [&] { return page.chrome().end.last().enabled; };
        const auto keep = [&](const QString &name) {
            if (const QString shots = qEnvironmentVariable("INDRAJ_SHOTS"); !shots.isEmpty())
                page.grab().save(shots + u'/' + name + qEnvironmentVariable("INDRAJ_SHOT_TAIL") + u".png"_s);
        };
        QVERIFY(scanner.open && scanner.asking);
        quint64 seed = 1;
        for (const FingerPosition finger : {FingerPosition::RightThumb, FingerPosition::RightIndex}) {
            QCOMPARE(scanner.now, finger);
            scanner.touch(pressFinger(growFinger(12, finger), makeTouch(TouchKind::Good, seed++)));
        }
        keep(u"ownfingers-taking"_s);
        QTest::keyClick(&page, Qt::Key_F8); // the left thumb is not there
        QVERIFY(!primary());
        scanner.touch(
            pressFinger(growFinger(12, FingerPosition::LeftIndex), makeTouch(TouchKind::Good, seed)));
        QVERIFY(page.isConfirming());
        QTRY_VERIFY(primary());
        QVERIFY(!scanner.asking);
        QVERIFY(page.notice().isEmpty());
        auto *phrase = page.findChild<QLineEdit *>(u"field.secondPassphrase"_s);
        QVERIFY(phrase);
        page.trigger(u"save"_s);
        QVERIFY(templates.own.isEmpty()); // nothing typed yet
        QTRY_VERIFY(!page.secondPerson()->person().isEmpty());
        keep(u"ownfingers-confirm"_s);
        QTest::keyClicks(phrase, u"wrong words"_s);
        page.trigger(u"save"_s);
        QTRY_VERIFY(!page.secondPerson()->message().isEmpty() && primary());
        QVERIFY(templates.own.isEmpty());
        QTest::keyClicks(phrase, u"blue river stone"_s);
        page.trigger(u"save"_s);
        QTRY_COMPARE(done.size(), 1);
        QCOMPARE(went.size(), 1);
        QCOMPARE(templates.confirmedBy, u"in-1"_s);
        QCOMPARE(templates.own.size(), 3);
        for (const KnownFinger &finger : std::as_const(templates.own)) {
            const auto record = readMinutiaeRecord(finger.record);
            QVERIFY(record && record->position == quint8(finger.finger));
        }
        page.leave();
        QVERIFY(!scanner.open && phrase->text().isEmpty());
    }
};

QTEST_MAIN(StationOwnFingers)
#include "tst_station_ownfingers.moc"
