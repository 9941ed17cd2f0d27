#include "vaulthelp.h"

#include "storage/repair/backup.h"
#include "storage/repair/salvage.h"

#include <QElapsedTimer>
#include <QFileInfo>

#include <cstdio>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

namespace {

HeldVault hold(const QString &folder)
{
    return std::move(holdVault(folder, u"op-1"_s, secret(operatorPhrase), {cheapKdf}).value());
}

template <class Work> void report(const char *what, qint64 bytes, Work work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    std::printf("%-10s %6.1f s   %6.0f MB/s\n", what, seconds, double(bytes) / 1e6 / seconds);
    std::fflush(stdout);
}

} // namespace

/// repairbench [MEGABYTES]: check, backup, restore and salvage of a vault of drafts with fingers of 2 MB,
/// under TMPDIR.
int main(int argc, char **argv)
{
    const int megabytes = argc > 1 ? QByteArray(argv[1]).toInt() : 1000;
    World world;
    world.login(operatorOne()).value();
    for (int written = 0; written < megabytes; written += 20) {
        const EnrolmentId id = world.draft().id;
        for (const FingerPosition finger : allFingers)
            settled(world.vault().saveSample(id, fingerSample(finger, 2'000'000), operatorOne())).value();
    }
    settled(world.vault().lock()).value();
    world.stop();
    const qint64 bytes = QFileInfo(world.file("vault.db")).size();
    std::printf("vault of %lld MB\n", static_cast<long long>(bytes / 1'000'000));
    const QString backup = world.temporary.filePath(u"backup"_s);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    report("check", bytes, [&] {
        const auto checked = checkVault(hold(world.folder())).value();
        if (!checked.good())
            qFatal("%s", qPrintable(checked.damage[0].detail));
    });
    report("backup", bytes, [&] { writeBackup(hold(world.folder()), backup, now).value(); });
    report("restore", bytes, [&] {
        restoreBackup(backup, world.temporary.filePath(u"restored"_s), u"op-1"_s, secret(operatorPhrase),
                      {cheapKdf}, now)
            .value();
    });
    report("salvage", bytes,
           [&] { salvageVault(hold(world.folder()), world.temporary.filePath(u"salvaged"_s), now).value(); });
    return 0;
}
