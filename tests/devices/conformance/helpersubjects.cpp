#include "subject.h"

#include "../fingerprint/scannerbench.h"
#include "tests/support/places.h"

#include <QDir>
#include <QStandardPaths>

#include <cstdio>

namespace indraj::testing {
namespace {

/// What every FingerScanner has in common.
class FingerSubject : public Subject {
public:
    explicit FingerSubject(HelperOptions options)
        : m_scanner(std::move(options))
    {
        connect(&m_scanner, &FingerScanner::stateChanged, this, &Subject::stateChanged);
        connect(&m_scanner, &FingerScanner::captured, this, [this](const FingerImage &image) {
            m_last = image;
            Q_EMIT captured();
        });
        connect(&m_scanner, &FingerScanner::retry, this, &Subject::retry);
        connect(&m_scanner, &FingerScanner::failed, this, &Subject::failed);
    }
    void open() override { m_scanner.open(); }
    void close() override { m_scanner.close(); }
    ScannerState state() const override { return m_scanner.state(); }
    void capture() override { m_scanner.capture(FingerPosition::RightIndex); }
    void cancel() override { m_scanner.cancel(); }
    bool isSimulated() const override { return m_scanner.sensor().simulated; }

    QString faultOfCaptured() const override
    {
        const QImage &image = m_last.image;
        if (image.format() != QImage::Format_Grayscale8 || image.width() < 64 || image.height() < 64)
            return QStringLiteral("no grey picture");
        if (!m_last.at.isValid() || m_last.at.timeSpec() != Qt::UTC)
            return QStringLiteral("no time in UTC");
        if (m_last.sensor.driver.isEmpty() || m_last.sensor.resolution < 200)
            return QStringLiteral("no profile");
        return {};
    }

protected:
    HelperScanner m_scanner;
    FingerImage m_last;
};

/// libfprint's virtual_image driver; a feeder is the finger.
class VirtualSubject : public FingerSubject {
public:
    VirtualSubject()
        : VirtualSubject(std::make_unique<QTemporaryDir>())
    {
    }
    void letCaptureSucceed() override
    {
        m_touching = true;
        touch();
    }
    void letNothingHappen() override { m_touching = false; }
    void unplug() override
    {
        reconnect();
        m_feeder->unplug();
    }
    void plug() override { } // the helper finds it again: the driver offers its device at every search

private:
    explicit VirtualSubject(std::unique_ptr<QTemporaryDir> folder)
        : FingerSubject(virtualOptions(folder->filePath(QStringLiteral("finger"))))
        , m_folder(std::move(folder))
    {
        // The driver takes a finger only once it waits for one.
        connect(this, &Subject::stateChanged, this, [this] { touch(); });
    }
    void reconnect()
    {
        m_feeder = std::make_unique<ImageFeeder>(m_folder->filePath(QStringLiteral("finger")));
        m_feeder->connectNow();
    }
    void touch()
    {
        if (!m_touching || state() != ScannerState::WaitingFinger)
            return;
        reconnect();
        m_feeder->image(ridges(++m_touches));
    }
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ImageFeeder> m_feeder;
    bool m_touching = false;
    int m_touches = 0;
};

/// A real driver under umockdev; the recording is the finger.
class RecordedSubject : public FingerSubject {
public:
    explicit RecordedSubject(const QString &folder)
        : FingerSubject(recordingOptions(folder))
    {
    }
    bool shouldBeSimulated() const override { return false; }
    void letCaptureSucceed() override { }
    bool canBeUnplugged() const override { return false; }
    void unplug() override { }
    void plug() override { }
    bool capturesOnce() const override { return true; }
};

/// The example of docs/adding-a-device.md: its scanner is a folder, and a picture put into it the finger.
class ExampleSubject : public FingerSubject {
public:
    ExampleSubject()
        : ExampleSubject(std::make_unique<QTemporaryDir>())
    {
    }
    void letCaptureSucceed() override
    {
        m_touching = true;
        touch();
    }
    void letNothingHappen() override { m_touching = false; }
    void unplug() override { QDir(scanner()).removeRecursively(); }
    void plug() override { QDir().mkpath(scanner()); }

private:
    explicit ExampleSubject(std::unique_ptr<QTemporaryDir> folder)
        : FingerSubject(folderOptions(folder->filePath(QStringLiteral("scanner"))))
        , m_folder(std::move(folder))
    {
        plug();
        connect(this, &Subject::stateChanged, this, [this] { touch(); });
    }
    QString scanner() const { return m_folder->filePath(QStringLiteral("scanner")); }
    void touch()
    {
        if (!m_touching || state() != ScannerState::WaitingFinger)
            return;
        const QString written = m_folder->filePath(QStringLiteral("touch.pgm"));
        ridges(++m_touches).save(written);
        QFile::rename(written, scanner() + QStringLiteral("/touch.pgm")); // there as a whole, or not at all
    }
    std::unique_ptr<QTemporaryDir> m_folder;
    bool m_touching = false;
    int m_touches = 0;
};

/// A vendor's helper. Whoever runs the suite is its finger, and is told on the screen.
class VendorSubject : public FingerSubject {
public:
    explicit VendorSubject(const QString &program)
        : FingerSubject(optionsOf(program))
    {
    }
    bool shouldBeSimulated() const override { return isSimulated(); }
    void letCaptureSucceed() override { tellTheVendor("touch it"); }
    void letNothingHappen() override { tellTheVendor("do not touch it"); }
    bool canBeUnplugged() const override { return !qEnvironmentVariableIsEmpty("INDRAJ_CONFORMANCE_UNPLUG"); }
    void unplug() override { tellTheVendor("pull its cable"); }
    void plug() override { tellTheVendor("plug it in"); }

private:
    static HelperOptions optionsOf(const QString &program)
    {
        HelperOptions options;
        options.program = program;
        return options;
    }
};

} // namespace

bool isVendorsRun()
{
    return !qEnvironmentVariableIsEmpty("INDRAJ_CONFORMANCE_HELPER")
        || !qEnvironmentVariableIsEmpty("INDRAJ_CONFORMANCE_SBI_PORT");
}

void tellTheVendor(const char *what) { std::fprintf(stderr, "---- %s\n", what); }

std::vector<SubjectMaker> helperSubjects()
{
    const QString vendor = qEnvironmentVariable("INDRAJ_CONFORMANCE_HELPER");
    if (!vendor.isEmpty())
        return {{vendor, [vendor](QString &) { return std::make_unique<VendorSubject>(vendor); }}};
    if (isVendorsRun())
        return {};
    std::vector<SubjectMaker> makers{
        {QStringLiteral("virtual_image"), [](QString &) { return std::make_unique<VirtualSubject>(); }},
        {QStringLiteral("example"), [](QString &) { return std::make_unique<ExampleSubject>(); }}};
    const bool canReplay = !QStandardPaths::findExecutable(QStringLiteral("umockdev-run")).isEmpty();
    const QString root = indraj::test::sharedPath("/libfprint-recordings/");
    for (const QString &name : QDir(root).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        makers.push_back({name,
                          [folder = root + name, canReplay](QString &reason) -> std::unique_ptr<Subject> {
                              if (canReplay)
                                  return std::make_unique<RecordedSubject>(folder);
                              reason = QStringLiteral("umockdev-run is not installed");
                              return nullptr;
                          },
                          false});
    }
    return makers;
}

} // namespace indraj::testing
