#include "app/rehearsal/scriptrunner.h"

namespace indraj {

namespace {
constexpr int pollMs = 15;
}

ScriptRunner::ScriptRunner(QObject *parent)
    : QObject(parent)
{
    m_timer.setInterval(pollMs);
    connect(&m_timer, &QTimer::timeout, this, &ScriptRunner::poll);
}

void ScriptRunner::add(ScriptStep step) { m_steps.append(std::move(step)); }

void ScriptRunner::start()
{
    m_total.start();
    m_current = -1;
    begin();
}

void ScriptRunner::begin()
{
    if (++m_current >= m_steps.size()) {
        Q_EMIT finished(true);
        return;
    }
    m_step.start();
    if (const auto act = m_steps.at(m_current).act)
        act();
    m_timer.start();
}

void ScriptRunner::poll()
{
    const ScriptStep &step = m_steps.at(m_current);
    if (!step.holds || step.holds())
        end(true);
    else if (m_step.elapsed() > step.timeoutMs)
        end(false);
}

void ScriptRunner::end(bool held)
{
    m_timer.stop();
    const qint64 took = m_step.elapsed();
    m_results.append({m_steps.at(m_current).name, m_total.elapsed() - took, took, held});
    Q_EMIT stepFinished(m_results.constLast());
    if (held)
        begin();
    else
        Q_EMIT finished(false);
}

} // namespace indraj
