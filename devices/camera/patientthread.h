#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <thread>

namespace indraj {

/// A thread on which a driver is called. A driver may hold its caller for half a minute, or for good: who
/// wants to go away waits for a moment only and then leaves the thread to itself. start() and leave() from
/// one thread.
class PatientThread {
public:
    PatientThread() = default;
    ~PatientThread(); ///< leave()
    PatientThread(const PatientThread &) = delete;
    PatientThread &operator=(const PatientThread &) = delete;

    bool isStarted() const { return m_thread.joinable(); }
    /// `body` may outlive everything here: it owns, or shares, all that it touches. Nothing while started.
    void start(std::function<void()> body);
    /// After `body` was told to end: waits until it has, at most two seconds.
    void leave();

private:
    struct State;
    std::shared_ptr<State> m_state; ///< the thread has its share
    std::thread m_thread;
};

} // namespace indraj
