// Several face cameras of device services at one station: told apart by name, chosen, remembered. Each
// simulator is a process of its own; the driver and the setting are those of a station.
#include "../devices/sbi/sbibench.h"

#include "app/camerasetting.h"
#include "devices/sbi/sbistillcamera.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace indraj;
using namespace indraj::testing;
using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int patience = 20000;
}

class FaceCamerasTest : public QObject {
    Q_OBJECT
    /// What a start of the program makes of station.ini.
    struct Station {
        explicit Station(const sbi::Options &options, const QString &settings)
            : directory(options)
            , cameras({}, {}, settings, FaceCamera::Simulator, [this](const QString &address) {
                used << address;
                camera.choose(photographDevice(address));
                return true;
            })
        {
            camera.choose(photographDevice(cameras.chosen()));
            cameras.lookAmong(std::make_unique<SbiStillCamera>(directory));
        }
        QStringList named() const
        {
            QStringList names;
            for (const CameraOffer &offer : cameras.offers())
                if (offer.takesPhotographs && !offer.name.isEmpty())
                    names << offer.name;
            names.sort();
            return names;
        }
        /// The serial number of the camera that took it.
        QString photographed()
        {
            QSignalSpy captured(&camera, &StillCamera::captured);
            camera.open();
            StillRequest request;
            request.requestedScore = 0;
            camera.capture(request);
            const bool came = QTest::qWaitFor([&] { return !captured.isEmpty(); }, patience);
            camera.close();
            return came ? captured.first().first().value<StillPicture>().device.serial : QString();
        }
        sbi::Directory directory;
        SbiStillCamera camera{directory};
        QStringList used;
        CameraSetting cameras;
    };

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_keys.made());
        for (const QString &serial : {u"HALL"_s, u"COUNTER"_s}) {
            sbi::SimulatorStart start = simulatorStart(m_keys, serial == u"HALL"_s ? u"1.0"_s : u"0.9.5"_s);
            start.types = {u"Face"_s};
            start.serial = serial;
            m_ports << start.port;
            m_simulators.push_back(std::make_unique<sbi::SimulatorProcess>(start));
            m_simulators.back()->start();
            QTRY_VERIFY_WITH_TIMEOUT(m_simulators.back()->port() != 0, patience);
            m_simulators.back()->admin(u"switches"_s, {{u"delay"_s, 50}});
        }
    }

    void oneOfSeveralIsChosenByItsName()
    {
        {
            Station station(options(), settings());
            QVERIFY(station.named().isEmpty()); // nobody looks, so no service is asked
            station.cameras.setLooking(true);
            QTRY_COMPARE_WITH_TIMEOUT(station.named().size(), 2, patience);
            QVERIFY2(station.named().first().startsWith(u"COUNTER-FACE · "_s),
                     qPrintable(station.named().first()));
            QVERIFY2(station.named().last().startsWith(u"HALL-FACE · "_s),
                     qPrintable(station.named().last()));
            station.cameras.setLooking(false);
            QCOMPARE(station.named().size(), 2); // as last seen
            for (const QString &serial : {u"HALL-FACE"_s, u"COUNTER-FACE"_s}) {
                station.cameras.choose(photographAddress + u"Face:"_s + serial);
                QCOMPARE(station.photographed(), serial);
            }
        }
        Station nextDay(options(), settings());
        QCOMPARE(nextDay.cameras.chosen(), photographAddress + u"Face:COUNTER-FACE"_s);
        QCOMPARE(nextDay.photographed(), u"COUNTER-FACE"_s);
    }

    /// The picture of another camera never stands in for the one that was chosen.
    void theChosenOneThatIsAwayIsNotReplaced()
    {
        QSettings(settings(), QSettings::IniFormat)
            .setValue(u"camera/address"_s, photographAddress + u"Face:ELSEWHERE"_s);
        Station station(options(), settings());
        QCOMPARE(station.cameras.chosen(), photographAddress + u"Face:ELSEWHERE"_s);
        station.cameras.setLooking(true);
        QTRY_COMPARE_WITH_TIMEOUT(station.named().size(), 2, patience);
        station.camera.open();
        QTRY_VERIFY_WITH_TIMEOUT(!station.camera.devices().isEmpty(), patience);
        QVERIFY(!station.camera.device());
        QCOMPARE(station.camera.state(), ScannerState::NoDevice);
        station.cameras.choose(photographAddress); // whichever is ready
        QTRY_VERIFY_WITH_TIMEOUT(station.camera.device(), patience);
    }

    void aSingleOneNeedsNoName()
    {
        QSettings(settings(), QSettings::IniFormat).remove(u"camera/address"_s);
        sbi::Options only = options();
        only.ports.removeLast();
        Station station(only, settings());
        QSignalSpy changed(&station.cameras, &CameraLook::changed);
        station.cameras.setLooking(true);
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, patience);
        QVERIFY(station.named().isEmpty());
        QCOMPARE(station.cameras.chosen(), photographAddress);
        station.cameras.choose(photographAddress + u"Face:HALL-FACE"_s); // remembered from a time with two
        QCOMPARE(station.named().size(), 1);
    }

private:
    sbi::Options options() const
    {
        sbi::Options options;
        options.trust = m_keys.trust();
        options.environment = u"Developer"_s;
        options.ports = m_ports;
        return options;
    }
    QString settings() const { return m_folder.filePath(u"station.ini"_s); }

    TrainingKeys m_keys;
    QTemporaryDir m_folder;
    QList<quint16> m_ports;
    std::vector<std::unique_ptr<sbi::SimulatorProcess>> m_simulators;
};

QTEST_GUILESS_MAIN(FaceCamerasTest)
#include "tst_facecameras.moc"
