#include "biometrics/iris/irispolicyfile.h"
#include "biometrics/iris/record/irisrecord.h"
#include "capture/iris/iriscapturesession.h"
#include "devices/sbi/sbiiriscamera.h"
#include "tests/devices/sbi/sbibench.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace indraj;
using namespace indraj::testing;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using enum EyePosition;

namespace {

constexpr int patience = 60'000; ///< ms on a busy machine

IrisPolicy shippedPolicy()
{
    return loadIrisPolicy(test::sourcePath("/resources/thresholds/irises.json")).value();
}

} // namespace

/// The session over the driver of a station and the simulator in a process of its own, over HTTP: every layer
/// between a page and a device service.
class TestIrisSbi : public QObject {
    Q_OBJECT

    struct Station {
        sbi::Directory directory;
        SbiIrisCamera camera{directory};
        IrisCaptureSession session;
        QSignalSpy tries{&session, &EyeCapture::tryFinished};
        QSignalSpy finished{&session, &EyeCapture::finished};
        QSignalSpy failed{&session, &EyeCapture::failed};
        explicit Station(const sbi::Options &options)
            : directory(options)
            , session(camera, shippedPolicy())
        {
            session.setPause(1);
            session.openCamera();
        }
        bool becomesAvailable()
        {
            return QTest::qWaitFor([this] { return session.isAvailable(); }, patience);
        }
        bool ends(int times = 1)
        {
            return QTest::qWaitFor([&] { return finished.size() >= times; }, patience);
        }
        bool good() const { return finished.last()[0].toBool(); }
        DeviceError error() const { return failed.last()[0].value<DeviceError>(); }
    };

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_keys.made());
        sbi::SimulatorStart start = simulatorStart(m_keys, u"0.9.5"_s);
        start.types = {u"Iris"_s};
        m_port = start.port;
        m_simulator = std::make_unique<sbi::SimulatorProcess>(start);
        m_simulator->start();
        QTRY_VERIFY_WITH_TIMEOUT(m_simulator->port() != 0, patience);
    }
    void init()
    {
        set(m_usual);
        QTRY_VERIFY_WITH_TIMEOUT(!state(u"busy"_s).toBool(), patience);
    }
    void cleanupTestCase() { m_simulator.reset(); }

    void bothEyesComeThroughAllLayers()
    {
        Station station(options());
        QVERIFY(station.becomesAvailable());
        QVERIFY(station.session.device()->simulated);
        station.session.begin();
        QCOMPARE(station.session.asking(), QList({Right, Left}));
        QVERIFY(station.ends());
        QVERIFY(station.good() && station.session.toDecide().isEmpty());
        QVERIFY(station.failed.isEmpty());
        for (const EyePosition eye : bothEyes) {
            const auto sample = station.session.sample(eye);
            QVERIFY(sample && sample->isGood);
            QCOMPARE(sample->device, u"sbi-0.9.5 Indraj Simulator simulator"_s);
            const auto record = readIrisRecord(sample->record);
            QVERIFY(record.has_value());
            QCOMPARE(EyePosition(record->representations[0].eye), eye);
            // Of the station's own judging, not what the device says.
            QCOMPARE(int(record->representations[0].qualities[0].score), sample->quality.value);
        }
        QVERIFY(station.directory.chainHash() != sbi::firstHash());
        station.session.clearAll();
        QCOMPARE(station.directory.chainHash(), sbi::firstHash()); // the next applicant's chain
    }

    void theNewerVersionToo()
    {
        sbi::SimulatorStart start = simulatorStart(m_keys, u"1.0"_s);
        start.types = {u"Iris"_s};
        sbi::SimulatorProcess newer(start);
        newer.start();
        QTRY_VERIFY_WITH_TIMEOUT(newer.port() != 0, patience);
        sbi::Options options = this->options();
        options.ports = {start.port};
        Station station(options);
        QVERIFY(station.becomesAvailable());
        station.session.begin(); // its first look at anybody is a poor one
        QVERIFY(station.ends());
        QVERIFY(station.good());
        QCOMPARE(station.session.sample(Left)->device, u"sbi-1.0 Indraj Simulator simulator"_s);
    }

    void anExceptedEyeIsNeitherAskedForNorTaken()
    {
        Station station(options());
        station.session.setExceptions({Left});
        QVERIFY(station.becomesAvailable());
        station.session.begin();
        QVERIFY(station.ends());
        QVERIFY(station.good() && station.session.sample(Right));
        QVERIFY(!station.session.sample(Left));
        QCOMPARE(station.session.tries()[0].asked, QList{Right});
        // A device that sends it all the same: nothing of that try is kept.
        station.session.clear(Right);
        set({{u"extra"_s, QJsonArray{u"Left"_s}}});
        station.session.begin();
        QTRY_VERIFY_WITH_TIMEOUT(!station.session.tries().isEmpty(), patience);
        QCOMPARE(station.session.tries()[0].fault, std::optional(IrisFault::EyesUnexpected));
        QCOMPARE(station.session.tries()[0].faultEyes, QList{Left});
        QVERIFY(!station.session.sample(Right) && !station.session.sample(Left));
    }

    void anEyeThatDoesNotComeIsAskedForAgain()
    {
        Station station(options());
        QVERIFY(station.becomesAvailable());
        set({{u"missing"_s, QJsonArray{u"Left"_s}}});
        connect(&station.session, &EyeCapture::tryFinished, &station.session, [this] {
            tell({{u"missing"_s, QJsonArray()}});
        });
        station.session.begin();
        QVERIFY(station.ends());
        QVERIFY(station.good());
        const QList<IrisTry> tries = station.session.tries(Left);
        QCOMPARE(tries[0].fault, std::optional(IrisFault::EyesMissing));
        QCOMPARE(tries[0].faultEyes, QList{Left});
        QVERIFY(tries.last().isUsable());
    }

    void oneIrisForBothEyesIsNotTaken()
    {
        Station station(options());
        QVERIFY(station.becomesAvailable());
        set({{u"sameSkin"_s, u"yes"_s}});
        connect(&station.session, &EyeCapture::tryFinished, &station.session, [this] {
            tell({{u"sameSkin"_s, u"no"_s}});
        });
        station.session.begin();
        QVERIFY(station.ends());
        QVERIFY(station.good());
        QCOMPARE(station.session.tries()[0].fault, std::optional(IrisFault::SameEyeTwice));
        QVERIFY(station.session.tries()[0].eyes.isEmpty());
    }

    /// A device that has its cameras the wrong way round: believed, but not without a word.
    void swappedEyesAreDoubted()
    {
        Station station(options());
        QVERIFY(station.becomesAvailable());
        set({{u"swapped"_s, u"yes"_s}});
        station.session.begin();
        QVERIFY(station.ends());
        QVERIFY(station.good());
        const IrisTry attempt = station.session.tries()[0];
        QVERIFY(attempt.of(Right)->isSideDoubted() || attempt.of(Left)->isSideDoubted());
        for (const IrisEyeTry &eye : attempt.eyes)
            QVERIFY(eye.side.eye != std::optional(eye.eye));
    }

    /// What the device says of its picture counts for nothing: it praises a poor one.
    void aPoorPictureIsTakenAgain()
    {
        set({{u"manner"_s, u"training"_s}, {u"score"_s, 95}});
        call(u"person"_s, {{u"seed"_s, 4}});
        Station station(options());
        QVERIFY(station.becomesAvailable());
        station.session.begin();
        QVERIFY(station.ends());
        QVERIFY(station.good());
        for (const EyePosition eye : bothEyes) {
            const QList<IrisTry> tries = station.session.tries(eye);
            QVERIFY(tries.size() >= 2);
            const IrisEyeTry &first = *tries[0].of(eye);
            QVERIFY(!first.isGood && !first.advice.isEmpty());
            QVERIFY(first.quality.value < shippedPolicy().acceptFrom);
            QCOMPARE(station.session.best(eye), int(tries.size()) - 1);
            QCOMPARE(station.session.sample(eye)->attempts[0].outcome, irisAdviceCode(first.advice[0]));
        }
    }

    void pulledInTheMiddleItGoesOnByItself()
    {
        Station station(options());
        QVERIFY(station.becomesAvailable());
        set({{u"delay"_s, 30'000}}); // longer than the camera is asked to wait
        station.session.begin();
        QTRY_VERIFY_WITH_TIMEOUT(state(u"busy"_s).toBool(), patience);
        QCOMPARE(station.session.cameraState(), ScannerState::WaitingFinger);
        m_simulator->stop();
        QTRY_COMPARE_WITH_TIMEOUT(station.failed.size(), 1, patience);
        QCOMPARE(station.error().fault, DeviceFault::Removed);
        QTRY_VERIFY_WITH_TIMEOUT(!station.session.isAvailable() && !station.session.device(), patience);
        QVERIFY(station.session.tries().isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(m_simulator->port(), quint16(0), patience);
        m_simulator->start();
        QVERIFY(station.ends());
        QVERIFY(station.good());
        QCOMPARE(station.failed.size(), 1);
    }

    void whatCannotBeProvedIsNotKept_data()
    {
        QTest::addColumn<QJsonObject>("switches");
        QTest::newRow("changed after signing") << QJsonObject{{u"signature"_s, u"broken"_s}};
        QTest::newRow("signed by a stranger") << QJsonObject{{u"chain"_s, u"stranger"_s}};
        QTest::newRow("certificate out of date") << QJsonObject{{u"chain"_s, u"expired"_s}};
        QTest::newRow("not signed") << QJsonObject{{u"chain"_s, u"unsigned"_s}};
        QTest::newRow("not the link after ours") << QJsonObject{{u"hash"_s, u"broken"_s}};
        QTest::newRow("of another capture") << QJsonObject{{u"transaction"_s, u"other"_s}};
        QTest::newRow("of another time") << QJsonObject{{u"clock"_s, -400}};
    }
    void whatCannotBeProvedIsNotKept()
    {
        QFETCH(QJsonObject, switches);
        Station station(options());
        station.session.setExceptions({Left}); // one eye is as good as two, and drawn in half the time
        QVERIFY(station.becomesAvailable());
        set(switches);
        station.session.begin();
        QTRY_COMPARE_WITH_TIMEOUT(station.failed.size(), 1, patience);
        QVERIFY2(station.error().fault == DeviceFault::Untrusted, qPrintable(station.error().detail));
        QVERIFY(station.tries.isEmpty() && !station.session.sample(Right) && !station.session.sample(Left));
        QCOMPARE(station.directory.chainHash(), sbi::firstHash());
        QVERIFY(station.session.asking().isEmpty()); // a person begins again, not the program
        set(m_usual);
        QVERIFY(station.becomesAvailable());
        station.session.begin();
        QVERIFY(station.ends());
        QVERIFY(station.good());
    }

    void hostileSizesEndNothingButTheTry_data()
    {
        QTest::addColumn<QJsonObject>("switches");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const char *key, const QString &value, const QString &code) {
            QTest::newRow(name) << QJsonObject{{QString::fromLatin1(key), value}} << code;
        };
        row("an answer without end", "size", u"body"_s, u"too-large"_s);
        row("hundreds of eyes", "size", u"entries"_s, u"too-large"_s);
        row("a monstrous record", "size", u"record"_s, u"too-large"_s);
        row("a monstrous picture", "size", u"picture"_s, u"too-large"_s);
        row("half a record", "record", u"damaged"_s, u"bad-record"_s);
        row("the other eye's record", "record", u"otherFinger"_s, u"bad-record"_s);
        row("half an answer", "drop", u"middle"_s, u"unreachable"_s);
    }
    void hostileSizesEndNothingButTheTry()
    {
        QFETCH(QJsonObject, switches);
        QFETCH(QString, code);
        Station station(options());
        if (switches.value(u"record"_s) != u"otherFinger"_s) // which needs two
            station.session.setExceptions({Left});
        QVERIFY(station.becomesAvailable());
        set(switches);
        connect(&station.session, &EyeCapture::failed, &station.session, [this] { tell(m_usual); });
        station.session.begin();
        QTRY_COMPARE_WITH_TIMEOUT(station.failed.size(), 1, patience);
        QVERIFY2(station.error().detail.startsWith(code), qPrintable(station.error().detail));
        QVERIFY(station.tries.isEmpty());
        QVERIFY(station.ends()); // asked again by itself
        QVERIFY(station.good());
        // Nothing of what was refused; good eyes may take a second look.
        const QList<IrisTry> tries = station.session.tries();
        QVERIFY(!tries.isEmpty());
        for (const IrisTry &one : tries)
            QVERIFY(!one.fault);
    }

private:
    QJsonObject call(const QString &name, const QJsonObject &body)
    {
        std::optional<QJsonObject> answer;
        m_simulator->admin(name, body, [&answer](const QJsonObject &given) { answer = given; });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, patience))
            return {};
        return *answer;
    }
    void set(const QJsonObject &switches) { call(u"switches"_s, switches); }
    /// From a slot: not waited for.
    void tell(const QJsonObject &switches) { m_simulator->admin(u"switches"_s, switches); }
    QJsonValue state(const QString &what) { return call(u"state"_s, {}).value(what); }
    sbi::Options options() const
    {
        sbi::Options options;
        options.trust = m_keys.trust();
        options.environment = u"Developer"_s;
        options.ports = {m_port};
        options.rescan = 250ms;
        return options;
    }

    const QJsonObject m_usual{{u"reset"_s, true}, {u"manner"_s, u"good"_s}, {u"delay"_s, 20}};
    TrainingKeys m_keys;
    std::unique_ptr<sbi::SimulatorProcess> m_simulator;
    quint16 m_port = 0;
};

QTEST_MAIN(TestIrisSbi)
#include "tst_irissbi.moc"
