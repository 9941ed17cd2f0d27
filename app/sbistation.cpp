#include "app/sbistation.h"

#include <QRandomGenerator>
#include <QTcpServer>

namespace indraj {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto startAgainAfter = 1s;

/// A port of the interface's range that is free now: the simulator of another program may hold the first.
quint16 freeSbiPort()
{
    const int ports = sbi::lastPort - sbi::firstPort + 1;
    const int first = QRandomGenerator::global()->bounded(ports);
    for (int i = 0; i < ports; ++i) {
        const auto port = quint16(sbi::firstPort + (first + i) % ports);
        QTcpServer probe;
        if (probe.listen(QHostAddress::LocalHost, port))
            return port;
    }
    return 0;
}

} // namespace

SbiSource sbiSourceFrom(const QString &word)
{
    if (word == u"sbi"_s)
        return SbiSource::Device;
    return word.endsWith(u"-simulator"_s) ? SbiSource::Simulator : SbiSource::None;
}

tl::expected<std::unique_ptr<SbiStation>, QString> SbiStation::make(const SbiSetup &setup)
{
    const bool simulated = setup.source == SbiSource::Simulator;
    const auto trust = sbi::Trust::fromFolder(simulated ? setup.folder + u"/roots"_s : setup.folder);
    if (!trust)
        return tl::unexpected(u"certificates of device makers: "_s + trust.error().detail);
    if (trust->isEmpty())
        return tl::unexpected(simulated
                                  ? u"no keys of simulated devices in the training folder; ./indraj run "
                                    "--slap, --iris or --face makes them"_s
                                  : u"no certificates of device makers in %1"_s.arg(setup.folder));
    sbi::Options options;
    options.trust = *trust;
    if (!setup.environment.isEmpty())
        options.environment = setup.environment;
    if (simulated) {
        options.environment = u"Developer"_s;
        options.ports = {freeSbiPort()};
    }
    return std::unique_ptr<SbiStation>(new SbiStation(setup, options));
}

SbiStation::SbiStation(const SbiSetup &setup, const sbi::Options &options)
    : m_directory(options)
{
    if (setup.source != SbiSource::Simulator)
        return;
    sbi::SimulatorStart start;
    start.program = setup.program;
    start.keys = setup.folder;
    start.types = {setup.type};
    start.photograph = setup.photograph;
    start.port = options.ports.first();
    m_simulator = std::make_unique<sbi::SimulatorProcess>(start);
    m_startAgain.setSingleShot(true);
    m_startAgain.setInterval(startAgainAfter);
    connect(&m_startAgain, &QTimer::timeout, m_simulator.get(), &sbi::SimulatorProcess::start);
    connect(m_simulator.get(), &sbi::SimulatorProcess::ended, this, [this] { m_startAgain.start(); });
    connect(m_simulator.get(), &sbi::SimulatorProcess::ready, this, [this] { nextApplicant(m_person); });
    m_simulator->start();
}

void SbiStation::nextApplicant(quint64 seed)
{
    m_person = seed;
    if (m_simulator && m_simulator->port() != 0)
        m_simulator->admin(u"person"_s, {{u"seed"_s, qint64(seed)}});
}

} // namespace indraj
