#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace indraj {

/// One thread that runs jobs in the order they came. The destructor runs what is still waiting, then joins:
/// nothing accepted is lost. Jobs must not throw.
class JobQueue {
public:
    JobQueue();
    JobQueue(const JobQueue &) = delete;
    JobQueue &operator=(const JobQueue &) = delete;
    ~JobQueue();
    /// Any thread.
    void post(std::function<void()> job);
    /// From now on, whenever no job has come for `pause`, `step` is run once; again after another pause while
    /// it answers true, and in any case after the next job. A job waits for one step at most; the end of the
    /// queue for none. Any thread.
    void whenIdle(std::function<bool()> step, std::chrono::milliseconds pause);

private:
    void run();
    /// The next job, after as many idle steps as nobody was kept waiting by; empty at the end.
    std::function<void()> next();
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::function<void()>> m_jobs;
    bool m_ending = false;
    std::function<bool()> m_idleStep;
    std::chrono::milliseconds m_idlePause{0};
    bool m_idleWork = false; ///< the last idle step said that there is more, or a job has come since
    std::thread m_thread; // last: starts when everything above is there
};

} // namespace indraj
