#pragma once

#include "devices/fingerprint/scanner.h"

#include <QObject>
#include <QSignalSpy>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

/// The conformance suite asks the same of every device, whatever it captures: tst_conformance.cpp has the
/// duties, a Subject lets it ask them of one driver. A vendor adds a Subject, or points one of those that are
/// there at his own program (docs/adding-a-device.md).
namespace indraj::testing {

/// One driver with the world around it: who touches, who pulls the plug.
class Subject : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    // The device, in the words that all interfaces share.
    virtual void open() = 0;
    virtual void close() = 0;
    virtual ScannerState state() const = 0;
    virtual void capture() = 0;
    virtual void cancel() = 0;
    virtual bool isSimulated() const = 0; ///< as it says of itself; asked while it is there
    virtual bool shouldBeSimulated() const { return true; }

    // The world. Only called while a capture waits, or to make what follows possible.
    virtual void letCaptureSucceed() = 0; ///< somebody touches, now or when it waits
    virtual void letNothingHappen() { } ///< nobody touches, until letCaptureSucceed()
    virtual bool canBeUnplugged() const { return true; }
    virtual void unplug() = 0;
    virtual void plug() = 0;
    virtual bool capturesOnce() const { return false; } ///< a recording: one open, capture and close
    /// Asks for what cannot be; false when the interface has no such request.
    virtual bool captureImpossible() { return false; }

    /// Why the last captured thing is not what it should be; empty: it is.
    virtual QString faultOfCaptured() const = 0;

Q_SIGNALS:
    void stateChanged(indraj::ScannerState state);
    void captured();
    void retry();
    void failed(const indraj::DeviceError &error);
};

/// Named, and made when its turn comes: each duty gets a new one. A maker may return nullptr, with the
/// reason, where what it needs is not installed.
struct SubjectMaker {
    QString name;
    std::function<std::unique_ptr<Subject>(QString &reason)> make;
    bool inFull
        = true; ///< false: only the first duty; a recording serves one capture, a driver's twin is its twin
};

/// A vendor runs the suite on his own device: only that is asked.
bool isVendorsRun();
/// What he is to do with it now.
void tellTheVendor(const char *what);

std::vector<SubjectMaker> helperSubjects(); ///< libfprint behind the scanner helper: simulated and recorded
std::vector<SubjectMaker> sbiSubjects(); ///< the Secure Biometric Interface, both versions, all kinds
void endSbiServices(); ///< before the program ends

} // namespace indraj::testing
