#include "devices/camera/patientthread.h"

#include <condition_variable>
#include <mutex>

namespace indraj {

namespace {

constexpr std::chrono::seconds patience{2};

} // namespace

struct PatientThread::State {
    std::mutex mutex;
    std::condition_variable wake;
    bool ended = false;
};

PatientThread::~PatientThread() { leave(); }

void PatientThread::start(std::function<void()> body)
{
    if (isStarted())
        return;
    m_state = std::make_shared<State>();
    m_thread = std::thread([state = m_state, body = std::move(body)]() mutable {
        body();
        body = nullptr; // what it shares goes before anybody is told
        {
            const std::lock_guard lock(state->mutex);
            state->ended = true;
        }
        state->wake.notify_all();
    });
}

void PatientThread::leave()
{
    if (!isStarted())
        return;
    std::unique_lock lock(m_state->mutex);
    const bool ended = m_state->wake.wait_for(lock, patience, [this] { return m_state->ended; });
    lock.unlock();
    if (ended)
        m_thread.join();
    else
        m_thread.detach();
}

} // namespace indraj
