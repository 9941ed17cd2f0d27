#include "devices/camera/patientpool.h"

namespace indraj {

PatientPool::PatientPool()
    : m_pool(std::make_unique<QThreadPool>())
{
    m_pool->setMaxThreadCount(1);
}

PatientPool::~PatientPool()
{
    constexpr int patience = 2000; // ms
    m_pool->clear();
    if (!m_pool->waitForDone(patience))
        static_cast<void>(m_pool.release()); // its own end would wait for the driver without a limit
}

} // namespace indraj
