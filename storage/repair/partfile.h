#pragma once

#include "storage/outcome.h"

#include <QCryptographicHash>
#include <QFile>

#include <functional>

namespace indraj {

/// A file written front to back that has its name only once all of it is on disk; never in the place of
/// another.
class PartFile {
public:
    /// VaultExists when something is at `path`. `passing`: the name until then.
    static Outcome<PartFile> create(const QString &path);
    PartFile(PartFile &&other) noexcept;
    PartFile &operator=(PartFile &&) = delete;
    ~PartFile(); ///< removes what was not finished

    Outcome<void> write(QByteArrayView bytes);
    Outcome<void> finish();
    qint64 size() const { return m_size; }

private:
    PartFile(int descriptor, const QString &path, const QString &passing);
    int m_descriptor = -1;
    QString m_path;
    QString m_passing; ///< empty once finished
    qint64 m_size = 0;
};

/// Copies `size` bytes from where `from` stands and answers their SHA-256. Damaged when there are fewer.
Outcome<QByteArray> copyBytes(QFile &from, qint64 size, PartFile &to,
                              const std::function<void(qint64)> &done);

} // namespace indraj
