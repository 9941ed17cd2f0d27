#include "devices/sbi/recordpictures.h"
#include "devices/sbi/sbijson.h"
#include "sbibench.h"

#include <QCryptographicHash>
#include <QTest>

using namespace indraj;
using namespace indraj::sbi;
using namespace indraj::testing;
using namespace Qt::Literals::StringLiterals;

/// What a service's answers are held against, without a network: everything here is bytes in, verdict out.
class TestSbiChecks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void callbackAddresses_data();
    void callbackAddresses();
    void discoveryAndInfo();
    void requestsSayWhatTheSpecificationAsks();
    void hashChainIsOverRawBytes();
    void goodCaptureOfEveryKind_data();
    void goodCaptureOfEveryKind();
    void captureIsRefused_data();
    void captureIsRefused();
    void errorCodes();
    void recordsMustFitTheirStatement();

private:
    CaptureTask task(Modality modality, const QStringList &subtypes) const;
    QByteArray answer(const CaptureTask &task, const QJsonObject &switches = {});
    static Expectation expected(const CaptureTask &task);
    Answer<Captured> check(const QByteArray &body, const CaptureTask &task) const
    {
        return checkCapture(body, expected(task), m_keys.trust(), QDateTime::currentDateTimeUtc());
    }
    QByteArray infoBody(const QJsonObject &switches = {}, const QString &callback = {}) const;

    TrainingKeys m_keys;
    TrainingPerson m_person{77};
    QImage m_photograph{600, 800, QImage::Format_RGB32};
};

void TestSbiChecks::initTestCase()
{
    QVERIFY(m_keys.made());
    QCOMPARE(m_keys.trust().size(), 1);
    for (int y = 0; y < m_photograph.height(); ++y) {
        for (int x = 0; x < m_photograph.width(); ++x)
            m_photograph.setPixel(x, y, qRgb(x / 3, y / 4, 120));
    }
}

CaptureTask TestSbiChecks::task(Modality modality, const QStringList &subtypes) const
{
    CaptureTask made;
    made.device = {Version::V095, modality, u"TEST-1"_s, u"7"_s, u"Slap"_s, {1, 2, 3}};
    made.subtypes = subtypes;
    made.transaction = newTransaction();
    made.environment = u"Developer"_s;
    made.previousHash = firstHash();
    made.touchSeed = 5;
    return made;
}

QByteArray TestSbiChecks::answer(const CaptureTask &task, const QJsonObject &switches)
{
    Switches set;
    if (!set.change(switches))
        return {};
    return captureAnswer(task, set, m_keys.keys(), m_person, m_photograph);
}

Expectation TestSbiChecks::expected(const CaptureTask &task)
{
    Expectation expectation;
    expectation.version = task.device.version;
    expectation.modality = task.device.modality;
    expectation.environment = task.environment;
    expectation.serial = task.device.serial;
    expectation.transaction = task.transaction;
    expectation.subtypes = task.subtypes;
    expectation.previousHash = task.previousHash;
    return expectation;
}

void TestSbiChecks::callbackAddresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("base"); // empty: refused
    QTest::newRow("slash") << u"http://127.0.0.1:4501/"_s << u"http://127.0.0.1:4501/"_s;
    QTest::newRow("no slash") << u"http://127.0.0.1:4501"_s << u"http://127.0.0.1:4501/"_s;
    QTest::newRow("path") << u"http://127.0.0.1:4599/face"_s << u"http://127.0.0.1:4599/face/"_s;
    QTest::newRow("by name") << u"http://localhost:4501/"_s << u"http://127.0.0.1:4501/"_s;
    QTest::newRow("none") << QString() << u"http://127.0.0.1:4510/"_s;
    QTest::newRow("another computer") << u"http://192.0.2.7:4501/"_s << QString();
    QTest::newRow("a name that begins alike") << u"http://127.0.0.1.example.org:4501/"_s << QString();
    QTest::newRow("a user in front") << u"http://127.0.0.1:4501@192.0.2.7:4501/"_s << QString();
    QTest::newRow("another port") << u"http://127.0.0.1:8080/"_s << QString();
    QTest::newRow("a query") << u"http://127.0.0.1:4501/?to=elsewhere"_s << QString();
    QTest::newRow("a file") << u"file:///etc/passwd"_s << QString();
}

void TestSbiChecks::callbackAddresses()
{
    QFETCH(QString, text);
    QFETCH(QString, base);
    const auto url = callbackAddress(text, 4510);
    QCOMPARE(url.has_value(), !base.isEmpty());
    if (url)
        QCOMPARE(url->toString(), base);
    else
        QCOMPARE(url.error().fault, Fault::BadAddress);
}

QByteArray TestSbiChecks::infoBody(const QJsonObject &switches, const QString &callback) const
{
    Switches set;
    if (!set.change(switches))
        return {};
    const SimulatorKeys keys = m_keys.keys();
    const SimulatedDevice device{Version::V10, Modality::Finger, u"TEST-1"_s, {}, u"Slap"_s, {1, 2, 3}};
    const QJsonObject info{
        {u"deviceStatus"_s, u"Ready"_s},
        {u"serialNo"_s, device.serial},
        {u"deviceSubId"_s, QJsonArray{u"1"_s, 2, u"3"_s}}, // both forms
        {u"callbackId"_s, callback},
        {u"specVersion"_s, QJsonArray{u"0.9.5"_s, u"1.0"_s, u"7.0"_s}},
        {u"purpose"_s, u"Registration"_s},
        {u"env"_s, u"Developer"_s},
        {u"digitalId"_s, QString::fromLatin1(digitalIdOf(device, keys, set))},
    };
    const QJsonObject entry{{u"deviceInfo"_s, QString::fromLatin1(keys.device.sign(info))},
                            {u"error"_s, QJsonObject{{u"errorCode"_s, 0}}}};
    return QJsonDocument(QJsonArray{entry}).toJson();
}

void TestSbiChecks::discoveryAndInfo()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const auto found = readInfo(infoBody(), 4510, m_keys.trust(), now);
    QVERIFY(found && found->size() == 1);
    const Device device = found->first();
    QVERIFY(device.trusted && device.training && device.problem.isEmpty());
    QCOMPARE(device.version, Version::V10); // the newest that we speak
    QCOMPARE(device.status, Status::Ready);
    QCOMPARE(device.subIds, (QList<int>{1, 2, 3}));
    QCOMPARE(device.id(), u"Finger:TEST-1"_s);
    QCOMPARE(device.subIdFor(true, false), 1);
    QCOMPARE(device.subIdFor(false, true), 2);
    QCOMPARE(device.subIdFor(true, true), 3);
    QVERIFY(device.described().simulated);

    const auto strange = readInfo(infoBody({{u"chain"_s, u"stranger"_s}}), 4510, m_keys.trust(), now);
    QVERIFY(strange && !strange->first().trusted && strange->first().problem.startsWith("bad-chain"_L1));
    const auto bare = readInfo(infoBody({{u"chain"_s, u"unsigned"_s}}), 4510, m_keys.trust(), now);
    QVERIFY(bare && !bare->first().trusted && bare->first().problem.startsWith("not-signed"_L1));
    QCOMPARE(readInfo(infoBody({}, u"http://192.0.2.7:4501/"_s), 4510, m_keys.trust(), now).error().fault,
             Fault::BadAddress);
    QCOMPARE(readInfo("{", 4510, m_keys.trust(), now).error().fault, Fault::BadJson);
    QCOMPARE(readInfo(QByteArray(maxInfoBytes + 1, ' '), 4510, m_keys.trust(), now).error().fault,
             Fault::TooLarge);
    QVERIFY(readDiscovery("[{\"error\":{\"errorCode\":\"202\"}}]", 4510)->isEmpty()); // nothing connected
    QCOMPARE(readDiscovery("[" + QByteArray("{},").repeated(10) + "{}]", 4510).error().fault,
             Fault::TooLarge);
}

void TestSbiChecks::requestsSayWhatTheSpecificationAsks()
{
    Device device;
    device.modality = Modality::Finger;
    device.deviceId = u"7"_s;
    device.serial = u"S-1"_s;
    device.subIds = {1, 2, 3};
    CapturePlan plan;
    plan.subtypes = QStringList{u"Left IndexFinger"_s, u"Left MiddleFinger"_s, u"Left LittleFinger"_s};
    plan.exceptions = QStringList{u"Left RingFinger"_s};
    plan.left = true;
    for (const Version version : {Version::V095, Version::V10}) {
        device.version = version;
        const auto expectation = expectationOf(device, plan, u"Developer"_s, firstHash());
        const auto document = QJsonDocument::fromJson(
            captureBody(device, plan, expectation, QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC)));
        const QJsonObject body = document.object(), bio = body.value(u"bio"_s).toArray().first().toObject();
        QCOMPARE(body.value(u"captureTime"_s).toString(), u"2026-01-02T03:04:05Z"_s);
        QCOMPARE(body.value(u"specVersion"_s).toString(), versionText(version));
        QCOMPARE(body.value(u"purpose"_s).toString(), u"Registration"_s);
        QCOMPARE(bio.value(u"count"_s).toString(), u"3"_s);
        QCOMPARE(bio.value(u"deviceSubId"_s).toString(), u"1"_s);
        QCOMPARE(bio.value(u"exception"_s).toArray(), (QJsonArray{u"Left RingFinger"_s}));
        QCOMPARE(bio.value(u"previousHash"_s).toString().toLatin1(), firstHash());
        QCOMPARE(bio.contains(u"deviceId"_s), version == Version::V095);
        QCOMPARE(bio.value(version == Version::V10 ? u"serialNo"_s : u"deviceId"_s).toString(),
                 version == Version::V10 ? u"S-1"_s : u"7"_s);
        QVERIFY(expectation.transaction.size() >= 4 && expectation.transaction.size() <= 50);
    }
    QVERIFY(newTransaction() != newTransaction());
}

void TestSbiChecks::hashChainIsOverRawBytes()
{
    QCOMPARE(firstHash(), QByteArray("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"));
    // Computed with: printf abc | openssl dgst -sha256 -binary, appended to the first hash's bytes, again.
    const QByteArray raw
        = QByteArray::fromHex(firstHash()) + QCryptographicHash::hash("abc", QCryptographicHash::Sha256);
    QCOMPARE(nextHash(firstHash(), "abc"),
             QCryptographicHash::hash(raw, QCryptographicHash::Sha256).toHex().toUpper());
    QCOMPARE(nextHash(firstHash(), "abc"),
             QByteArray("BDDBDF7E9DF02F902EE5DD61B2B513D7566A2112FF97DB7DC3B6D184A43EF0E3"));
}

void TestSbiChecks::goodCaptureOfEveryKind_data()
{
    QTest::addColumn<Modality>("modality");
    QTest::addColumn<Version>("version");
    QTest::addColumn<QStringList>("subtypes");
    const QStringList slap{u"Right IndexFinger"_s, u"Right MiddleFinger"_s, u"Right RingFinger"_s,
                           u"Right LittleFinger"_s};
    QTest::newRow("slap, 0.9.5") << Modality::Finger << Version::V095 << slap;
    QTest::newRow("slap, 1.0") << Modality::Finger << Version::V10 << slap;
    QTest::newRow("thumbs") << Modality::Finger << Version::V095
                            << QStringList{u"Left Thumb"_s, u"Right Thumb"_s};
    QTest::newRow("irises") << Modality::Iris << Version::V10 << QStringList{u"Right"_s, u"Left"_s};
    QTest::newRow("face") << Modality::Face << Version::V095 << QStringList();
}

void TestSbiChecks::goodCaptureOfEveryKind()
{
    QFETCH(Modality, modality);
    QFETCH(Version, version);
    QFETCH(QStringList, subtypes);
    CaptureTask asked = task(modality, subtypes);
    asked.device.version = version;
    const auto captured = check(answer(asked, {{u"form"_s, u"numbers"_s}}), asked);
    QVERIFY2(captured.has_value(),
             captured ? "" : qPrintable(std::get<Error>(captured.error()).asDeviceError({}).detail));
    QVERIFY(captured->training);
    QCOMPARE(captured->biometrics.size(), std::max<qsizetype>(1, subtypes.size()));
    QByteArray hash = asked.previousHash;
    for (const Biometric &biometric : captured->biometrics) {
        hash = nextHash(hash, biometric.record);
        QVERIFY(biometric.score >= 0 && biometric.score <= 100);
        if (modality == Modality::Finger) {
            const auto finger = slapFinger(biometric);
            QVERIFY(finger && finger->image.format() == QImage::Format_Grayscale8);
            QCOMPARE(fingerSubtype(finger->finger), biometric.subtype);
            QCOMPARE(finger->resolution, 500);
        } else if (modality == Modality::Iris) {
            const auto eye = eyeImage(biometric);
            QVERIFY(eye && eye->image.size() == QSize(640, 480));
        } else {
            const auto still = stillPicture(biometric);
            QVERIFY(still && still->image.size() == m_photograph.size());
        }
    }
    QCOMPARE(captured->hash, hash);
    for (qsizetype i = 0; i < subtypes.size(); ++i)
        QCOMPARE(captured->biometrics.at(i).subtype, subtypes.at(i));
}

void TestSbiChecks::captureIsRefused_data()
{
    QTest::addColumn<QJsonObject>("switches");
    QTest::addColumn<int>("fault"); // -1: a retry
    QTest::addColumn<int>("retry");
    QTest::addColumn<QStringList>("named");
    const auto fault = [](const char *name, const QJsonObject &switches, Fault what) {
        QTest::newRow(name) << switches << int(what) << -1 << QStringList();
    };
    const auto retry
        = [](const char *name, const QJsonObject &switches, RetryKind what, const QStringList &named) {
              QTest::newRow(name) << switches << -1 << int(what) << named;
          };
    fault("a stranger's signature", {{u"chain"_s, u"stranger"_s}}, Fault::BadChain);
    fault("a certificate out of date", {{u"chain"_s, u"expired"_s}}, Fault::BadChain);
    fault("not signed", {{u"chain"_s, u"unsigned"_s}}, Fault::NotSigned);
    fault("a broken signature", {{u"signature"_s, u"broken"_s}}, Fault::BadSignature);
    fault("another transaction", {{u"transaction"_s, u"other"_s}}, Fault::WrongTransaction);
    fault("made long ago", {{u"clock"_s, -301}}, Fault::WrongTime);
    fault("made in the future", {{u"clock"_s, 330}}, Fault::WrongTime);
    fault("another version", {{u"version"_s, u"other"_s}}, Fault::WrongVersion);
    fault("another device", {{u"serial"_s, u"other"_s}}, Fault::WrongDevice);
    fault("another purpose", {{u"purpose"_s, u"auth"_s}}, Fault::WrongPurpose);
    fault("another environment", {{u"purpose"_s, u"env"_s}}, Fault::WrongPurpose);
    fault("a broken chain", {{u"hash"_s, u"broken"_s}}, Fault::BrokenHashChain);
    fault("a chain over text", {{u"hash"_s, u"text"_s}}, Fault::BrokenHashChain);
    fault("a score beyond the range", {{u"score"_s, 101}}, Fault::BadField);
    fault("hundreds of entries", {{u"size"_s, u"entries"_s}}, Fault::TooLarge);
    fault("a record beyond the limit", {{u"size"_s, u"record"_s}}, Fault::TooLarge);
    retry("a finger is missing", {{u"missing"_s, QJsonArray{u"Left RingFinger"_s}}}, RetryKind::Missing,
          {u"Left RingFinger"_s});
    retry("a finger came twice", {{u"twice"_s, QJsonArray{u"Left IndexFinger"_s}}}, RetryKind::Twice,
          {u"Left IndexFinger"_s});
    retry("a finger nobody asked for", {{u"extra"_s, QJsonArray{u"Left Thumb"_s}}}, RetryKind::Unexpected,
          {u"Left Thumb"_s});
}

void TestSbiChecks::captureIsRefused()
{
    QFETCH(QJsonObject, switches);
    QFETCH(int, fault);
    QFETCH(int, retry);
    QFETCH(QStringList, named);
    const CaptureTask asked
        = task(Modality::Finger, {u"Left IndexFinger"_s, u"Left RingFinger"_s}); // two are enough here
    const auto captured = check(answer(asked, switches), asked);
    QVERIFY(!captured.has_value());
    if (const auto *error = std::get_if<Error>(&captured.error())) {
        QVERIFY2(int(error->fault) == fault, qPrintable(error->asDeviceError({}).detail));
        return;
    }
    QCOMPARE(int(std::get<Retry>(captured.error()).kind), retry);
    QCOMPARE(std::get<Retry>(captured.error()).subtypes, named);
}

void TestSbiChecks::errorCodes()
{
    const CaptureTask asked = task(Modality::Finger, {u"Left Thumb"_s});
    const auto refusal = [&](const QByteArray &code) {
        return check("{\"biometrics\":[{\"error\":{\"errorCode\":" + code + ",\"errorInfo\":\"x\"}}]}", asked)
            .error();
    };
    QCOMPARE(std::get<Retry>(refusal("\"101\"")).kind, RetryKind::NothingSeen);
    QCOMPARE(std::get<Retry>(refusal("105")).kind, RetryKind::Misplaced);
    QCOMPARE(std::get<Retry>(refusal("102")).kind, RetryKind::NotReadable);
    const QList<std::pair<QByteArray, DeviceFault>> faults{
        {"100", DeviceFault::NotReady},     {"\"103\"", DeviceFault::Untrusted},
        {"104", DeviceFault::NotReady},     {"106", DeviceFault::Removed},
        {"109", DeviceFault::NotSupported}, {"\"111\"", DeviceFault::Busy},
        {"112", DeviceFault::Protocol},     {"555", DeviceFault::Protocol},
        {"\"what\"", DeviceFault::Protocol}};
    for (const auto &[code, fault] : faults)
        QCOMPARE(deviceFault(std::get<Error>(refusal(code)).fault), fault);
    // The whole answer may be the error, as with MOSIP's test service and status 405.
    const auto whole = check("{\"error\":{\"errorCode\":\"110\",\"errorInfo\":\"x\"}}", asked).error();
    QCOMPARE(std::get<Error>(whole).fault, Fault::NotReady);
    QCOMPARE(std::get<Error>(check("{\"biometrics\":[]}", asked).error()).fault, Fault::BadField);
    QCOMPARE(std::get<Error>(check("[1,2", asked).error()).fault, Fault::BadJson);
    QVERIFY(!refusalOf(0, {}).has_value());
}

void TestSbiChecks::recordsMustFitTheirStatement()
{
    const CaptureTask asked = task(Modality::Finger, {u"Left IndexFinger"_s, u"Left RingFinger"_s});
    const auto fingerFault = [&](const QJsonObject &switches) {
        const auto captured = check(answer(asked, switches), asked);
        return captured ? slapFinger(captured->biometrics.first()).error().fault : Fault::Cancelled;
    };
    QCOMPARE(fingerFault({{u"record"_s, u"otherFinger"_s}}), Fault::BadRecord);
    QCOMPARE(fingerFault({{u"record"_s, u"damaged"_s}}), Fault::BadRecord);
    QCOMPARE(fingerFault({{u"size"_s, u"picture"_s}}), Fault::TooLarge);
}

QTEST_GUILESS_MAIN(TestSbiChecks)
#include "tst_sbichecks.moc"
