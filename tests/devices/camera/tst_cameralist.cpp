// The list of cameras, and what becomes of it where a device does not answer.
#include "devices/camera/cameralist.h"
#include "devices/camera/framesource.h"
#include "devices/camera/gstreamerruntime.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <condition_variable>
#include <mutex>

#include <gst/gst.h>

using namespace indraj;

namespace {

/// A device that holds whoever asks for it until the test lets go.
struct Hanging {
    std::mutex mutex;
    std::condition_variable wake;
    bool holds = false;
    int held = 0; ///< callers in it now
};

Hanging &hanging()
{
    static Hanging one;
    return one;
}

GList *probe(GstDeviceProvider *)
{
    Hanging &device = hanging();
    std::unique_lock lock(device.mutex);
    ++device.held;
    device.wake.wait(lock, [&device] { return !device.holds; });
    --device.held;
    return nullptr;
}

void describe(gpointer klass, gpointer)
{
    auto *provider = static_cast<GstDeviceProviderClass *>(klass);
    provider->probe = probe;
    gst_device_provider_class_set_static_metadata(provider, "Hanging", "Source/Video", "Does not answer",
                                                  "tests");
}

int heldNow()
{
    const std::lock_guard lock(hanging().mutex);
    return hanging().held;
}

void hold(bool on)
{
    {
        const std::lock_guard lock(hanging().mutex);
        hanging().holds = on;
    }
    hanging().wake.notify_all();
}

} // namespace

class CameraListTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_runtime.isReady());
        const GType type = g_type_register_static_simple(GST_TYPE_DEVICE_PROVIDER, "IndrajHangingProvider",
                                                         sizeof(GstDeviceProviderClass), describe,
                                                         sizeof(GstDeviceProvider), nullptr, GTypeFlags{});
        QVERIFY(gst_device_provider_register(nullptr, "indrajhanging", GST_RANK_PRIMARY, type));
    }

    void listsWhatIsPluggedIn()
    {
        CameraList list;
        QSignalSpy changed(&list, &CameraList::changed);
        QVERIFY(changed.wait(20000)); // the first list, empty or not
        for (const CameraInfo &camera : list.cameras())
            QVERIFY2(CameraAddress::parse(camera.address), qPrintable(camera.address));
    }

    /// Going away takes no time where all devices answer.
    void goesAtOnce()
    {
        QElapsedTimer since;
        {
            CameraList list;
            QSignalSpy changed(&list, &CameraList::changed);
            QVERIFY(changed.wait(20000));
            since.start();
        }
        QVERIFY2(since.elapsed() < 1000, qPrintable(QString::number(since.elapsed())));
    }

    /// A device that never answers holds nobody: the list goes after two seconds, and the thread that was
    /// left ends by itself, without a word, when the device gives it back.
    void deviceThatHangsHoldsNobody()
    {
        hold(true);
        QElapsedTimer since;
        {
            CameraList list;
            QSignalSpy changed(&list, &CameraList::changed);
            QTRY_COMPARE_WITH_TIMEOUT(heldNow(), 1, 20000);
            QCOMPARE(changed.count(), 0);
            since.start();
        }
        QVERIFY2(since.elapsed() >= 1900 && since.elapsed() < 4000,
                 qPrintable(QString::number(since.elapsed())));
        QCOMPARE(heldNow(), 1);
        hold(false);
        QTRY_COMPARE_WITH_TIMEOUT(heldNow(), 0, 20000);
    }

private:
    GStreamerRuntime m_runtime;
};

QTEST_GUILESS_MAIN(CameraListTest)
#include "tst_cameralist.moc"
