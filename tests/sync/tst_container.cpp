#include "sync/container.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

namespace {

/// "INDRAJPK", version 1, one part "a" of the bytes "xyz".
const QByteArray smallest("INDRAJPK\0\1\0\1\0\1a\0\0\0\3xyz", 22);

} // namespace

class TestContainer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writesTheDocumentedBytes();
    void readsBackWhatItWrote();
    void refusesEveryTruncation();
    void everyAcceptedChangeWritesBackTheSame();
    void refuses_data();
    void refuses();
    void refusesToWrite();
};

void TestContainer::writesTheDocumentedBytes()
{
    QCOMPARE(writeContainer({{QByteArray("a"), QByteArray("xyz")}}).value(), smallest);
}

void TestContainer::readsBackWhatItWrote()
{
    const QList<PacketPart> parts{{QByteArray("manifest.json"), QByteArray("{}")},
                                  {QByteArray("empty"), {}},
                                  {QByteArray("face.jp2"), QByteArray(70000, '\0')}};
    const auto read = readContainer(writeContainer(parts).value());
    QVERIFY(read);
    QCOMPARE(read->size(), 3);
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(read->at(i).name, parts.at(i).name);
        QCOMPARE(read->at(i).bytes, parts.at(i).bytes);
    }
}

void TestContainer::refusesEveryTruncation()
{
    for (qsizetype length = 0; length < smallest.size(); ++length)
        QVERIFY2(!readContainer(smallest.left(length)), qPrintable(QString::number(length)));
}

/// A reader that accepts two spellings of one content would let a signature mean two things.
void TestContainer::everyAcceptedChangeWritesBackTheSame()
{
    int accepted = 0;
    for (qsizetype bit = 0; bit < smallest.size() * 8; ++bit) {
        QByteArray changed = smallest;
        changed[bit / 8] = static_cast<char>(changed.at(bit / 8) ^ (1 << (bit % 8)));
        const auto read = readContainer(changed);
        if (!read)
            continue;
        ++accepted;
        QCOMPARE(writeContainer(*read).value(), changed);
    }
    QVERIFY(accepted >= 24); // the content's own bits are the container's business only as bytes
    QVERIFY(accepted < 40);
}

void TestContainer::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("fault");
    const auto row = [](const char *name, QByteArray bytes, ContainerFault fault) {
        QTest::newRow(name) << std::move(bytes) << static_cast<int>(fault);
    };
    const QByteArray magic("INDRAJPK\0\1", 10);
    row("other magic", "INDRAJPX" + smallest.mid(8), ContainerFault::BadMagic);
    row("version 2", "INDRAJPK" + QByteArray("\0\2", 2) + smallest.mid(10), ContainerFault::UnknownVersion);
    row("no parts", magic + QByteArray(2, '\0'), ContainerFault::TooManyParts);
    row("65 parts", magic + QByteArray("\0\x41", 2), ContainerFault::TooManyParts);
    row("trailing", smallest + "!", ContainerFault::TrailingBytes);
    row("path as name", magic + QByteArray("\0\1\0\3../\0\0\0\0", 11), ContainerFault::BadName);
    row("empty name", magic + QByteArray("\0\1\0\0\0\0\0\0", 8), ContainerFault::BadName);
    row("huge part", magic + QByteArray("\0\1\0\1a\xff\xff\xff\xff", 9), ContainerFault::TooLarge);
    row("twice", magic + QByteArray("\0\2\0\1a\0\0\0\0\0\1a\0\0\0\0", 16), ContainerFault::DuplicateName);
}

void TestContainer::refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, fault);
    const auto read = readContainer(bytes);
    QVERIFY(!read);
    QCOMPARE(static_cast<int>(read.error().fault), fault);
}

void TestContainer::refusesToWrite()
{
    QCOMPARE(writeContainer({}).error().fault, ContainerFault::TooManyParts);
    QCOMPARE(writeContainer({{QByteArray("A"), {}}}).error().fault, ContainerFault::BadName);
    QCOMPARE(writeContainer({{QByteArray("a"), {}}, {QByteArray("a"), {}}}).error().fault,
             ContainerFault::DuplicateName);
    QCOMPARE(writeContainer({{QByteArray("a"), QByteArray(container::maxPartBytes + 1, 'x')}}).error().fault,
             ContainerFault::TooLarge);
}

QTEST_GUILESS_MAIN(TestContainer)
#include "tst_container.moc"
