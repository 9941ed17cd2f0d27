#include "storage/repair/newfolder.h"

#include "storage/durablefile.h"

#include <QDir>
#include <QFileInfo>
#include <QUuid>

#include <cstdio>
#include <utility>

#include <fcntl.h>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

NewFolder::NewFolder(const QString &final, const QString &passing)
    : m_final(final)
    , m_passing(passing)
{
}

NewFolder::NewFolder(NewFolder &&other) noexcept
    : m_final(std::move(other.m_final))
    , m_passing(std::exchange(other.m_passing, {}))
{
}

NewFolder::~NewFolder()
{
    if (!m_passing.isEmpty())
        QDir(m_passing).removeRecursively();
}

Outcome<NewFolder> NewFolder::begin(const QString &path)
{
    const QString final = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    const QFileInfo there(final);
    if (there.exists() || there.isSymLink())
        return failed(StoreFault::VaultExists, u"something is at the new place already"_s);
    const QString passing = final + u".part-"_s + QUuid::createUuid().toString(QUuid::Id128).left(8);
    if (const auto made = makePrivateFolder(passing); !made)
        return tl::unexpected(made.error());
    return NewFolder(final, passing);
}

Outcome<void> NewFolder::finish()
{
    // rename() would take the place of an empty folder that somebody has made meanwhile.
    if (::renameat2(AT_FDCWD, QFile::encodeName(m_passing).constData(), AT_FDCWD,
                    QFile::encodeName(m_final).constData(), RENAME_NOREPLACE)
        != 0)
        return failed(StoreFault::VaultExists, u"something has come to be at the new place"_s);
    m_passing.clear();
    return makePrivateFolder(m_final); // syncs the folder above it
}

} // namespace indraj
