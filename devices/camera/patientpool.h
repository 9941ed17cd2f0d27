#pragma once

#include <QThreadPool>

#include <memory>

namespace indraj {

/// A pool of one thread for jobs that ask a device: as PatientThread, whoever goes away waits for a job under
/// way for a moment only, and what was not begun is given up. Jobs own, or share, all that they touch.
class PatientPool {
public:
    PatientPool();
    ~PatientPool(); ///< waits two seconds at most
    PatientPool(const PatientPool &) = delete;
    PatientPool &operator=(const PatientPool &) = delete;

    QThreadPool *get() const { return m_pool.get(); } ///< for QtConcurrent::run(); never null

private:
    std::unique_ptr<QThreadPool> m_pool;
};

} // namespace indraj
