#include "vaulthelp.h"

#include "tests/storage/keys/childmodes.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <csignal>
#include <cstdio>
#include <string>

#include <sys/resource.h>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

namespace {

void say(const QByteArray &line)
{
    std::fputs((line + '\n').constData(), stdout);
    std::fflush(stdout);
}

void waitForWord()
{
    char line[16];
    static_cast<void>(std::fgets(line, sizeof line, stdin));
}

QByteArray faultName(const tl::expected<Enrolment, StoreError> &outcome)
{
    if (outcome)
        return "saved";
    return outcome.error().fault == StoreFault::DiskFull ? "disk-full"
                                                         : "other: " + outcome.error().detail.toUtf8();
}

EnrolmentId sixFingers(VaultService &vault)
{
    const EnrolmentId id = settled(vault.createDraft(operatorOne(), u"first-card"_s, 1))->id;
    for (int code = 1; code <= 6; ++code)
        settled(vault.saveSample(id, fingerSample(static_cast<FingerPosition>(code)), operatorOne())).value();
    return id;
}

/// Six fingers, then finger 7 again and again, until somebody kills it.
int fingers(VaultService &vault)
{
    const EnrolmentId id = sixFingers(vault);
    say("six " + id.toString().toLatin1());
    waitForWord();
    for (;;)
        settled(vault.saveSample(id, fingerSample(FingerPosition::LeftIndex, 3'000'000), operatorOne()))
            .value();
}

/// Writes until nothing more fits.
void fillDisk(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return;
    for (const qsizetype size : {1 << 20, 1 << 16, 1 << 12, 1}) {
        while (file.write(QByteArray(size, 'x')) == size) { }
    }
}

/// On a small file system of its own: really full, and a receipt still finds room to erase.
int ballast()
{
    VaultOptions options = cheapOptions();
    options.ballastBytes = 4 << 20;
    World world(options);
    const UploadRecord record = world.sealedPacket(pattern(5, 600'000));
    world.login(operatorOne()).value();
    const EnrolmentId draft = world.draft().id;
    say(QFile::exists(world.file("ballast")) ? "ballast" : "no ballast");
    fillDisk(world.temporary.filePath(u"filler"_s));
    say(faultName(settled(world.vault().saveSample(draft, portraitSample(900'000), operatorOne()))));
    const auto tombstone = settled(world.vault().recordReceipt(record.packet, "receipt"));
    say(tombstone && tombstone->state == EnrolmentState::Erased ? "erased" : "not erased");
    say(QFile::exists(world.file("ballast")) ? "ballast" : "no ballast");
    world.restart(options);
    say(world.login(operatorOne()) ? "open" : "shut");
    return 0;
}

/// A file size limit is a full disk that needs no rights.
int fullDisk(VaultService &vault, const QString &folder)
{
    const EnrolmentId id = sixFingers(vault);
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    const rlim_t most = limit.rlim_max;
    limit.rlim_cur = static_cast<rlim_t>(QFileInfo(folder + u"/vault.db-wal"_s).size()) + 500'000;
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const Sample large = fingerSample(FingerPosition::LeftIndex, 3'000'000);
    say(faultName(settled(vault.saveSample(id, large, operatorOne()))));
    const auto after = settled(vault.load(id));
    bool whole = after && after->samples.size() == 6;
    for (int code = 1; whole && code <= 6; ++code) {
        const SampleInfo *info = after->finger(static_cast<FingerPosition>(code));
        const auto sample = settled(vault.loadSample(id, info->id));
        whole = sample && sample->bytes == fingerSample(info->finger).bytes;
    }
    say(whole ? "whole" : "torn");
    limit.rlim_cur = most;
    ::setrlimit(RLIMIT_FSIZE, &limit);
    say(faultName(settled(vault.saveSample(id, large, operatorOne()))));
    return 0;
}

} // namespace

/// vaultchild ballast: see there, in TMPDIR. vaultchild MODE FOLDER: opens the vault as the operator, says
/// "open" and does what the mode says.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc == 2 && argv[1] == std::string("ballast"))
        return ballast();
    if (argc != 3)
        return 2;
    const QString folder = QFile::decodeName(argv[2]);
    if (const auto result = runKeysMode(QString::fromLocal8Bit(argv[1]), folder))
        return *result;
    VaultService vault(folder, cheapOptions());
    if (!settled(vault.unlock(u"op-1"_s, secret(operatorPhrase))))
        return 3;
    say("open");
    const std::string mode = argv[1];
    if (mode == "fingers")
        return fingers(vault);
    if (mode == "full")
        return fullDisk(vault, folder);
    waitForWord(); // "hold"
    return 0;
}
