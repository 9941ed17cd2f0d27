#pragma once

#include "filecalls.h"

#include <functional>
#include <map>

namespace indraj::test {

/// Lets everything through and counts.
class CountingDisk : public Disk {
public:
    int judge(const FileEvent &event) override;
    int calls = 0; ///< all
    int changes = 0; ///< those that change the disk
    std::map<FileCall, int> byKind;
    std::map<QByteArray, int> byName; ///< changes, by the last part of the path
};

/// Fails the n-th call, or every call from the n-th on, with one errno.
class FailingDisk : public Disk {
public:
    enum class Lasting { Once, FromThen };
    /// `counts`: which calls are counted and may fail.
    FailingDisk(int n, int error, Lasting lasting, std::function<bool(const FileEvent &)> counts);
    int judge(const FileEvent &event) override;
    bool hasFailed() const { return m_failed; }
    QByteArray what() const { return m_what; } ///< the first call that failed, for messages
    /// From now on nothing fails.
    void heal() { m_healed = true; }

private:
    int m_left;
    int m_error;
    Lasting m_lasting;
    std::function<bool(const FileEvent &)> m_counts;
    bool m_failed = false;
    bool m_healed = false;
    QByteArray m_what;
};

/// kill -9 of the own process at the n-th call that changes the disk: before it, a write half done.
class KillingDisk : public Disk {
public:
    /// From now on; without it nothing is killed.
    void arm(int n) { m_left = n; }
    int judge(const FileEvent &event) override;

private:
    int m_left = 0;
};

QByteArray describe(const FileEvent &event);

} // namespace indraj::test
