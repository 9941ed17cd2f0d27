#pragma once

#include "devices/sbi/directory.h"
#include "devices/simulator/sbi/simulatorprocess.h"

#include <QString>
#include <QStringList>
#include <QTimer>

#include <tl/expected.hpp>

#include <memory>

namespace indraj {

/// Where a device of MOSIP's Secure Biometric Interface comes from.
enum class SbiSource {
    None, ///< the station has no such device
    Device, ///< a device service on this computer
    Simulator, ///< our simulator of one, in training only
};

/// What may stand in `fingers/scanner`, `iris/camera` and `face/camera`; the first is what an absent or
/// unknown word counts as.
/// @{
inline const QStringList slapWords{QStringLiteral("single"), QStringLiteral("sbi"),
                                   QStringLiteral("slap-simulator")};
inline const QStringList irisWords{QStringLiteral("none"), QStringLiteral("sbi"),
                                   QStringLiteral("iris-simulator")};
inline const QStringList faceWords{QStringLiteral("none"), QStringLiteral("sbi"),
                                   QStringLiteral("face-simulator")};
/// @}
/// `word` is one of those lists.
SbiSource sbiSourceFrom(const QString &word);

struct SbiSetup {
    SbiSource source = SbiSource::None;
    QString type; ///< of the simulated device, as the interface names it: "Finger", "Iris", "Face"
    /// Certificates of the makers that are believed, *.pem and *.crt; for the simulator the folder made by
    /// packaging/training-sbi-keys.sh.
    QString folder;
    QString program; ///< of the simulator
    QString photograph; ///< what a simulated face camera sees: a picture, or the training video
    QString environment; ///< as MOSIP names it; empty: "Production"
};

/// The device services of this station, and a simulated one where it is asked for: a process of its own,
/// found and checked over the same interface as a real one, and started again when it ends. GUI thread; never
/// blocks.
class SbiStation : public QObject {
    Q_OBJECT
public:
    /// Fails with words for the technician when the certificates cannot be read or there are none.
    static tl::expected<std::unique_ptr<SbiStation>, QString> make(const SbiSetup &setup);

    sbi::Directory &directory() { return m_directory; }
    bool isSimulated() const { return m_simulator != nullptr; }
    /// A simulated person has other fingers and eyes from now on.
    void nextApplicant(quint64 seed);

private:
    SbiStation(const SbiSetup &setup, const sbi::Options &options);

    sbi::Directory m_directory;
    std::unique_ptr<sbi::SimulatorProcess> m_simulator; ///< null with a real device
    QTimer m_startAgain;
    quint64 m_person = 1;
};

} // namespace indraj
