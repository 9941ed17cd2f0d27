#pragma once

#include <QString>

namespace indraj {

/// GStreamer made ready for use. Whoever uses GStreamer owns one; making several is harmless. Slow (a second
/// and more) when the plugin registry has to be built for the first time, so make it off the GUI thread.
class GStreamerRuntime {
public:
    GStreamerRuntime();
    bool isReady() const { return m_problem.isEmpty(); }
    const QString &problem() const { return m_problem; } ///< for the log

private:
    QString m_problem;
};

} // namespace indraj
