#pragma once

#include "devices/sbi/capturereply.h"
#include "devices/sbi/devicelist.h"
#include "devices/simulator/sbi/simulatedcapture.h"
#include "devices/simulator/sbi/simulatorprocess.h"
#include "tests/support/places.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QProcess>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTemporaryDir>

#include <optional>

/// What the tests of the Secure Biometric Interface share: training keys made once for each program, roots,
/// the simulator.
namespace indraj::testing {

/// Made by the script of set-up, in a folder of this process.
class TrainingKeys {
public:
    TrainingKeys()
    {
        QProcess script;
        script.start(indraj::test::sourcePath("/packaging/training-sbi-keys.sh"), {folder()});
        m_made = script.waitForFinished(60000) && script.exitCode() == 0;
    }
    bool made() const { return m_made; }
    QString folder() const { return m_folder.filePath(QStringLiteral("keys")); }
    sbi::Trust trust() const { return sbi::Trust::fromFolder(folder() + QStringLiteral("/roots")).value(); }
    sbi::SimulatorKeys keys() const { return sbi::SimulatorKeys::load(folder()).value(); }

private:
    QTemporaryDir m_folder;
    bool m_made = false;
};

/// A port of the interface's range that is free now. Several tests, also of other checkouts, share the range.
inline quint16 freePort()
{
    for (int tries = 0; tries < 500; ++tries) {
        const auto port = quint16(QRandomGenerator::global()->bounded(sbi::firstPort, sbi::lastPort + 1));
        QTcpServer probe;
        if (probe.listen(QHostAddress::LocalHost, port))
            return port;
    }
    return 0;
}

inline sbi::SimulatorStart simulatorStart(const TrainingKeys &keys, const QString &version)
{
    sbi::SimulatorStart start;
    start.program = QCoreApplication::applicationDirPath() + QStringLiteral("/indraj-sbi-simulator");
    start.keys = keys.folder();
    start.version = version;
    start.port = freePort();
    return start;
}

} // namespace indraj::testing
