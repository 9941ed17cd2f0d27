#include "app/training/trainingstation.h"
#include "tests/support/places.h"

#include <QFileInfo>
#include <QProcess>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

class TestTrainingStation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void passphrasesAreForTheOwnerOnlyAndReadBack()
    {
        QTemporaryDir dir;
        const TrainingStation station(dir.path(), u"/nonexistent"_s);
        const auto made = station.makePassphrases();
        QVERIFY(made.has_value());
        QCOMPARE(made->size(), 2);
        QCOMPARE(int(QFileInfo(station.passphraseFile()).permissions()
                     & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)),
                 0);
        const auto read = station.readPassphrases();
        QVERIFY(read.has_value());
        for (int i = 0; i < 2; ++i) {
            QCOMPARE(read->at(i).text, made->at(i).text);
            QCOMPARE(read->at(i).actor.id, made->at(i).actor.id);
            QVERIFY(made->at(i).text.size() >= 19);
        }
        QVERIFY(made->at(0).actor.role == Role::Operator && made->at(1).actor.role == Role::Supervisor);
    }
    void passphrasesAreNeverTheSame()
    {
        QTemporaryDir dir;
        const TrainingStation station(dir.path(), u"/nonexistent"_s);
        QSet<QString> seen;
        for (int i = 0; i < 20; ++i) {
            const auto made = station.makePassphrases();
            QVERIFY(made.has_value());
            for (const auto &entry : *made)
                seen.insert(entry.text);
        }
        QCOMPARE(seen.size(), 40);
    }
    void anUnpreparedFolderIsNamed()
    {
        QTemporaryDir dir;
        const TrainingStation station(dir.path(), u"/nonexistent"_s);
        const auto file = station.pkiFile(u"root.crt"_s);
        QVERIFY(!file.has_value());
        QCOMPARE(file.error().fault, TrainingFault::NotPrepared);
        QVERIFY(!station.readPassphrases().has_value());
    }
    void anAuthorityThatCannotBeStartedIsReported()
    {
        QTemporaryDir dir;
        TrainingStation station(dir.path(), dir.filePath(u"no-such-program"_s));
        QSignalSpy failed(&station, &TrainingStation::signingFailed);
        station.sign("request");
        QTRY_COMPARE(failed.size(), 1);
    }
    void theAuthoritySignsARealRequest()
    {
        QTemporaryDir dir;
        const QString script = indraj::test::sourcePath("/packaging/training-pki.sh");
        QCOMPARE(QProcess::execute(script, {dir.filePath(u"pki"_s)}), 0);
        QProcess request;
        request.start(u"openssl"_s,
                      {u"req"_s, u"-new"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s,
                       u"ec_paramgen_curve:P-256"_s, u"-nodes"_s, u"-keyout"_s, dir.filePath(u"key"_s),
                       u"-subj"_s, u"/CN=TRN-01"_s});
        QVERIFY(request.waitForFinished());
        TrainingStation station(dir.path(), script);
        QSignalSpy signed_(&station, &TrainingStation::certificateSigned);
        station.sign(request.readAllStandardOutput());
        QVERIFY(signed_.wait(20000));
        QCOMPARE(signed_.first().first().toByteArray().count("BEGIN CERTIFICATE"), 2);
    }
};

QTEST_GUILESS_MAIN(TestTrainingStation)
#include "tst_trainingstation.moc"
