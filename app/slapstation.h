#pragma once

#include "devices/sbi/directory.h"
#include "devices/sbi/sbislapscanner.h"
#include "devices/simulator/sbi/simulatorprocess.h"

#include <QString>
#include <QStringList>
#include <QTimer>

#include <tl/expected.hpp>

#include <memory>

namespace indraj {

/// Where whole hands come from: the setting `fingers/scanner` of station.ini.
enum class SlapSource {
    None, ///< "single" or absent: single fingers only
    Sbi, ///< "sbi": a device service of MOSIP's Secure Biometric Interface on this computer
    Simulator, ///< "slap-simulator", or --slap: our simulator of one, in training only
};

/// What may stand in `fingers/scanner`; the first is what an absent or unknown word counts as.
inline const QStringList slapWords{QStringLiteral("single"), QStringLiteral("sbi"),
                                   QStringLiteral("slap-simulator")};
/// `word` is one of slapWords.
SlapSource slapSourceFrom(const QString &word);

struct SlapSetup {
    SlapSource source = SlapSource::None;
    /// Certificates of the makers that are believed, *.pem and *.crt; for the simulator the folder made by
    /// packaging/training-sbi-keys.sh.
    QString folder;
    QString program; ///< of the simulator
    QString environment; ///< as MOSIP names it; empty: "Production"
};

/// The slap scanner of this station. A simulated one is a process of its own, found and checked over the same
/// interface as a real one, and started again when it ends. GUI thread; never blocks.
class SlapStation : public QObject {
    Q_OBJECT
public:
    /// Fails with words for the technician when the certificates cannot be read or there are none.
    static tl::expected<std::unique_ptr<SlapStation>, QString> make(const SlapSetup &setup);

    SlapScanner &scanner() { return m_scanner; }
    /// A simulated person has other fingers from now on.
    void nextApplicant(quint64 seed);

private:
    SlapStation(const SlapSetup &setup, const sbi::Options &options);

    sbi::Directory m_directory;
    SbiSlapScanner m_scanner;
    std::unique_ptr<sbi::SimulatorProcess> m_simulator; ///< null with a real device
    QTimer m_startAgain;
    quint64 m_person = 1;
};

} // namespace indraj
