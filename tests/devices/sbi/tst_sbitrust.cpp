#include "devices/sbi/sbijson.h"
#include "sbibench.h"

#include <QTest>

using namespace indraj;
using namespace indraj::sbi;
using namespace indraj::testing;
using namespace Qt::Literals::StringLiterals;

/// Who has signed, and whether anybody here vouches for him.
class TestSbiTrust : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(m_keys.made()); }
    void signatureAndChain();
    void signedTextIsTakenApartStrictly();
    void rootsFromAFolder();

private:
    TrainingKeys m_keys;
};

void TestSbiTrust::signatureAndChain()
{
    const SimulatorKeys keys = m_keys.keys();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const auto verdict = [&](const QByteArray &text, const QDateTime &at) {
        const auto jws = parseJws(text);
        return jws ? m_keys.trust().verify(*jws, at) : Result<Signer>(tl::unexpected(jws.error()));
    };
    const QByteArray text = keys.device.sign({{u"a"_s, 1}});
    const auto good = verdict(text, now);
    QVERIFY(good.has_value());
    QVERIFY(good->training);
    QCOMPARE(good->name, u"Training biometric device"_s);
    QCOMPARE(good->certificate, keys.device.certificate());

    QByteArray changed = text;
    changed.replace(toBase64Url("{\"a\":1}"), toBase64Url("{\"a\":2}"));
    QVERIFY(changed != text);
    QCOMPARE(verdict(changed, now).error().fault, Fault::BadSignature);
    QCOMPARE(verdict(keys.stranger.sign({{u"a"_s, 1}}), now).error().fault, Fault::BadChain);
    QCOMPARE(verdict(keys.expired.sign({{u"a"_s, 1}}), now.addSecs(2)).error().fault, Fault::BadChain);
    QCOMPARE(verdict(text, now.addYears(3)).error().fault, Fault::BadChain);
    QCOMPARE(verdict(text, now.addDays(-30)).error().fault, Fault::BadChain);
    QCOMPARE(Trust().verify(*parseJws(text), now).error().fault, Fault::BadChain);
}

void TestSbiTrust::signedTextIsTakenApartStrictly()
{
    const QByteArray text = m_keys.keys().device.sign({{u"a"_s, 1}});
    const QList<QByteArray> parts = text.split('.');
    const QJsonObject header = QJsonDocument::fromJson(*fromBase64Url(parts.at(0))).object();
    const auto fault = [&](const QJsonObject &changed) {
        const QByteArray again = toBase64Url(QJsonDocument(changed).toJson());
        const auto jws = parseJws(again + '.' + parts.at(1) + '.' + parts.at(2));
        return jws ? std::optional<Fault>() : jws.error().fault;
    };
    QVERIFY(!fault(header).has_value());
    QJsonObject changed = header;
    changed.insert(u"alg"_s, u"none"_s);
    QCOMPARE(fault(changed), Fault::NotSigned);
    changed.insert(u"alg"_s, u"HS256"_s);
    QCOMPARE(fault(changed), Fault::NotSigned);
    changed = header;
    changed.remove(u"x5c"_s);
    QCOMPARE(fault(changed), Fault::NotSigned);
    changed = header;
    changed.insert(u"crit"_s, QJsonArray{u"b64"_s});
    QCOMPARE(fault(changed), Fault::NotSigned);
    // As vendors differ: the certificate as a single text, and in the other alphabet.
    const QString certificate = header.value(u"x5c"_s).toArray().first().toString();
    changed = header;
    changed.insert(u"x5c"_s, certificate);
    QVERIFY(!fault(changed).has_value());
    changed.insert(u"x5c"_s, QString(certificate).replace(u'+', u'-').replace(u'/', u'_').remove(u'='));
    QVERIFY(!fault(changed).has_value());
    changed.insert(u"x5c"_s, QJsonArray::fromStringList(QStringList(9, certificate)));
    QCOMPARE(fault(changed), Fault::TooLarge);

    QCOMPARE(parseJws("abc.def").error().fault, Fault::NotSigned);
    QCOMPARE(parseJws(text + ".x").error().fault, Fault::NotSigned);
    QCOMPARE(parseJws(QByteArray(maxJwsBytes + 1, 'a')).error().fault, Fault::TooLarge);
}

void TestSbiTrust::rootsFromAFolder()
{
    QTemporaryDir folder;
    QVERIFY(Trust::fromFolder(folder.filePath(u"absent"_s))->isEmpty());
    QVERIFY(QFile::copy(m_keys.folder() + u"/provider.crt"_s, folder.filePath(u"provider.crt"_s)));
    const auto trust = Trust::fromFolder(folder.path());
    QCOMPARE(trust->size(), 1);
    const auto signer
        = trust->verify(*parseJws(m_keys.keys().device.sign({})), QDateTime::currentDateTimeUtc());
    QVERIFY(signer && !signer->training); // the same certificate, not in the folder of training
    QFile bad(folder.filePath(u"bad.pem"_s));
    QVERIFY(bad.open(QIODevice::WriteOnly) && bad.write("no certificate") > 0);
    bad.close();
    QCOMPARE(Trust::fromFolder(folder.path()).error().fault, Fault::BadField);
}

QTEST_GUILESS_MAIN(TestSbiTrust)
#include "tst_sbitrust.moc"
