#include "sync/down/decisionpage.h"
#include "sync/down/setfolder.h"

#include "sync/cms.h"
#include "tests/sync/centralfixture.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

namespace {

using Files = QMap<QString, QByteArray>;

QByteArray listOf(const Files &files, qint64 version, const QString &channel = u"reference"_s,
                  const QString &station = {})
{
    QByteArray items;
    for (auto file = files.cbegin(); file != files.cend(); ++file)
        items += (items.isEmpty() ? "" : ",") + ("{\"length\":" + QByteArray::number(file->size()))
            + ",\"name\":\"" + file.key().toUtf8() + "\",\"sha256\":\""
            + QCryptographicHash::hash(*file, QCryptographicHash::Sha256).toHex() + "\"}";
    return "{\"channel\":\"" + channel.toUtf8() + "\",\"items\":[" + items
        + "],\"madeAt\":\"2026-03-04T09:15:30.250Z\",\"setFormat\":1,\"station\":\"" + station.toUtf8()
        + "\",\"version\":" + QByteArray::number(version) + "}";
}

const Files small{{u"forms/first-card.json"_s, "{\"a\":1}"}, {u"places.json"_s, "{\"b\":2}"}};

} // namespace

/// Sets from central on disk: what does not hold is never used, and what was there stays.
class TestSignedSet : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void listsAreStrict_data();
    void listsAreStrict();
    void pagesAreStrict();
    void staffIsStrict();
    void aSetIsBuiltFromPiecesAndHeld();
    void onlyWhatChangedIsFetched();
    void whatDoesNotVerifyIsRefused();
    void aTamperedSetIsPassedOver();
    void aRefusedSetStaysAsideForThisProgram();
    void theNewestThreeAndAGoodOneStay();
    void aFullDiskChangesNothing();
    void killedAtAnyMomentTheOldSetStands();

private:
    QByteArray sign(const QByteArray &list, const QString &by = u"reference"_s) const;
    tl::expected<HeldSet, SetError> put(SetFolder &folder, const Files &files, qint64 version) const;
    SetFolder folder(const QTemporaryDir &dir) const
    {
        return SetFolder(dir.filePath(u"sets"_s), m_pki.pem(u"reference.crt"_s), u"TRN-01"_s);
    }
    TestPki m_pki;
};

void TestSignedSet::initTestCase() { QVERIFY(m_pki.make()); }

QByteArray TestSignedSet::sign(const QByteArray &list, const QString &by) const
{
    const QByteArray key = m_pki.pem(by + u".key"_s);
    return cms::sign(list,
                     {m_pki.pem(by + u".crt"_s),
                      {reinterpret_cast<const std::uint8_t *>(key.constData()),
                       static_cast<std::size_t>(key.size())}})
        .value_or(QByteArray());
}

tl::expected<HeldSet, SetError> TestSignedSet::put(SetFolder &folder, const Files &files,
                                                   qint64 version) const
{
    const QByteArray list = sign(listOf(files, version));
    const auto set = folder.accept(list, SetChannel::Reference, 0);
    if (!set)
        return tl::unexpected(set.error());
    folder.reuse(*set);
    for (const SetItem &item : set->items) {
        const QByteArray rest = files.value(item.name).mid(folder.arrived(item));
        if (rest.isEmpty())
            continue;
        if (const auto added = folder.append(item, rest); !added)
            return tl::unexpected(added.error());
    }
    return folder.install(*set, list);
}

void TestSignedSet::listsAreStrict_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("format") << QByteArray("\"setFormat\":1") << QByteArray("\"setFormat\":2");
    QTest::newRow("version 0") << QByteArray("\"version\":7") << QByteArray("\"version\":0");
    QTest::newRow("version text") << QByteArray("\"version\":7") << QByteArray("\"version\":\"7\"");
    QTest::newRow("channel") << QByteArray("\"reference\"") << QByteArray("\"staff\"");
    QTest::newRow("station") << QByteArray("\"station\":\"\"") << QByteArray("\"station\":\"TRN-01\"");
    QTest::newRow("time") << QByteArray("09:15:30.250Z") << QByteArray("09:15:30Z");
    QTest::newRow("added") << QByteArray("\"version\":7") << QByteArray("\"version\":7,\"x\":1");
    QTest::newRow("up") << QByteArray("places.json") << QByteArray("../places.json");
    QTest::newRow("absolute") << QByteArray("places.json") << QByteArray("/places.json");
    QTest::newRow("hidden") << QByteArray("places.json") << QByteArray(".places.json");
    QTest::newRow("capital") << QByteArray("places.json") << QByteArray("Places.json");
    QTest::newRow("twice") << QByteArray("places.json") << QByteArray("forms/first-card.json");
    QTest::newRow("empty item") << QByteArray("\"length\":7") << QByteArray("\"length\":0");
    QTest::newRow("huge item") << QByteArray("\"length\":7") << QByteArray("\"length\":1048577");
    QTest::newRow("blank") << QByteArray("\"items\":") << QByteArray("\"items\": ");
    QTest::newRow("no items") << QByteArray("\"items\":[") << QByteArray("\"items\":{},\"none\":[");
}

void TestSignedSet::listsAreStrict()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QByteArray list = listOf(small, 7);
    const auto good = parseSet(list);
    QVERIFY(good);
    QCOMPARE(good->version, 7);
    QCOMPARE(good->items.size(), 2);
    QVERIFY(list.contains(from));
    QVERIFY(!parseSet(list.replace(list.indexOf(from), from.size(), to)));
}

void TestSignedSet::pagesAreStrict()
{
    const QByteArray decision
        = "{\"decidedAt\":\"2026-03-04T09:15:30.250Z\",\"fields\":[\"name.en\",\"photo\"],\"note\":\"نام\","
          "\"number\":6,\"packetId\":\"01234567-89ab-4cde-8f01-23456789abcd\",\"reason\":\"name-unclear\","
          "\"verdict\":\"needs-correction\"}";
    const QByteArray page = "{\"after\":5,\"decisions\":[" + decision
        + "],\"decisionsVersion\":1,\"last\":6,\"station\":\"TRN-01\"}";
    const auto read = parseDecisionPage(page);
    QVERIFY2(read, qPrintable(read ? QString() : read.error()));
    QCOMPARE(read->decisions.first().verdict, CentralVerdict::NeedsCorrection);
    QCOMPARE(read->decisions.first().fields, (QStringList{u"name.en"_s, u"photo"_s}));
    QCOMPARE(read->decisions.first().note, u"نام"_s);
    const QList<std::pair<QByteArray, QByteArray>> changes{
        {"\"number\":6", "\"number\":7"},
        {"\"after\":5", "\"after\":4"},
        {"\"last\":6", "\"last\":5"},
        {"needs-correction", "perhaps"},
        {"name-unclear", ""},
        {"name-unclear", "a b"},
        {"\"photo\"", "\"a b\""},
        {"09:15:30.250Z", "yesterday"},
        {"01234567-89ab", "01234567-89aB"},
        {"\"decisionsVersion\":1", "\"decisionsVersion\":2"},
        {"\"station\":\"TRN-01\"", "\"station\":\"\""}};
    for (const auto &[from, to] : changes) {
        QByteArray changed = page;
        QVERIFY(changed.contains(from));
        QVERIFY2(!parseDecisionPage(changed.replace(changed.indexOf(from), from.size(), to)), to.constData());
    }
    QByteArray accepted = page;
    accepted.replace("needs-correction", "accepted");
    QVERIFY(!parseDecisionPage(accepted)); // accepted gives no reason
    QVERIFY(parseDecisionPage(accepted.replace("name-unclear", "")));
    const QByteArray der = sign(page, u"receipt"_s), pin = m_pki.pem(u"receipt.crt"_s);
    QVERIFY(readDecisionPage(der, pin, u"TRN-01"_s, 5));
    QVERIFY(!readDecisionPage(der, pin, u"TRN-02"_s, 5));
    QVERIFY(!readDecisionPage(der, pin, u"TRN-01"_s, 4));
    QVERIFY(!readDecisionPage(sign(page), pin, u"TRN-01"_s, 5));
}

void TestSignedSet::staffIsStrict()
{
    const QByteArray staff = R"({"staffVersion":1,"people":[
        {"id":"op-1","role":"operator","name":{"en":"One","ur":"ایک"},"suspended":true}]})";
    const auto read = parseStaff(staff);
    QVERIFY2(read, qPrintable(read ? QString() : read.error()));
    QVERIFY(read->first().suspended && read->first().person.role == Role::Operator);
    for (const auto &[from, to] :
         QList<std::pair<QByteArray, QByteArray>>{{"operator", "king"},
                                                  {"\"staffVersion\":1", "\"staffVersion\":2"},
                                                  {"true", "\"yes\""},
                                                  {"\"suspended\":true", "\"suspended\":true,\"x\":1"},
                                                  {"\"ur\":\"ایک\"", "\"fa\":\"ایک\""}}) {
        QByteArray changed = staff;
        QVERIFY2(!parseStaff(changed.replace(from, to)), to.constData());
    }
}

void TestSignedSet::aSetIsBuiltFromPiecesAndHeld()
{
    const QTemporaryDir dir;
    SetFolder sets = folder(dir);
    QCOMPARE(sets.newest(SetChannel::Reference), 0);
    const QByteArray list = sign(listOf(small, 7));
    const auto set = sets.accept(list, SetChannel::Reference, 0);
    QVERIFY(set);
    for (const SetItem &item : set->items) {
        // Torn after three bytes; another run goes on from there.
        QVERIFY(sets.append(item, small.value(item.name).left(3)));
        QCOMPARE(folder(dir).arrived(item), 3);
        QVERIFY(folder(dir).append(item, small.value(item.name).mid(3)));
    }
    const auto held = sets.install(*set, list);
    QVERIFY(held);
    QCOMPARE(fileBytes(held->items + u"/forms/first-card.json"_s), small.value(u"forms/first-card.json"_s));
    QCOMPARE(folder(dir).newest(SetChannel::Reference), 7);
    QVERIFY(!QDir(dir.filePath(u"sets/parts"_s)).exists());
}

void TestSignedSet::onlyWhatChangedIsFetched()
{
    const QTemporaryDir dir;
    SetFolder sets = folder(dir);
    QVERIFY(put(sets, small, 1));
    Files next = small;
    next[u"places.json"_s] = "{\"b\":3}";
    const auto set = sets.accept(sign(listOf(next, 2)), SetChannel::Reference, 0);
    QVERIFY(set);
    sets.reuse(*set);
    QCOMPARE(sets.arrived(set->items[0]), set->items[0].length);
    QCOMPARE(sets.arrived(set->items[1]), 0);
}

void TestSignedSet::whatDoesNotVerifyIsRefused()
{
    const QTemporaryDir dir;
    SetFolder sets = folder(dir);
    QVERIFY(put(sets, small, 5));
    const auto faultOf = [&](const QByteArray &list, qint64 floor = 0) {
        const auto set = sets.accept(list, SetChannel::Reference, floor);
        return set ? SetFault::NoAnswer : set.error().fault;
    };
    QCOMPARE(faultOf(sign(listOf(small, 6), u"receipt"_s)), SetFault::NotSigned);
    QCOMPARE(faultOf("hello"), SetFault::NotSigned);
    QCOMPARE(faultOf(sign("{}")), SetFault::BadContent);
    QCOMPARE(faultOf(sign(listOf(small, 6, u"staff"_s, u"TRN-01"_s))), SetFault::OtherChannel);
    QCOMPARE(faultOf(sign(listOf(small, 5))), SetFault::Older);
    QCOMPARE(faultOf(sign(listOf(small, 4))), SetFault::Older);
    QCOMPARE(faultOf(sign(listOf(small, 6)), 7), SetFault::Older); // the vault has seen 7
    QVERIFY(sets.accept(sign(listOf(small, 6)), SetChannel::Reference, 6));
    QVERIFY(sets.accept(sign(listOf(small, 1, u"staff"_s, u"TRN-01"_s)), SetChannel::Staff, 0));
    QVERIFY(!sets.accept(sign(listOf(small, 1, u"staff"_s, u"TRN-02"_s)), SetChannel::Staff, 0));
    // An item whose bytes are others: nothing of it stays, and no set is made.
    const QByteArray list = sign(listOf(small, 6));
    const auto set = sets.accept(list, SetChannel::Reference, 0);
    Files other = small;
    const SetItem changed{u"new.json"_s, 3, QByteArray(32, 'x')};
    QCOMPARE(sets.append(changed, "abc").error().fault, SetFault::BadItem);
    QCOMPARE(sets.arrived(changed), 0);
    QCOMPARE(sets.append(changed, "abcd").error().fault, SetFault::BadItem);
    QVERIFY(!sets.install(*set, list)); // its items have not come
    QCOMPARE(sets.newest(SetChannel::Reference), 5);
}

void TestSignedSet::aTamperedSetIsPassedOver()
{
    const QTemporaryDir dir;
    SetFolder sets = folder(dir);
    QVERIFY(put(sets, small, 1));
    Files next = small;
    next[u"places.json"_s] = "{\"b\":3}";
    const auto held = put(sets, next, 2);
    QVERIFY(held);
    QFile file(held->items + u"/places.json"_s);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{\"b\":4}") == 7);
    file.close();
    QCOMPARE(sets.newest(SetChannel::Reference), 1);
    QVERIFY(put(sets, next, 2)); // and can be had again
    QCOMPARE(sets.newest(SetChannel::Reference), 2);
    QFile list(held->items + u"/../list.p7s"_s);
    QVERIFY(list.open(QIODevice::WriteOnly) && list.write("x") == 1);
    list.close();
    QCOMPARE(sets.newest(SetChannel::Reference), 1);
}

void TestSignedSet::aRefusedSetStaysAsideForThisProgram()
{
    const QTemporaryDir dir;
    SetFolder sets = folder(dir);
    const auto held = put(sets, small, 1);
    sets.refuse(*held, u"0.1.0"_s, u"a form it does not know"_s);
    QCOMPARE(sets.held(SetChannel::Reference).first().refusedBy, u"0.1.0: a form it does not know"_s);
    QCOMPARE(sets.newest(SetChannel::Reference), 1); // it is not fetched again
    // Starts that do not come up are counted; one that does ends the count.
    QCOMPARE(sets.began(*held), 0);
    QCOMPARE(folder(dir).began(*held), 1);
    QCOMPARE(folder(dir).began(*held), 2);
    sets.ended();
    QCOMPARE(sets.began(*held), 0);
}

void TestSignedSet::theNewestThreeAndAGoodOneStay()
{
    const QTemporaryDir dir;
    SetFolder sets = folder(dir);
    for (qint64 version = 1; version <= 5; ++version) {
        Files files = small;
        files[u"places.json"_s] = "{\"b\":" + QByteArray::number(version) + "}";
        const auto held = put(sets, files, version);
        QVERIFY(held);
        if (version >= 3)
            sets.refuse(*held, u"0.1.0"_s, u"no"_s);
    }
    QStringList kept = QDir(dir.filePath(u"sets/reference"_s)).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    kept.sort();
    QCOMPARE(kept, (QStringList{u"2"_s, u"3"_s, u"4"_s, u"5"_s})); // 2 is the one that starts
}

void TestSignedSet::aFullDiskChangesNothing()
{
    const QTemporaryDir dir;
    SetFolder sets = folder(dir);
    QVERIFY(put(sets, small, 1));
    Files next = small;
    next[u"places.json"_s] = QByteArray(200000, 'x');
    const QByteArray list = sign(listOf(next, 2));
    const auto set = sets.accept(list, SetChannel::Reference, 0);
    sets.reuse(*set);
    for (const SetItem &item : set->items) {
        if (sets.arrived(item) < item.length)
            QVERIFY(sets.append(item, next.value(item.name)));
    }
    // No file may grow beyond 64 KiB now: the kernel refuses as on a full disk.
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const rlimit tight{65536, before.rlim_max};
    std::signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &tight);
    const auto held = sets.install(*set, list);
    const auto more = sets.append({u"new.json"_s, 300000, QByteArray(32, 'x')}, QByteArray(100000, 'y'));
    setrlimit(RLIMIT_FSIZE, &before);
    QVERIFY(!held);
    QCOMPARE(held.error().fault, SetFault::DiskFull);
    QVERIFY(!more);
    QCOMPARE(sets.newest(SetChannel::Reference), 1);
    QVERIFY(sets.install(*set, list)); // with room again, from what is here
    QCOMPARE(sets.newest(SetChannel::Reference), 2);
}

void TestSignedSet::killedAtAnyMomentTheOldSetStands()
{
    const QTemporaryDir dir;
    SetFolder sets = folder(dir);
    QVERIFY(put(sets, small, 1));
    Files files = small;
    files[u"places.json"_s] = QByteArray(60000, '1');
    QVERIFY(put(sets, files, 2));
    // How long a child needs is the machine's and the moment's: the bound follows what
    // happened, so that about half the children are killed before the set stands.
    int longest = 20'000; // microseconds
    sigset_t childEnds;
    sigemptyset(&childEnds);
    sigaddset(&childEnds, SIGCHLD);
    sigprocmask(SIG_BLOCK, &childEnds, nullptr);
    qint64 version = 2;
    int cut = 0;
    for (int round = 0; round < 60; ++round) {
        files[u"places.json"_s]
            = QByteArray(60000, static_cast<char>('a' + round % 26)) + QByteArray::number(round);
        const qint64 next = version + 1;
        const pid_t child = fork();
        QVERIFY(child >= 0);
        if (child == 0) {
            SetFolder mine = folder(dir);
            _exit(put(mine, files, next) ? 0 : 1);
        }
        // The child's end, or that moment, whichever comes first.
        const timespec moment{0, QRandomGenerator::global()->bounded(longest) * 1000L};
        sigtimedwait(&childEnds, nullptr, &moment);
        ::kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        // The end of a killed child is still pending: left, it would be taken for the next one's.
        const timespec now{0, 0};
        sigtimedwait(&childEnds, nullptr, &now);
        cut += WIFSIGNALED(status);
        const QList<HeldSet> held = sets.held(SetChannel::Reference);
        QVERIFY(!held.isEmpty());
        const qint64 newest = held.first().set.version;
        QVERIFY2(newest == version || newest == next, qPrintable(QString::number(newest)));
        if (newest == next)
            QCOMPARE(fileBytes(held.first().items + u"/places.json"_s), files.value(u"places.json"_s));
        longest = std::clamp(newest == next ? longest * 3 / 4 : longest * 3 / 2, 1'000, 900'000);
        version = newest;
    }
    qInfo("%d of 60 were cut; version %lld", cut, static_cast<long long>(version));
    QVERIFY(cut > 10);
    QVERIFY(version > 12);
}

QTEST_GUILESS_MAIN(TestSignedSet)
#include "tst_signedset.moc"
