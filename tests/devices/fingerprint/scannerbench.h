#pragma once

#include "devices/fingerprint/helperscanner.h"
#include "tests/support/places.h"
#include "tests/support/recordedscanner.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <csignal>

/// What the tests of the helper share: its start, a feeder for libfprint's virtual_image, recordings.
namespace indraj::testing {

/// The messages of libfprint's virtual_image driver: pairs of native 32-bit numbers.
class ImageFeeder {
public:
    explicit ImageFeeder(QString path)
        : m_path(std::move(path))
    {
    }
    bool connectNow()
    {
        m_socket.connectToServer(m_path);
        return m_socket.waitForConnected(2000);
    }
    bool image(const QImage &picture)
    {
        pair(picture.width(), picture.height());
        for (int y = 0; y < picture.height(); ++y)
            m_socket.write(reinterpret_cast<const char *>(picture.constScanLine(y)), picture.width());
        return flush();
    }
    bool retry(int code) { return pair(-1, code), flush(); }
    bool error(int code) { return pair(-2, code), flush(); }
    bool automaticFinger(bool on) { return pair(-3, on), flush(); }
    bool finger(bool on) { return pair(-4, on), flush(); }
    bool unplug() { return pair(-5, 0), flush(); }

private:
    void pair(qint32 a, qint32 b)
    {
        const qint32 both[2]{a, b};
        m_socket.write(reinterpret_cast<const char *>(both), sizeof both);
    }
    // The driver reads only while a capture runs, and the scanner under test shares this event loop: never
    // wait.
    bool flush()
    {
        m_socket.flush();
        return m_socket.state() == QLocalSocket::ConnectedState;
    }
    QString m_path;
    QLocalSocket m_socket;
};

inline HelperOptions virtualOptions(const QString &socketPath)
{
    HelperOptions options;
    options.program = helperProgram();
    options.environment.insert(QStringLiteral("FP_VIRTUAL_IMAGE"), socketPath);
    options.environment.insert(QStringLiteral("FP_DRIVERS_WHITELIST"), QStringLiteral("virtual_image"));
    return options;
}

/// The example helper of docs/adding-a-device.md. Its device is `folder`: there or gone as that is.
inline HelperOptions folderOptions(const QString &folder)
{
    HelperOptions options;
    options.wrapper = QStringList{QStringLiteral("python3")};
    options.program = indraj::test::sourcePath("/docs/examples/scanner_helper.py");
    options.environment.insert(QStringLiteral("FOLDER_SCANNER"), folder);
    return options;
}

/// A scanner over virtual_image with its feeder, and spies on everything it says.
struct VirtualBench {
    VirtualBench()
        : VirtualBench(std::chrono::milliseconds(4000))
    {
    }
    explicit VirtualBench(std::chrono::milliseconds silence)
        : scanner(optionsFor(folder, silence))
        , feeder(folder.filePath(QStringLiteral("finger")))
    {
    }
    static HelperOptions optionsFor(const QTemporaryDir &folder, std::chrono::milliseconds silence)
    {
        HelperOptions options = virtualOptions(folder.filePath(QStringLiteral("finger")));
        options.silence = silence;
        return options;
    }

    QTemporaryDir folder;
    HelperScanner scanner;
    ImageFeeder feeder;
    QSignalSpy states{&scanner, &FingerScanner::stateChanged};
    QSignalSpy captured{&scanner, &FingerScanner::captured};
    QSignalSpy retries{&scanner, &FingerScanner::retry};
    QSignalSpy failures{&scanner, &FingerScanner::failed};

    DeviceFault fault(int at) const { return failures.at(at).at(0).value<DeviceError>().fault; }
    RetryReason reason(int at) const { return retries.at(at).at(0).value<RetryReason>(); }
    FingerImage image(int at) const { return captured.at(at).at(0).value<FingerImage>(); }
    bool saw(ScannerState state) const
    {
        return std::any_of(states.begin(), states.end(),
                           [&](const QVariantList &row) { return row.at(0).value<ScannerState>() == state; });
    }
};

/// A picture with ridges enough for libfprint's minutiae detector: waves with dislocations.
inline QImage ridges(int seed, int width = 320, int height = 360)
{
    QImage picture(width, height, QImage::Format_Grayscale8);
    for (int y = 0; y < height; ++y) {
        uchar *line = picture.scanLine(y);
        for (int x = 0; x < width; ++x) {
            double phase = 0;
            for (int k = 0; k < 6; ++k) { // each adds one line that begins in the middle of nowhere
                const double cx = 70 + (k * 67 + seed * 31) % (width - 140),
                             cy = 70 + (k * 91 + seed * 17) % (height - 140);
                phase += (k % 2 ? 1 : -1) * std::atan2(y - cy, x - cx);
            }
            line[x] = uchar(140 + 90 * std::sin(2 * M_PI * (y + 0.2 * x) / 9.0 + phase));
        }
    }
    return picture;
}

} // namespace indraj::testing
