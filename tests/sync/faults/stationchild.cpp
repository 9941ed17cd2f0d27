/// A station in a process of its own, to be killed: its vault, its sender, nothing else.
///   stationchild prepare FOLDER STATION COUNT BYTES    a vault with COUNT approved enrolments and
///   station.csr stationchild run FOLDER PORT ROOT RECIPIENT RECEIPT    sends until nothing is left; exit 0
///   stationchild carry FOLDER PORT ROOT RECIPIENT RECEIPT DISK    sends on another station's disk; exit 0
///   stationchild list FOLDER                   "packet state sha256 sha256-of-the-receipt" a line
#include "tests/storage/vaulthelp.h"

#include "sync/uploadengine.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>

#include <cstdio>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

namespace {

int prepare(const QString &folder, const QString &station, int count, qsizetype bytes)
{
    World world;
    world.service = std::make_unique<VaultService>(folder, cheapOptions());
    settled(world.vault().create(station, twoPeople())).value();
    for (int i = 0; i < count; ++i) {
        world.login(operatorOne()).value();
        const EnrolmentId id = world.completeDraft().id;
        settled(world.vault().saveSample(id, portraitSample(bytes), operatorOne())).value();
        settled(world.vault().act(id, Act::Review, operatorOne(), {}, {})).value();
        settled(world.vault().act(id, Act::SignOff, operatorOne(), {}, {})).value();
        world.login(supervisorOne()).value();
        settled(world.vault().act(id, Act::Approve, supervisorOne(), {}, {})).value();
    }
    const QByteArray request = settled(world.vault().certificateRequest()).value();
    world.stop();
    overwrite(folder + u"/station.csr"_s, request);
    return 0;
}

std::unique_ptr<VaultService> open(const QString &folder)
{
    auto vault = std::make_unique<VaultService>(folder, cheapOptions());
    const auto actor = settled(vault->unlock(u"sup-1"_s, secret(supervisorPhrase)));
    if (!actor)
        qFatal("the vault does not open: %s", qPrintable(actor.error().detail));
    const QByteArray certificate = readAll(folder + u"/station.crt"_s);
    if (!certificate.isEmpty() && settled(vault->identity()).value()->certificatePem.isEmpty())
        settled(vault->installCertificate(certificate)).value();
    return vault;
}

EngineOptions optionsOf(const QStringList &words)
{
    EngineOptions options;
    options.central = QUrl(u"https://localhost:%1"_s.arg(words[3]));
    options.trustPem = readAll(words[4]);
    options.recipientsPem = {readAll(words[5])};
    options.receiptPem = readAll(words[6]);
    options.softwareVersion = u"test"_s;
    options.firstRetry = std::chrono::milliseconds(50);
    options.longestRetry = std::chrono::milliseconds(500);
    options.answerTimeout = std::chrono::milliseconds(60000);
    return options;
}

int carry(const QStringList &words)
{
    const auto vault = open(words[2]);
    UploadEngine sender(optionsOf(words), *vault, [&vault] { return vault->identity(); });
    QObject::connect(&sender, &Sender::carried, &sender, [](const CarryReport &report) {
        const bool whole = report.fault == CarryFault::None && report.refused == 0;
        QCoreApplication::exit(whole ? 0 : 100 + int(report.fault));
    });
    sender.start();
    if (!settled(vault->sendingState()).value().carry) // what was begun before a kill goes on by itself
        sender.carryDisk(words[7]);
    return QCoreApplication::exec();
}

int run(const QStringList &words)
{
    const auto vault = open(words[2]);
    UploadEngine sender(optionsOf(words), *vault, [&vault] { return vault->identity(); });
    QObject::connect(&sender, &Sender::recordsChanged, &sender, [&sender] {
        const QList<UploadRecord> records = sender.records();
        const bool done = std::all_of(records.cbegin(), records.cend(), [](const UploadRecord &record) {
            return record.state == EnrolmentState::Erased;
        });
        if (done && !records.isEmpty())
            QCoreApplication::quit();
    });
    sender.start();
    return QCoreApplication::exec();
}

int list(const QString &folder)
{
    const auto vault = open(folder);
    const QList<UploadRecord> records = settled(vault->uploads()).value();
    for (const UploadRecord &record : records) {
        const QByteArray receipt
            = QCryptographicHash::hash(record.receipt, QCryptographicHash::Sha256).toHex();
        std::printf("%s %d %s %s\n", qPrintable(record.packet.toString()),
                    record.state == EnrolmentState::Erased ? 1 : 0, record.sha256.toHex().constData(),
                    record.receipt.isEmpty() ? "-" : receipt.constData());
    }
    return 0;
}

} // namespace

int main(int count, char **arguments)
{
    const QCoreApplication application(count, arguments);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() == 6 && words[1] == u"prepare"_s)
        return prepare(words[2], words[3], words[4].toInt(), words[5].toInt());
    if (words.size() == 7 && words[1] == u"run"_s)
        return run(words);
    if (words.size() == 8 && words[1] == u"carry"_s)
        return carry(words);
    if (words.size() == 3 && words[1] == u"list"_s)
        return list(words[2]);
    return 64;
}
