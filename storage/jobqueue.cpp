#include "storage/jobqueue.h"

#include <utility>

namespace indraj {

JobQueue::JobQueue()
    : m_thread([this] { run(); })
{
}

JobQueue::~JobQueue()
{
    {
        const std::lock_guard guard(m_mutex);
        m_ending = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

void JobQueue::post(std::function<void()> job)
{
    {
        const std::lock_guard guard(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_changed.notify_one();
}

void JobQueue::whenIdle(std::function<bool()> step, std::chrono::milliseconds pause)
{
    {
        const std::lock_guard guard(m_mutex);
        m_idleStep = std::move(step);
        m_idlePause = pause;
        m_idleWork = true;
    }
    m_changed.notify_one();
}

std::function<void()> JobQueue::next()
{
    std::unique_lock lock(m_mutex);
    const auto due = [this] { return m_ending || !m_jobs.empty(); };
    while (!due()) {
        if (!m_idleStep || !m_idleWork) {
            m_changed.wait(lock, [&] { return due() || (m_idleStep && m_idleWork); });
            continue;
        }
        if (m_changed.wait_for(lock, m_idlePause, due))
            break;
        const auto step = m_idleStep;
        lock.unlock();
        const bool more = step();
        lock.lock();
        m_idleWork = more;
    }
    if (m_jobs.empty())
        return {};
    auto job = std::move(m_jobs.front());
    m_jobs.pop_front();
    m_idleWork = true;
    return job;
}

void JobQueue::run()
{
    while (const auto job = next())
        job();
}

} // namespace indraj
