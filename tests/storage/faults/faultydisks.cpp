#include "faultydisks.h"

#include <csignal>

#include <unistd.h>

namespace indraj::test {

namespace {

QByteArray lastPart(const QByteArray &path) { return path.mid(path.lastIndexOf('/') + 1); }

} // namespace

QByteArray describe(const FileEvent &event)
{
    static constexpr const char *names[]
        = {"open", "read", "write", "sync", "truncate", "lock", "rename", "unlink", "allocate"};
    return QByteArray(names[static_cast<int>(event.call)]) + ' ' + lastPart(event.path) + " at "
        + QByteArray::number(qint64(event.at));
}

int CountingDisk::judge(const FileEvent &event)
{
    ++calls;
    ++byKind[event.call];
    if (event.changes()) {
        ++changes;
        ++byName[lastPart(event.path)];
    }
    return 0;
}

FailingDisk::FailingDisk(int n, int error, Lasting lasting, std::function<bool(const FileEvent &)> counts)
    : m_left(n)
    , m_error(error)
    , m_lasting(lasting)
    , m_counts(std::move(counts))
{
}

int FailingDisk::judge(const FileEvent &event)
{
    if (m_healed || !m_counts(event))
        return 0;
    if (m_left > 0)
        --m_left;
    if (m_left > 0 || (m_failed && m_lasting == Lasting::Once))
        return 0;
    if (!m_failed)
        m_what = describe(event);
    m_failed = true;
    return m_error;
}

int KillingDisk::judge(const FileEvent &event)
{
    if (m_left <= 0 || !event.changes() || --m_left > 0)
        return 0;
    if (event.call == FileCall::Write) {
        // A process dies between two system calls, but a long write may have been cut into pieces.
        static_cast<void>(::pwrite(event.descriptor, event.bytes.data(),
                                   static_cast<std::size_t>(event.bytes.size() / 2), event.at));
    }
    std::raise(SIGKILL);
    return 0;
}

} // namespace indraj::test
