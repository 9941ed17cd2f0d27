#include "staff.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QTest>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray phrase = "thirteen cranes over Quetta station";
const QByteArray name = "Zebulonia Quaxelwort";

/// What a core of the process would hold: every mapping that can be written to.
QByteArray writableMemory(qint64 pid)
{
    QFile maps(u"/proc/%1/maps"_s.arg(pid));
    QFile memory(u"/proc/%1/mem"_s.arg(pid));
    if (!maps.open(QIODevice::ReadOnly) || !memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        qFatal("the memory of the child cannot be read");
    QByteArray all;
    const QList<QByteArray> lines = maps.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.size() < 2 || !words[1].startsWith("rw"))
            continue;
        const QList<QByteArray> ends = words[0].split('-');
        const qint64 begin = ends[0].toLongLong(nullptr, 16);
        const qint64 size = ends[1].toLongLong(nullptr, 16) - begin;
        if (size < 512 << 20 && memory.seek(begin))
            all += memory.read(size) + '\n';
    }
    return all;
}

QByteArray utf16(const QByteArray &text)
{
    const QString wide = QString::fromUtf8(text);
    return {reinterpret_cast<const char *>(wide.constData()), wide.size() * 2};
}

QByteArray bytesOf(const SecretBytes &key)
{
    return {reinterpret_cast<const char *>(key.bytes().data()), qsizetype(key.size())};
}

/// Each with the name under which it is reported: never the bytes themselves.
using Needles = QList<std::pair<QString, QByteArray>>;

void addKey(Needles *needles, const QString &what, const SecretBytes &key)
{
    needles->append({what, bytesOf(key)});
    needles->append({what + u" in hex"_s, bytesOf(key).toHex()});
}

QStringList found(const QByteArray &haystack, const Needles &needles)
{
    QStringList hits;
    for (const auto &[what, needle] : needles) {
        if (const auto count = haystack.count(needle))
            hits.append(u"%1 x%2"_s.arg(what).arg(count));
    }
    return hits;
}

} // namespace

/// After lock(): nothing of a name, a pass phrase or a key anywhere, memory included.
class TestCanary : public QObject {
    Q_OBJECT

    static Needles words()
    {
        return {{u"name"_s, name},
                {u"name in UTF-16"_s, utf16(name)},
                {u"name folded"_s, name.toLower()},
                {u"name folded in UTF-16"_s, utf16(name.toLower())},
                {u"pass phrase"_s, phrase},
                {u"pass phrase in UTF-16"_s, utf16(phrase)}};
    }

private Q_SLOTS:
    void nothingIsLeftAfterLock()
    {
        QTemporaryDir folder;
        const QString temporary = folder.filePath(u"tmp"_s);
        const QString vault = folder.filePath(u"vault"_s);
        QVERIFY(QDir().mkdir(temporary));
        QProcess child;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"TMPDIR"_s, temporary);
        environment.insert(u"QT_LOGGING_RULES"_s, u"indraj.*=true"_s);
        // As the launcher starts the workstation: what is freed is overwritten.
        environment.insert(u"GLIBC_TUNABLES"_s, u"glibc.malloc.perturb=165:glibc.malloc.tcache_count=0"_s);
        child.setProcessEnvironment(environment);
        child.setProcessChannelMode(QProcess::MergedChannels);
        child.start(qEnvironmentVariable("INDRAJ_VAULTCHILD"), {u"canary"_s, vault});
        QVERIFY(child.waitForStarted());
        child.write(phrase + '\n' + name + '\n');
        QByteArray log;
        QTRY_VERIFY_WITH_TIMEOUT(
            (log += child.readAll()).contains("locked\n") || child.state() == QProcess::NotRunning, 60'000);
        QVERIFY2(child.state() == QProcess::Running, log.constData());

        Needles needles = words();
        const auto ring = KeyRing::parse(readAll(vault + u"/keyring.json"_s), cheapKdf);
        const auto master = ring->open(u"sup-1"_s, secret(phrase));
        QVERIFY(master);
        const auto keys = ring->derive(*master);
        addKey(&needles, u"master key"_s, *master);
        addKey(&needles, u"database key"_s, keys->database);
        addKey(&needles, u"blob key"_s, keys->blobs);
        addKey(&needles, u"station key's key"_s, keys->station);
        addKey(&needles, u"audit key"_s, keys->audit);

        const QByteArray memory = writableMemory(child.processId());
        QVERIFY(memory.contains("control-4711")); // it was the memory
#if defined(__SANITIZE_ADDRESS__)
        QSKIP("under a sanitizer freed memory is kept on purpose; files and logs only");
#endif
        const QStringList inMemory = found(memory, needles);
        QVERIFY2(inMemory.isEmpty(), qPrintable(inMemory.join(u", "_s)));
        const QStringList inLog = found(log, needles);
        QVERIFY2(inLog.isEmpty(), qPrintable(inLog.join(u", "_s)));
        int files = 0;
        QDirIterator all(folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            const QString path = all.next();
            const QStringList hits = found(readAll(path) + path.toUtf8(), needles);
            QVERIFY2(hits.isEmpty(), qPrintable(path + u": "_s + hits.join(u", "_s)));
            ++files;
        }
        QVERIFY(files >= 4);
        child.write("\n");
        QVERIFY(child.waitForFinished());
        QCOMPARE(child.exitCode(), 0);
    }

    void namesOfStaffAreInTheRingOnly()
    {
        // The log-in page shows them; that is the one place, and the threat model says so.
        Staff staff;
        const QByteArray staffName = "Test sup-1";
        QVERIFY(readAll(staff.file("keyring.json")).contains(staffName));
        QVERIFY(staff.login(u"sup-1"_s));
        for (const char *file : {"vault.db", "vault.db-wal", "anchor", "tries.json", "lock"})
            QVERIFY2(!readAll(staff.file(file)).contains(staffName), file);
    }
};

QTEST_GUILESS_MAIN(TestCanary)
#include "tst_canary.moc"
