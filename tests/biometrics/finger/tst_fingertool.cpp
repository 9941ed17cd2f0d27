#include <QCoreApplication>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

/// The indraj-finger command as a script meets it: statuses, formats, files.
class TestFingerTool : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void usage();
    void judgeText();
    void judgeJson();
    void judgeCsv();
    void judgeDraws();
    void noScoreIsStatusOne();
    void unreadableFiles();
    void cutFiles();
    void convertThereAndBack();
    void inspectRefusesDamage();
    void segmentSaysWhatItDoesNotFind();

private:
    struct Ended {
        int status = -1;
        QByteArray out, err;
    };
    Ended run(const QStringList &arguments) const;
    QString file(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    QTemporaryDir m_folder;
};

TestFingerTool::Ended TestFingerTool::run(const QStringList &arguments) const
{
    QProcess process;
    process.start(QCoreApplication::applicationDirPath() + QStringLiteral("/indraj-finger"), arguments);
    if (!process.waitForFinished(60000))
        return {};
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

void TestFingerTool::initTestCase()
{
    // Rings of ridges: enough of a finger for every measure.
    QImage rings(384, 400, QImage::Format_Grayscale8);
    for (int y = 0; y < rings.height(); ++y) {
        for (int x = 0; x < rings.width(); ++x)
            rings.scanLine(y)[x] = uchar(128 + 90 * std::sin(std::hypot(x - 192, y - 200) * 0.7));
    }
    QVERIFY(rings.save(file("rings.png")));
    QImage blank(384, 400, QImage::Format_Grayscale8);
    blank.fill(240);
    QVERIFY(blank.save(file("blank.png")));
}

void TestFingerTool::usage()
{
    QCOMPARE(run({}).status, 64);
    QCOMPARE(run({QStringLiteral("nonsense")}).status, 64);
    QCOMPARE(run({QStringLiteral("help")}).status, 0);
    QCOMPARE(run({QStringLiteral("judge")}).status, 64);
    QCOMPARE(
        run({QStringLiteral("judge"), QStringLiteral("--format"), QStringLiteral("xml"), file("rings.png")})
            .status,
        64);
    QCOMPARE(run({QStringLiteral("judge"), QStringLiteral("--dpi"), QStringLiteral("x"), file("rings.png")})
                 .status,
             64);
    QCOMPARE(run({QStringLiteral("segment"), file("rings.png")}).status, 64);
    QCOMPARE(run({QStringLiteral("convert"), file("rings.png"), file("a.bmp")}).status, 64);
}

void TestFingerTool::judgeText()
{
    const Ended ended = run({QStringLiteral("judge"), file("rings.png")});
    QCOMPARE(ended.status, 0);
    QVERIFY(ended.out.contains("estimate (NFIQ 2 scale)"));
    QVERIFY(ended.err.isEmpty());
}

void TestFingerTool::judgeJson()
{
    const Ended ended = run(
        {QStringLiteral("judge"), QStringLiteral("--format"), QStringLiteral("json"), file("rings.png")});
    QCOMPARE(ended.status, 0);
    const QJsonArray rows = QJsonDocument::fromJson(ended.out).array();
    QCOMPARE(rows.size(), 1);
    const QJsonObject row = rows.first().toObject();
    QVERIFY(row[QLatin1String("score")].toInt() <= 100);
    QCOMPARE(row[QLatin1String("native")].toObject().size(), 62);
    const Ended preview = run({QStringLiteral("judge"), QStringLiteral("--preview"),
                               QStringLiteral("--format"), QStringLiteral("json"), file("rings.png")});
    const QJsonObject quick = QJsonDocument::fromJson(preview.out).array().first().toObject();
    QVERIFY(quick[QLatin1String("algorithm")] != row[QLatin1String("algorithm")]);
}

void TestFingerTool::judgeCsv()
{
    const Ended ended = run({QStringLiteral("judge"), QStringLiteral("--format"), QStringLiteral("csv"),
                             file("rings.png"), file("rings.png")});
    QCOMPARE(ended.status, 0);
    const QList<QByteArray> lines = ended.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 3); // one head line for rows of one shape
    QVERIFY(lines.first().contains("native.FDA_Bin10_Mean"));
    QCOMPARE(lines.at(1), lines.at(2));
}

void TestFingerTool::judgeDraws()
{
    const Ended ended
        = run({QStringLiteral("judge"), QStringLiteral("--explain"), file("drawn"), file("rings.png")});
    QCOMPARE(ended.status, 0);
    const QImage drawing(m_folder.filePath(QStringLiteral("drawn/rings-windows.png")));
    QCOMPARE(drawing.size(), QSize(384, 400));
    QVERIFY(!drawing.allGray());
    const Ended refused = run({QStringLiteral("judge"), QStringLiteral("--explain"),
                               QStringLiteral("/dev/null/x"), file("rings.png")});
    QCOMPARE(refused.status, 73);
}

void TestFingerTool::noScoreIsStatusOne()
{
    const Ended ended = run({QStringLiteral("judge"), file("blank.png")});
    QCOMPARE(ended.status, 1);
    QVERIFY(ended.out.contains("not a finger"));
}

void TestFingerTool::unreadableFiles()
{
    QCOMPARE(run({QStringLiteral("judge"), file("absent.png")}).status, 66);
    QFile text(file("text.png"));
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write("no picture");
    text.close();
    QCOMPARE(run({QStringLiteral("judge"), file("text.png")}).status, 65);
    QCOMPARE(
        run({QStringLiteral("judge"), QStringLiteral("--model"), file("text.png"), file("rings.png")}).status,
        70);
    QImage colour(100, 100, QImage::Format_RGB32);
    colour.fill(Qt::red);
    QVERIFY(colour.save(file("red.png")));
    QCOMPARE(run({QStringLiteral("judge"), file("red.png")}).status, 65);
}

/// What is missing would be scored as the grey or black that a decoder puts there.
void TestFingerTool::cutFiles()
{
    const QImage rings(file("rings.png"));
    for (const char *name : {"cut.png", "cut.jpg", "cut.bmp"}) {
        QVERIFY(rings.save(file(name)));
        QCOMPARE(run({QStringLiteral("judge"), file(name)}).status, 0);
        QVERIFY(QFile::resize(file(name), QFile(file(name)).size() * 2 / 3));
        QCOMPARE(run({QStringLiteral("judge"), file(name)}).status, 65);
    }
}

void TestFingerTool::convertThereAndBack()
{
    QCOMPARE(run({QStringLiteral("convert"), QStringLiteral("--position"), QStringLiteral("7"),
                  QStringLiteral("--captured"), QStringLiteral("2026-03-04T11:00:00Z"), file("rings.png"),
                  file("rings.iso")})
                 .status,
             0);
    QCOMPARE(run({QStringLiteral("convert"), file("rings.iso"), file("rings.jp2")}).status, 0);
    QCOMPARE(run({QStringLiteral("convert"), file("rings.jp2"), file("back.png")}).status, 0);
    QCOMPARE(QImage(file("back.png")), QImage(file("rings.png")));
    const Ended fields = run({QStringLiteral("inspect"), file("rings.iso")});
    QCOMPARE(fields.status, 0);
    const QJsonObject part = QJsonDocument::fromJson(fields.out).array().first().toObject();
    QCOMPARE(part[QLatin1String("position")].toInt(), 7);
    QCOMPARE(part[QLatin1String("compression")].toInt(), 5);
    QCOMPARE(part[QLatin1String("capturedAt")].toString(), QStringLiteral("2026-03-04T11:00:00.000Z"));
    QCOMPARE(run({QStringLiteral("convert"), QStringLiteral("--position"), QStringLiteral("12"),
                  file("rings.png"), file("x.iso")})
                 .status,
             64);
}

void TestFingerTool::inspectRefusesDamage()
{
    QFile record(file("rings.iso"));
    QVERIFY(record.open(QIODevice::ReadOnly));
    QByteArray bytes = record.readAll();
    bytes.chop(1);
    QFile damaged(file("damaged.iso"));
    QVERIFY(damaged.open(QIODevice::WriteOnly));
    damaged.write(bytes);
    damaged.close();
    const Ended ended = run({QStringLiteral("inspect"), file("damaged.iso")});
    QCOMPARE(ended.status, 65);
    QVERIFY(ended.err.contains("record length"));
}

void TestFingerTool::segmentSaysWhatItDoesNotFind()
{
    const Ended ended = run(
        {QStringLiteral("segment"), QStringLiteral("--slap"), QStringLiteral("right"), file("blank.png")});
    QCOMPARE(ended.status, 1);
    QVERIFY(ended.out.contains("NOT SURE"));
    QVERIFY(ended.out.contains("no-fingers"));
}

QTEST_GUILESS_MAIN(TestFingerTool)
#include "tst_fingertool.moc"
