#include "devices/fingerprint/helperscanner.h"
#include "devices/fingerprint/protocol.h"
#include "scannerbench.h"

#include <QLocalServer>
#include <QTest>

#include <random>

using namespace indraj;
using namespace indraj::scannerproto;

/// Both parsers against good, cut, mixed up and hostile bytes.
class TestScannerProtocol : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyMessageComesBack();
    void bytesOneByOne();
    void limitsAreKept_data();
    void limitsAreKept();
    void brokenStaysBroken();
    void randomMutations();
    void longTextsAreCut();
    void helperDropsAHostileClient();
    void hostileHelperIsReplaced();

private:
    static QList<Message> samples(Direction direction);
};

QList<Message> TestScannerProtocol::samples(Direction direction)
{
    if (direction == Direction::ToHelper)
        return {Hello{}, CaptureRequest{7, FingerPosition::LeftLittle}, CancelRequest{7}, Ping{9}};
    SensorProfile sensor{
        QStringLiteral("uru4000"), QStringLiteral("U.are.U \u00b5"), 512, true, false, 18.1, 14.6};
    return {Welcome{4711},
            StateReport{ScannerState::TooHot},
            SensorReport{sensor},
            ImageReport{3, 40, 30, 1'700'000'000'000, QByteArray(1200, 'x')},
            RetryReport{4, RetryReason::CentreFinger},
            FailureReport{5, DeviceFault::Removed, QStringLiteral("pulled")},
            Pong{9}};
}

void TestScannerProtocol::everyMessageComesBack()
{
    for (const Direction direction : {Direction::ToHelper, Direction::FromHelper}) {
        MessageReader reader(direction);
        for (const Message &message : samples(direction)) {
            reader.feed(encode(message));
            const auto back = reader.next();
            QVERIFY(back && back->has_value());
            QCOMPARE((*back)->index(), message.index());
            QCOMPARE(encode(**back), encode(message));
        }
    }
}

void TestScannerProtocol::bytesOneByOne()
{
    MessageReader reader(Direction::FromHelper);
    int seen = 0;
    for (const Message &message : samples(Direction::FromHelper)) {
        const QByteArray bytes = encode(message);
        for (qsizetype i = 0; i < bytes.size(); ++i) {
            reader.feed(QByteArrayView(bytes).sliced(i, 1));
            const auto back = reader.next();
            QVERIFY(back.has_value());
            QCOMPARE(back->has_value(), i + 1 == bytes.size());
            seen += back->has_value();
        }
    }
    QCOMPARE(seen, int(samples(Direction::FromHelper).size()));
}

void TestScannerProtocol::limitsAreKept_data()
{
    QTest::addColumn<Direction>("direction");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ProtocolFault>("fault");
    const auto raw = [](const char *hex) { return QByteArray::fromHex(hex); };
    const auto to = Direction::ToHelper, from = Direction::FromHelper;
    QTest::newRow("magic") << to << raw("4847010100000000") << ProtocolFault::BadMagic;
    QTest::newRow("version") << to << raw("4946020100000000") << ProtocolFault::BadVersion;
    QTest::newRow("type") << to << raw("4946016300000000") << ProtocolFault::UnknownType;
    QTest::newRow("an image to the helper")
        << to << encode(samples(from).at(3)) << ProtocolFault::UnknownType;
    QTest::newRow("a request from the helper")
        << from << encode(samples(to).at(1)) << ProtocolFault::UnknownType;
    QTest::newRow("4 GB image, header only") << from << raw("49460144ffffffff") << ProtocolFault::BadLength;
    QTest::newRow("hello with bytes") << to
                                      << raw("49460101010000"
                                             "0000")
                                      << ProtocolFault::BadLength;
    QTest::newRow("finger 0") << to
                              << raw("4946010205000000"
                                     "0100000000")
                              << ProtocolFault::BadPayload;
    QTest::newRow("finger 11") << to
                               << raw("4946010205000000"
                                      "010000000b")
                               << ProtocolFault::BadPayload;
    QTest::newRow("state lost") << from
                                << raw("4946014201000000"
                                       "06")
                                << ProtocolFault::BadPayload;
    QTest::newRow("retry 10") << from
                              << raw("4946014505000000"
                                     "010000000a")
                              << ProtocolFault::BadPayload;
    QTest::newRow("fault 10") << from
                              << raw("4946014607000000"
                                     "010000000a0000")
                              << ProtocolFault::BadPayload;
    QTest::newRow("image larger than said")
        << from << encode(ImageReport{1, 3, 3, 0, QByteArray(10, 'x')}) << ProtocolFault::BadPayload;
    QTest::newRow("image without width")
        << from << encode(ImageReport{1, 0, 3, 0, QByteArray(10, 'x')}) << ProtocolFault::BadPayload;
    QTest::newRow("image too wide") << from << encode(ImageReport{1, 2001, 1, 0, QByteArray(2001, 'x')})
                                    << ProtocolFault::BadPayload;
    QTest::newRow("image of long ago")
        << from << encode(ImageReport{1, 1, 1, -1, QByteArray(1, 'x')}) << ProtocolFault::BadPayload;
    SensorProfile coarse;
    coarse.resolution = 50;
    QTest::newRow("50 dpi") << from << encode(SensorReport{coarse}) << ProtocolFault::BadPayload;
    QByteArray text = encode(FailureReport{1, DeviceFault::Busy, QStringLiteral("abc")});
    text[text.size() - 1] = char(0xff);
    QTest::newRow("text not UTF-8") << from << text << ProtocolFault::BadPayload;
    text[headerSize + 5] = 2;
    QTest::newRow("text shorter than payload") << from << text << ProtocolFault::BadPayload;
}

void TestScannerProtocol::limitsAreKept()
{
    QFETCH(Direction, direction);
    QFETCH(QByteArray, bytes);
    QFETCH(ProtocolFault, fault);
    MessageReader reader(direction);
    reader.feed(bytes);
    const auto message = reader.next();
    QVERIFY(!message.has_value());
    QCOMPARE(message.error().fault, fault);
}

void TestScannerProtocol::brokenStaysBroken()
{
    MessageReader reader(Direction::ToHelper);
    reader.feed("nonsense bytes");
    QVERIFY(!reader.next());
    reader.feed(encode(Ping{1}));
    QVERIFY(!reader.next());
}

void TestScannerProtocol::randomMutations()
{
    std::mt19937 random(20260101);
    int accepted = 0, refused = 0;
    for (int round = 0; round < 60000; ++round) {
        const Direction direction = round % 2 ? Direction::ToHelper : Direction::FromHelper;
        QByteArray bytes;
        for (const Message &message : samples(direction))
            bytes += encode(message);
        const int changes = int(random() % 4);
        for (int i = 0; i < changes; ++i)
            bytes[qsizetype(random() % unsigned(bytes.size()))] = char(random());
        bytes.truncate(qsizetype(random() % unsigned(bytes.size() + 1)));
        MessageReader reader(direction);
        reader.feed(bytes);
        for (;;) {
            const auto message = reader.next();
            if (!message) {
                ++refused;
                break;
            }
            if (!message->has_value())
                break;
            ++accepted;
            MessageReader again(direction);
            again.feed(encode(**message));
            const auto back = again.next();
            QVERIFY(back && back->has_value());
        }
    }
    QVERIFY(accepted > 10000);
    QVERIFY(refused > 1000);
}

void TestScannerProtocol::longTextsAreCut()
{
    MessageReader reader(Direction::FromHelper);
    reader.feed(encode(FailureReport{1, DeviceFault::Busy, QString(500, QChar(0x0627))}));
    const auto message = reader.next();
    QVERIFY(message && message->has_value());
    QCOMPARE(std::get<FailureReport>(**message).detail, QString(100, QChar(0x0627)));
}

void TestScannerProtocol::helperDropsAHostileClient()
{
    QTemporaryDir folder;
    const QString name = folder.filePath(QStringLiteral("s"));
    QProcess helper;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("FP_DRIVERS_WHITELIST"), QStringLiteral("virtual_image"));
    helper.setProcessEnvironment(environment);
    helper.start(testing::helperProgram(), {name});
    QTRY_VERIFY(QFile::exists(name));
    const auto others = QFile::permissions(name)
        & (QFile::ReadOther | QFile::WriteOther | QFile::ReadGroup | QFile::WriteGroup);
    QVERIFY(!others);
    QLocalSocket client;
    client.connectToServer(name);
    QTRY_COMPARE(client.state(), QLocalSocket::ConnectedState);
    client.write("GET / HTTP/1.1\r\n\r\n");
    QTRY_COMPARE(client.state(), QLocalSocket::UnconnectedState);
    QTRY_COMPARE(helper.state(), QProcess::NotRunning);
    QCOMPARE(helper.exitStatus(), QProcess::NormalExit);
}

void TestScannerProtocol::hostileHelperIsReplaced()
{
    // A program that answers with rubbish stands in for a helper gone mad.
    QTemporaryDir folder;
    const QString script = folder.filePath(QStringLiteral("mad-helper"));
    QFile file(script);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/usr/bin/perl\nuse IO::Socket::UNIX;\n"
               "my $s = IO::Socket::UNIX->new(Local => $ARGV[0], Listen => 1) or die;\n"
               "my $c = $s->accept; print $c 'rubbish rubbish rubbish'; $c->flush; sleep 20;\n");
    file.close();
    file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    HelperOptions options;
    options.program = script;
    HelperScanner scanner(options);
    scanner.open();
    QTRY_COMPARE(scanner.state(), ScannerState::HelperLost);
    QTRY_VERIFY(scanner.losses() >= 2); // started again, lost again
}

QTEST_GUILESS_MAIN(TestScannerProtocol)
#include "tst_scannerprotocol.moc"
