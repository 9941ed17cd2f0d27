#pragma once

#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QString>

namespace indraj::test {

/// Where a test finds what is not built: asked for when it runs, so that no object holds the folder it was
/// compiled in and ccache can serve every clone. ctest names the places in the environment; a test started by
/// hand lies in build/PRESET/bin. `tail` begins with a slash, or is empty. @{

/// A file of the project.
inline QString sourcePath(const char *tail)
{
    const QString told = qEnvironmentVariable("INDRAJ_SOURCE_DIR");
    const QString program = QFileInfo(QFile::symLinkTarget(QStringLiteral("/proc/self/exe"))).absolutePath();
    const QString root
        = told.isEmpty() ? QFileInfo(program + QStringLiteral("/../../..")).canonicalFilePath() : told;
    return root + QString::fromUtf8(tail);
}

/// Test data beside the project; may be absent, then the test skips.
inline QString sharedPath(const char *tail)
{
    const QString told = qEnvironmentVariable("INDRAJ_SHARED_DATA");
    return (told.isEmpty() ? sourcePath("/../shared/data") : told) + QString::fromUtf8(tail);
}

/// What set-up fetched and made: nets, the training video.
inline QString cachePath(const char *tail)
{
    const QString told = qEnvironmentVariable("INDRAJ_CACHE_DIR");
    const QString usual
        = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + QStringLiteral("/indraj");
    return (told.isEmpty() ? usual : told) + QString::fromUtf8(tail);
}
/// @}

} // namespace indraj::test
