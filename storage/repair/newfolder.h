#pragma once

#include "storage/outcome.h"

namespace indraj {

/// A vault folder in the making: filled under a passing name beside its place, and named only when it is
/// whole. What was not finished is removed again.
class NewFolder {
public:
    /// VaultExists when something is at `path` already, whatever it is.
    static Outcome<NewFolder> begin(const QString &path);
    NewFolder(NewFolder &&other) noexcept;
    NewFolder &operator=(NewFolder &&) = delete;
    ~NewFolder();

    QString path() const { return m_passing; } ///< where to fill it
    /// Everything in it is synced by its writers; this syncs the names. Never replaces what has come to be
    /// there.
    Outcome<void> finish();

private:
    NewFolder(const QString &final, const QString &passing);
    QString m_final;
    QString m_passing; ///< empty once finished
};

} // namespace indraj
