#pragma once

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

private:
    void run();
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::function<void()>> m_jobs;
    bool m_ending = false;
    std::thread m_thread; // last: starts when everything above is there
};

} // namespace indraj
