#include "../journey/fakeeyes.h"
#include "stationfakes.h"
#include "widgets/readiness/readinesspage.h"
#include "widgets/readiness/readinesstile.h"
#include "widgets/shell/languageswitch.h"
#include "widgets/shell/mainwindow.h"

#include <QLabel>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

const StationNames station{{u"NRC Gulzar Chowk"_s, u"این آر سی گلزار چوک"_s}, u"TRN-01"_s, true, {}};

/// The readiness page in its window, at a station that has an iris camera.
struct IrisStage {
    LanguageSwitch language;
    LongStore store;
    MemoryPeople people;
    MemoryHealth health;
    QuietFace face;
    QuietFingers fingers;
    TwoCameras cameras;
    FakeEyes eyes;
    EnrolmentDesk desk{store, firstCardForm(), allPlaces()};
    MainWindow window{station, desk, language};
    ReadinessPage *page = new ReadinessPage(health, face, fingers, cameras);

    IrisStage()
    {
        eyes.camera.reset();
        page->watchIrises(eyes);
        window.addPage(u"readiness"_s, page);
        desk.setActor(people.all.first().actor);
        window.setActor(people.all.first().actor);
        window.show();
        window.resize(1366, 768);
        window.showPage(u"readiness"_s);
    }
    ~IrisStage() { language.setLanguage(Language::English); }
    ReadinessLine line() const
    {
        for (const ReadinessLine &one : page->lines())
            if (one.topic == ReadinessLine::Topic::Iris)
                return one;
        return {};
    }
    void say(const std::optional<BiometricDevice> &device)
    {
        eyes.camera = device;
        Q_EMIT eyes.availabilityChanged();
    }
};

BiometricDevice camera(bool ready, bool trusted, bool simulated)
{
    BiometricDevice device;
    device.make = u"Maker"_s;
    device.model = u"TwoEyes"_s;
    device.ready = ready;
    device.trusted = trusted;
    device.simulated = simulated;
    return device;
}

} // namespace

/// The tile of the iris camera. INDRAJ_SHOTS=DIR keeps pictures.
class TestReadinessIris : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeName::Light); }

    void onlyWhereTheStationHasOne()
    {
        ReadinessFacts facts;
        QCOMPARE(readinessLines(facts).size(), 9);
        facts.iris = IrisFacts{};
        const QList<ReadinessLine> lines = readinessLines(facts);
        QCOMPARE(lines.size(), 10);
        QCOMPARE(lines[2].topic, ReadinessLine::Topic::Iris); // beside camera and scanner
        QCOMPARE(lines[2].kind, MessageKind::Warn); // not connected: nobody is stopped by it
        facts.iris->looking = true;
        QCOMPARE(readinessLines(facts)[2].kind, MessageKind::Neutral);
    }

    void itsLampsGoOffOnceItHasAnswered()
    {
        IrisStage stage;
        QCOMPARE(stage.eyes.opened, 1);
        QCOMPARE(stage.line().kind, MessageKind::Neutral);
        stage.say(camera(true, true, true));
        QCOMPARE(stage.line().kind, MessageKind::Ok);
        QVERIFY(stage.line().advice.contains(u"simulated"_s));
        QTRY_COMPARE(stage.eyes.closed, 1);
        stage.say(std::nullopt); // closed: what it no longer says is no verdict
        QCOMPARE(stage.line().kind, MessageKind::Ok);
        stage.page->trigger(u"test"_s);
        QCOMPARE(stage.eyes.opened, 2);
        QCOMPARE(stage.line().kind, MessageKind::Neutral);
        stage.page->leave();
        QCOMPARE(stage.eyes.closed, 2);
    }

    void whatIsWrongIsSaid()
    {
        ReadinessFacts facts;
        for (const auto &[device, word] : {std::pair{camera(true, false, false), u"trusted"_s},
                                           std::pair{camera(false, true, false), u"ready"_s}}) {
            facts.iris = IrisFacts{device, false};
            const ReadinessLine line = readinessLines(facts)[2];
            QCOMPARE(line.kind, MessageKind::Warn);
            QVERIFY(line.value.contains(word));
            QVERIFY(!line.advice.isEmpty());
        }
        facts.iris = IrisFacts{camera(true, true, false), false};
        QVERIFY(readinessLines(facts)[2].advice.contains(u"Maker TwoEyes"_s));
    }

    void tenTilesFitInBothLanguages()
    {
        IrisStage stage;
        Q_EMIT stage.face.frame(QImage(8, 8, QImage::Format_RGB32), {});
        Q_EMIT stage.fingers.scannerChanged(ScannerState::Idle);
        for (const bool there : {false, true}) {
            if (there) {
                stage.page->trigger(u"test"_s);
                stage.say(camera(true, true, true));
                Q_EMIT stage.face.frame(QImage(8, 8, QImage::Format_RGB32), {});
            } else { // the longest words, once it is waited for no more
                stage.page->leave();
                stage.page->setLine({});
                QCOMPARE(stage.line().kind, MessageKind::Warn);
            }
            for (const Language language : {Language::English, Language::Urdu}) {
                stage.language.setLanguage(language);
                for (int i = 0; i < 4; ++i) // what one layout asks of the next
                    QCoreApplication::sendPostedEvents();
                QCOMPARE(stage.window.size(), QSize(1366, 768));
                if (const QString shots = qEnvironmentVariable("INDRAJ_SHOTS"); !shots.isEmpty())
                    QVERIFY(stage.window.grab().save(
                        shots + (there ? u"/readiness-iris"_s : u"/readiness-noiris"_s)
                        + (language == Language::Urdu ? u"-ur.png"_s : u"-en.png"_s)));
                for (const ReadinessTile *tile : stage.page->findChildren<ReadinessTile *>()) {
                    for (const QLabel *label : tile->findChildren<QLabel *>()) {
                        const int needed = label->wordWrap() ? label->heightForWidth(label->width()) : 0;
                        QVERIFY2(needed <= label->height() + 2, qPrintable(label->text()));
                        QVERIFY2(label->geometry().bottom() <= tile->height(), qPrintable(label->text()));
                    }
                }
            }
        }
    }
};

QTEST_MAIN(TestReadinessIris)
#include "tst_readiness_iris.moc"
