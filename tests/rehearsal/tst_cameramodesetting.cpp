// What a station remembers about its cameras and their formats.
#include "app/cameramodesetting.h"
#include "app/camerasetting.h"

#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

namespace {
const CameraFormat small{{1280, 720}, 30, 1, CameraFormat::Coding::Jpeg};
const CameraFormat large{{2592, 1944}, 15, 1, CameraFormat::Coding::Jpeg};
const QString deskCamera = u"v4l2:/dev/video0"_s;
const QString netCamera = u"http://clerk:secret@10.0.0.7/mjpeg"_s;
} // namespace

class CameraModeSettingTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    QString settings() const { return m_folder.filePath(u"station.ini"_s); }

private Q_SLOTS:
    void init() { QFile::remove(settings()); }

    void rememberedForEachCamera()
    {
        QList<std::optional<CameraFormat>> used;
        const auto use = [&](const std::optional<CameraFormat> &format) { used.append(format); };
        CameraModeSetting modes(settings(), deskCamera, use);
        QSignalSpy changed(&modes, &CameraModes::changed);
        QVERIFY(!modes.wanted()); // the best
        modes.want(small);
        QCOMPARE(used, QList<std::optional<CameraFormat>>{small});
        QCOMPARE(changed.count(), 1);
        modes.want(small); // the same again starts no camera anew
        QCOMPARE(used.size(), 1);
        modes.cameraChosen(netCamera);
        QVERIFY(!modes.wanted());
        modes.want(large);
        modes.cameraChosen(deskCamera);
        QCOMPARE(modes.wanted(), small);
        QCOMPARE(used.size(), 2); // who chooses a camera uses it himself
        CameraModeSetting tomorrow(settings(), netCamera, use);
        QCOMPARE(tomorrow.wanted(), large);
        tomorrow.want(std::nullopt);
        QVERIFY(!rememberedFormat(settings(), netCamera));
        QCOMPARE(rememberedFormat(settings(), deskCamera), small);
    }

    void noPasswordIsWritten()
    {
        CameraModeSetting modes(settings(), netCamera, [](const auto &) {});
        modes.want(large);
        QFile file(settings());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray written = file.readAll();
        QVERIFY(written.contains("2592x1944"));
        QVERIFY(!written.contains("secret") && !written.contains("10.0.0.7"));
    }

    void whatTheCameraDidIsOfTheLastWish()
    {
        CameraModeSetting modes(settings(), deskCamera, [](const auto &) {});
        QVERIFY(!modes.mode());
        modes.modeSeen({{large, small}, small, large, false});
        QCOMPARE(modes.mode()->missed, large);
        modes.want(small);
        QVERIFY(!modes.mode()->used && !modes.mode()->missed); // not known yet
        QCOMPARE(modes.mode()->offered.size(), 2);
        modes.cameraChosen(netCamera);
        QVERIFY(!modes.mode());
    }

    void aCameraThatIsGoneIsSilentUntilItsNextPicture()
    {
        CameraModeSetting modes(settings(), deskCamera, [](const auto &) {});
        QSignalSpy changed(&modes, &CameraModes::changed);
        QVERIFY(!modes.isSilent());
        modes.modeSeen({{large, small}, small, {}, false});
        modes.setSilent(true);
        modes.setSilent(true); // said again with every try
        QCOMPARE(changed.count(), 2);
        QVERIFY(modes.isSilent());
        modes.setSilent(false); // back in the same mode, which is not said anew
        QVERIFY(!modes.isSilent());
        modes.setSilent(true);
        modes.modeSeen({{large, small}, small, {}, false});
        QVERIFY(!modes.isSilent());
        modes.setSilent(true);
        modes.cameraChosen(netCamera);
        QVERIFY(!modes.isSilent()); // nothing is known of that one
    }

    void theChosenCameraIsRemembered()
    {
        const QString film = u"file:/training.avi"_s;
        const QString second = u"v4l2:/dev/video2"_s;
        Options options;
        QCOMPARE(cameraToUse(options, film, settings(), FaceCamera::None), film); // nothing chosen yet
        QCOMPARE(cameraToUse(options, {}, settings(), FaceCamera::None), deskCamera);
        QStringList used;
        CameraSetting cameras(options, film, settings(), FaceCamera::None, [&](const QString &address) {
            used << address;
            return address != u"nonsense"_s;
        });
        QCOMPARE(cameras.chosen(), film);
        cameras.choose(second);
        cameras.choose(second); // the same again starts no camera anew
        QCOMPARE(used, QStringList{second});
        QCOMPARE(cameraToUse(options, film, settings(), FaceCamera::None), second); // tomorrow
        cameras.choose(u"nonsense"_s); // cannot be used
        QCOMPARE(cameras.chosen(), second);
        QCOMPARE(cameraToUse(options, film, settings(), FaceCamera::None), second);
        options.rehearsalDir = m_folder.path();
        QCOMPARE(cameraToUse(options, film, settings(), FaceCamera::None),
                 film); // a rehearsal shows what the product does
        options.rehearsalDir.clear();
        options.camera = netCamera; // and the command line comes first
        QCOMPARE(cameraToUse(options, film, settings(), FaceCamera::None), netCamera);
        CameraSetting withPassword(options, film, settings(), FaceCamera::None,
                                   [](const QString &) { return true; });
        withPassword.choose(second);
        withPassword.choose(netCamera);
        QFile file(settings());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("secret"));
        for (const CameraOffer &offer : withPassword.offers())
            QVERIFY(!offer.name.contains(u"secret"_s));
    }

    void theSitesFaceCameraIsOneToChoose()
    {
        const QString film = u"file:/training.avi"_s;
        Options options;
        QCOMPARE(cameraToUse(options, film, settings(), FaceCamera::Simulator), photographAddress);
        CameraSetting cameras(options, film, settings(), FaceCamera::Simulator,
                              [](const QString &) { return true; });
        QCOMPARE(cameras.chosen(), photographAddress);
        const auto offers = cameras.offers();
        const auto own = std::find_if(offers.cbegin(), offers.cend(),
                                      [](const CameraOffer &offer) { return offer.takesPhotographs; });
        QVERIFY(own != offers.cend());
        QVERIFY(own->simulated);
        QCOMPARE(own->address, photographAddress);
        cameras.choose(film);
        QCOMPARE(cameraToUse(options, film, settings(), FaceCamera::Device), film); // remembered
        cameras.choose(photographAddress);
        QCOMPARE(cameraToUse(options, film, settings(), FaceCamera::Device), photographAddress);
        // A site that has it no more goes on with what it has.
        QCOMPARE(cameraToUse(options, film, settings(), FaceCamera::None), film);
        options.camera = deskCamera;
        QCOMPARE(cameraToUse(options, film, settings(), FaceCamera::Device), deskCamera);
    }

    void whatCannotBeReadIsTheBest()
    {
        CameraModeSetting(settings(), deskCamera, [](const auto &) {}).want(small);
        {
            QSettings file(settings(), QSettings::IniFormat);
            const QStringList keys = file.allKeys();
            QCOMPARE(keys.size(), 1);
            file.setValue(keys.first(), u"as large as it can be"_s);
        }
        QVERIFY(!rememberedFormat(settings(), deskCamera));
    }

    void aRehearsalRemembersNothing()
    {
        CameraModeSetting modes({}, deskCamera, [](const auto &) {});
        modes.want(small);
        QCOMPARE(modes.wanted(), small);
        QVERIFY(!rememberedFormat({}, deskCamera));
    }
};

QTEST_GUILESS_MAIN(CameraModeSettingTest)
#include "tst_cameramodesetting.moc"
