#pragma once

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>

namespace indraj {

/// One step of a rehearsal: do something, then it must become true within the time.
struct ScriptStep {
    QString name; ///< stable, in English; goes into the journal
    std::function<void()> act; ///< may be empty
    std::function<bool()> holds; ///< polled; empty: holds at once
    int timeoutMs = 10000;
};

struct StepResult {
    QString name;
    qint64 startedMs = 0; ///< since the script began
    qint64 tookMs = 0;
    bool held = false;
};

/// Runs steps one after the other on the event loop of its thread: no nested loops, no sleeps. Stops at the
/// first step that does not hold.
class ScriptRunner : public QObject {
    Q_OBJECT
public:
    explicit ScriptRunner(QObject *parent = nullptr);
    void add(ScriptStep step);
    void start();
    const QList<StepResult> &results() const { return m_results; }

Q_SIGNALS:
    void stepFinished(const indraj::StepResult &result);
    void finished(bool allHeld);

private:
    void begin();
    void poll();
    void end(bool held);

    QList<ScriptStep> m_steps;
    QList<StepResult> m_results;
    qsizetype m_current = -1;
    QTimer m_timer;
    QElapsedTimer m_total;
    QElapsedTimer m_step;
};

} // namespace indraj
