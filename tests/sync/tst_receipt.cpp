#include "sync/receipt.h"

#include "tests/sync/centralfixture.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

class TestReceipt : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void acceptsTheTrueOne();
    void acceptsThePinnedAuthority();
    void refusesOtherSigners();
    void refusesEveryChangedBit();
    void refusesOtherPackets_data();
    void refusesOtherPackets();
    void refusesAnotherAuditHead_data();
    void refusesAnotherAuditHead();
    void withoutAHeadOnlyForOldPackets();
    void refusesOtherContent_data();
    void refusesOtherContent();

private:
    QByteArray json() const;
    QByteArray oldJson() const; ///< version 1
    TestPki m_pki;
    TestPki m_other;
    ReceiptExpectation m_expected;
};

void TestReceipt::initTestCase()
{
    QVERIFY(m_pki.make());
    QVERIFY(m_other.make());
    m_expected = {PacketId::create(),     u"TRN-01"_s, 7, 123456, QByteArray(32, '\x11'), 47,
                  QByteArray(32, '\x22'), false};
}

QByteArray TestReceipt::json() const
{
    return R"({"audit":{"head":")" + QByteArray(32, '\x22').toHex() + R"(","sequence":47},)"
        + oldJson().replace("receiptVersion\":1", "receiptVersion\":2").mid(1);
}

QByteArray TestReceipt::oldJson() const
{
    return R"({"length":123456,"packetId":")" + m_expected.packet.toString().toLatin1()
        + R"(","receiptVersion":1,"sequence":7,"sha256":")" + QByteArray(32, '\x11').toHex()
        + R"(","station":"TRN-01","storedAt":"2026-03-04T10:00:00.000Z"})";
}

void TestReceipt::acceptsTheTrueOne()
{
    const auto receipt
        = verifyReceipt(m_pki.signedAs(u"receipt"_s, json()), m_pki.pem(u"receipt.crt"_s), m_expected);
    QVERIFY2(receipt, receipt ? "" : qPrintable(receipt.error().detail));
    QCOMPARE(receipt->storedAt, QDateTime({2026, 3, 4}, {10, 0, 0}, Qt::UTC));
}

void TestReceipt::acceptsThePinnedAuthority()
{
    QVERIFY(verifyReceipt(m_pki.signedAs(u"receipt"_s, json()), m_pki.pem(u"root.crt"_s), m_expected));
}

void TestReceipt::refusesOtherSigners()
{
    const QByteArray pin = m_pki.pem(u"receipt.crt"_s);
    QCOMPARE(verifyReceipt(m_other.signedAs(u"receipt"_s, json()), pin, m_expected).error().fault,
             ReceiptFault::NotSigned);
    QCOMPARE(verifyReceipt(m_pki.signedAs(u"server"_s, json()), pin, m_expected).error().fault,
             ReceiptFault::NotSigned);
    QCOMPARE(verifyReceipt(json(), pin, m_expected).error().fault, ReceiptFault::NotSigned);
    QCOMPARE(verifyReceipt({}, pin, m_expected).error().fault, ReceiptFault::NotSigned);
}

void TestReceipt::refusesEveryChangedBit()
{
    const QByteArray receipt = m_pki.signedAs(u"receipt"_s, json());
    const QByteArray pin = m_pki.pem(u"receipt.crt"_s);
    const qsizetype content = receipt.indexOf(json());
    QVERIFY(content > 0);
    for (qsizetype byte = content; byte < content + json().size(); ++byte) {
        QByteArray changed = receipt;
        changed[byte] = static_cast<char>(changed.at(byte) ^ (1 << (byte % 8)));
        QVERIFY(!verifyReceipt(changed, pin, m_expected));
    }
    for (qsizetype length = 0; length < receipt.size(); length += 11)
        QVERIFY(!verifyReceipt(receipt.left(length), pin, m_expected));
    QVERIFY(!verifyReceipt(receipt + 'x', pin, m_expected));
}

void TestReceipt::refusesOtherPackets_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("length") << QByteArray("123456") << QByteArray("123457");
    QTest::newRow("sequence") << QByteArray(":7,") << QByteArray(":8,");
    QTest::newRow("digest") << QByteArray("\"1111") << QByteArray("\"1112");
    QTest::newRow("station") << QByteArray("TRN-01") << QByteArray("TRN-02");
    QTest::newRow("packet") << m_expected.packet.toString().toLatin1()
                            << PacketId::create().toString().toLatin1();
}

void TestReceipt::refusesOtherPackets()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QByteArray other = json();
    other.replace(from, to);
    QVERIFY(other != json());
    const auto receipt
        = verifyReceipt(m_pki.signedAs(u"receipt"_s, other), m_pki.pem(u"receipt.crt"_s), m_expected);
    QVERIFY(!receipt);
    QCOMPARE(receipt.error().fault, ReceiptFault::OtherPacket);
}

void TestReceipt::refusesAnotherAuditHead_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("head") << QByteArray("\"2222") << QByteArray("\"2223");
    QTest::newRow("sequence") << QByteArray(":47}") << QByteArray(":46}");
}

void TestReceipt::refusesAnotherAuditHead()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    const QByteArray other = json().replace(from, to);
    QVERIFY(other != json());
    ReceiptExpectation expected = m_expected;
    for (const bool mayLackHead : {false, true}) { // that it may lack one does not mean that it may lie
        expected.mayLackHead = mayLackHead;
        const auto receipt
            = verifyReceipt(m_pki.signedAs(u"receipt"_s, other), m_pki.pem(u"receipt.crt"_s), expected);
        QVERIFY(!receipt);
        QCOMPARE(receipt.error().fault, ReceiptFault::OtherHead);
    }
}

void TestReceipt::withoutAHeadOnlyForOldPackets()
{
    const QByteArray old = m_pki.signedAs(u"receipt"_s, oldJson());
    const QByteArray pin = m_pki.pem(u"receipt.crt"_s);
    QCOMPARE(verifyReceipt(old, pin, m_expected).error().fault, ReceiptFault::OtherHead);
    ReceiptExpectation expected = m_expected;
    expected.mayLackHead = true;
    QVERIFY(verifyReceipt(old, pin, expected));
    QCOMPARE(verifyReceipt(m_pki.signedAs(u"receipt"_s, json()), pin, expected)->auditSequence, 47);
}

void TestReceipt::refusesOtherContent_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("version") << json().replace("\"receiptVersion\":2", "\"receiptVersion\":3");
    QTest::newRow("head in version 1") << json().replace("\"receiptVersion\":2", "\"receiptVersion\":1");
    QTest::newRow("no head in version 2")
        << oldJson().replace("\"receiptVersion\":1", "\"receiptVersion\":2");
    QTest::newRow("short head") << json().replace("\"2222", "\"");
    QTest::newRow("member of the head") << json().replace("\"sequence\":47", "\"a\":1");
    QTest::newRow("member") << json().replace("{\"audit", "{\"a\":1,\"audit");
    QTest::newRow("spacing") << json().replace(",", ", ");
    QTest::newRow("nothing") << QByteArray("{}");
}

void TestReceipt::refusesOtherContent()
{
    QFETCH(QByteArray, content);
    const auto receipt
        = verifyReceipt(m_pki.signedAs(u"receipt"_s, content), m_pki.pem(u"receipt.crt"_s), m_expected);
    QVERIFY(!receipt);
    QCOMPARE(receipt.error().fault, ReceiptFault::BadContent);
}

QTEST_GUILESS_MAIN(TestReceipt)
#include "tst_receipt.moc"
