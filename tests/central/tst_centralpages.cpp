#include "tests/central/browser.h"
#include "tests/central/wire.h"

#include <QImage>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

/// The operations pages, read as text and, where chromium is installed, looked at.
class TestCentralPages : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_central.reset(); }
    void everyFigureIsTrue();
    void whoCarriedForWhomIsTrue();
    void thePagesShowWhatEachStationOwes();
    void aBrowserShowsThePages();

private:
    TestPki m_pki;
    std::unique_ptr<CentralFixture> m_central;
};

void TestCentralPages::initTestCase()
{
    if (!CentralFixture::postgresIsInstalled())
        QSKIP("SKIP_WHOLE_TEST: PostgreSQL 15 server programs are absent");
    QVERIFY(m_pki.make());
    m_central = std::make_unique<CentralFixture>(m_pki);
    QVERIFY(m_central->startDatabase());
    QVERIFY(m_central->start("operations_names = ops-1\noperations_database = "
                             + m_central->databaseAddress(u"indraj_operations"_s).toUtf8() + "\n"));
}

/// What stands in the cells of a row, without markup.
static QStringList cellsOf(const QString &row)
{
    QStringList figures;
    static const QRegularExpression tags(u"<[^>]*>"_s);
    const QStringList cells = row.split(u"</td>"_s);
    for (const QString &cell : cells)
        figures.append(cell.section(u"<td"_s, 1).section(u'>', 1).remove(tags).trimmed());
    return figures;
}

/// One station with something in every column, each of another number.
void TestCentralPages::everyFigureIsTrue()
{
    const auto van = m_pki.station(u"VAN-74"_s);
    const QByteArray root = m_pki.pem(u"root.crt"_s);
    HttpsClient station(m_central->port(), root, van);
    // Three are stored, no packets in truth; two are begun; one is announced and does not come.
    const QByteArray first = newPacketId();
    QCOMPARE(upload(station, first, "no packet", 1), 204);
    QCOMPARE(upload(station, newPacketId(), "nor is this", 2), 204);
    QCOMPARE(m_central->runCommand({u"open"_s}), 1);
    QCOMPARE(upload(station, newPacketId(), "not opened", 3), 204);
    for (int sequence = 4; sequence <= 5; ++sequence)
        QCOMPARE(station.send("POST", packetsPath, createHeaders(newPacketId(), "abc", sequence)).status,
                 201);
    QCOMPARE(station.send("POST", "/v1/manifest", {}, announcementOf(van, newPacketId(), "to come")).status,
             200);
    QCOMPARE(station.send("POST", packetsPath, createHeaders(first, "other content", 1)).status, 409);
    // It says that 12 were made, and owes the last three: 6 to 9 are nowhere, nor what was only begun.
    const QByteArray statement = R"({"audit":{"head":")" + QByteArray(64, 'a')
        + R"(","sequence":5},"lastSequence":12,"madeAt":"t","owed":[4,5,10,11,12],"station":"VAN-74","statementVersion":1})";
    QCOMPARE(station.send("POST", "/v1/reconcile", {}, signedBy(van, statement)).status, 200);
    HttpsClient look(m_central->port(), root, m_pki.station(u"ops-1"_s));
    const QString page = QString::fromUtf8(look.send("GET", "/operations/stations?find=VAN-74&lang=en").body);
    const QString row = page.section(u"VAN-74</bdi>"_s, 1).section(u"</tr>"_s, 0, 0);
    const QStringList figures = cellsOf(row);
    // Owes (as it says, more than it has announced), under way, lost, conflicts, refused, stored in 24 hours.
    QCOMPARE(figures.mid(3, 6), (QStringList{u"5"_s, u"2"_s, u"4"_s, u"1"_s, u"2"_s, u"3"_s}));
    const QString one = QString::fromUtf8(look.send("GET", "/operations/station/VAN-74").body);
    QVERIFY2(one.contains(u"6–9"_s) || one.contains(u"6, 7, 8, 9"_s), qPrintable(one));
    // The hours of the overview are those three.
    const QString overview = QString::fromUtf8(look.send("GET", "/operations").body);
    static const QRegularExpression bar(u"class=\"value\"[^>]*>(\\d+)<"_s);
    int stored = 0;
    for (auto found = bar.globalMatch(overview); found.hasNext();)
        stored += found.next().captured(1).toInt();
    QCOMPARE(stored, 3);
}

/// A disk of three: one had come before it was shown, one comes by the carrier, one does not come.
void TestCentralPages::whoCarriedForWhomIsTrue()
{
    const auto van = m_pki.station(u"VAN-75"_s);
    const QByteArray root = m_pki.pem(u"root.crt"_s);
    HttpsClient look(m_central->port(), root, m_pki.station(u"ops-1"_s));
    QVERIFY(look.send("GET", "/operations/carried?station=VAN-75").body.contains("class=\"empty\""));
    const QList<QByteArray> ids{newPacketId(), newPacketId(), newPacketId()};
    const QByteArray content = "sealed, says the list";
    HttpsClient own(m_central->port(), root, van);
    QCOMPARE(upload(own, ids[0], content, 1), 204);
    QByteArray packets;
    for (int i = 0; i < ids.size(); ++i)
        packets += (i ? ",{" : "{") + QByteArray(R"("kind":"enrolment","length":)")
            + QByteArray::number(content.size()) + R"(,"packetId":")" + ids[i] + R"(","sequence":)"
            + QByteArray::number(i + 1) + R"(,"sha256":")" + digestOf(content).toHex() + R"(","time":"t"})";
    const QByteArray list
        = signedBy(van,
                   R"({"exportId":")" + newPacketId() + R"(","madeAt":"t","mediaVersion":1,"packets":[)"
                       + packets + R"(],"station":"VAN-75"})");
    HttpsClient centre(m_central->port(), root, m_pki.station(u"CEN-76"_s));
    QCOMPARE(centre.send("POST", "/v1/carried", {}, list).status, 200);
    const QByteArray place = "/v1/carried/VAN-75/packets";
    QCOMPARE(centre.send("POST", place, createHeaders(ids[1], content, 2)).status, 201);
    QCOMPARE(centre.send("PATCH", place + "/" + ids[1], patchHeaders(0, content), content).status, 204);
    QCOMPARE(centre.send("POST", "/v1/carried", {}, list).status, 200); // the same one counts once
    // Asked for by either of the two, and among all.
    for (const char *query : {"?station=VAN-75", "?station=CEN-76", ""}) {
        const QString page
            = QString::fromUtf8(look.send("GET", "/operations/carried" + QByteArray(query)).body);
        const QStringList cells = cellsOf(page.section(u"<tbody>"_s, 1).section(u"</tr>"_s, 0, 0));
        // By, for, when; on its lists, here before, come since, not here.
        QCOMPARE(cells.mid(0, 2), (QStringList{u"CEN-76"_s, u"VAN-75"_s}));
        QVERIFY(QDateTime::fromString(cells.at(2), u"yyyy-MM-dd hh:mm"_s).isValid());
        QCOMPARE(cells.mid(3, 4), (QStringList{u"3"_s, u"1"_s, u"1"_s, u"1"_s}));
    }
    QVERIFY(look.send("GET", "/operations/carried?station=VAN-74").body.contains("class=\"empty\""));
    const QByteArray station = look.send("GET", "/operations/station/CEN-76?lang=ur").body;
    QVERIFY(station.contains("/operations/carried?station=CEN-76&amp;lang=ur"));
}

/// The pages are for operations alone, read only, in both languages, and show nothing as markup that somebody
/// sent.
void TestCentralPages::thePagesShowWhatEachStationOwes()
{
    const QByteArray root = m_pki.pem(u"root.crt"_s);
    HttpsClient station(m_central->port(), root, m_pki.station(u"VAN-72"_s));
    QCOMPARE(station.send("POST", packetsPath, createHeaders(newPacketId(), "abc")).status, 201);
    QCOMPARE(station.send("GET", "/operations").status, 404);
    HttpsClient look(m_central->port(), root, m_pki.station(u"ops-1"_s));
    const HttpAnswer overview = look.send("GET", "/operations");
    QCOMPARE(overview.status, 200);
    QVERIFY(overview.headers.value("content-type").startsWith("text/html"));
    QVERIFY(overview.headers.value("content-security-policy").contains("default-src 'none'"));
    QVERIFY(look.send("GET", "/operations/stations?find=VAN-72").body.contains("VAN-72"));
    const HttpAnswer one = look.send("GET", "/operations/station/VAN-72");
    QCOMPARE(one.status, 200);
    QVERIFY(one.body.contains("VAN-72") && !one.body.contains("TRN-01"));
    QVERIFY(look.send("GET", "/operations?lang=ur").body.contains("dir=\"rtl\""));
    QCOMPARE(look.send("GET", "/operations/findings").status, 200);
    QVERIFY(look.send("GET", "/operations/style.css").headers.value("content-type").startsWith("text/css"));
    const HttpAnswer script = look.send("GET", "/operations/stations?find=%3Cscript%3E");
    QCOMPARE(script.status, 200);
    QVERIFY(!script.body.contains("<script") && script.body.contains("&lt;script"));
    QCOMPARE(look.send("GET", "/operations/station/NOBODY-9").status, 404);
    QCOMPARE(look.send("POST", "/operations").status, 405);
}

/// INDRAJ_KEEP_PAGES: a folder for the pictures.
void TestCentralPages::aBrowserShowsThePages()
{
    if (browserProgram().isEmpty())
        QSKIP("chromium is not installed; the pages were read, not looked at");
    HttpsClient station(m_central->port(), m_pki.pem(u"root.crt"_s), m_pki.station(u"VAN-73"_s));
    QCOMPARE(station.send("POST", packetsPath, createHeaders(newPacketId(), "abc")).status, 201);
    const BrowserDoor door(m_central->port(), m_pki.pem(u"root.crt"_s), m_pki.station(u"ops-1"_s));
    const QTemporaryDir folder;
    const QString keep = qEnvironmentVariable("INDRAJ_KEEP_PAGES");
    for (const bool urdu : {false, true}) {
        const auto view = browse(door.address(u"/operations/stations"_s + (urdu ? u"?lang=ur"_s : QString())),
                                 folder.path());
        QVERIFY(view);
        QVERIFY(view->dom.contains("VAN-73") && view->dom.contains("dir=\"rtl\"") == urdu);
        QVERIFY2(!view->complaints.contains("Content Security Policy"), view->complaints.constData());
        const QImage page(view->picture);
        QCOMPARE(page.size(), QSize(1366, 768));
        const auto carried = browse(
            door.address(u"/operations/carried"_s + (urdu ? u"?lang=ur"_s : QString())), folder.path());
        QVERIFY(carried && carried->dom.contains("CEN-76"));
        const QImage carriedPage(carried->picture);
        // The style was allowed and taken: the dark line at the top is there from edge to edge.
        QVERIFY(page.pixelColor(2, 2).lightness() < 100);
        QCOMPARE(page.pixel(2, 2), page.pixel(1363, 2));
        QVERIFY(page.pixelColor(2, 700).lightness() > 200);
        const QString ending = urdu ? u"-ur.png"_s : u"-en.png"_s;
        if (!keep.isEmpty())
            QVERIFY(page.save(keep + u"/stations"_s + ending)
                    && carriedPage.save(keep + u"/carried"_s + ending));
    }
}

QTEST_GUILESS_MAIN(TestCentralPages)
#include "tst_centralpages.moc"
