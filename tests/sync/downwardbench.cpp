#include "tests/sync/downwardbench.h"

#include <QDir>
#include <QTest>

namespace indraj::testing {

using namespace Qt::Literals::StringLiterals;
using namespace indraj::test;

bool DownwardBench::make()
{
    m_central = std::make_unique<CentralFixture>(m_pki);
    if (!m_pki.make() || !m_central->startDatabase() || !m_central->start("station_requests_per_s = 1000\n"))
        return false;
    publish(u"reference/forms/first-card.json"_s, "{\"form\":1}");
    publish(u"reference/places.json"_s, QByteArray(120000, ' ') + "{}");
    return true;
}

void DownwardBench::begin()
{
    if (m_world)
        return;
    m_world = std::make_unique<World>();
    QVERIFY(m_world->login(operatorOne()));
    const QByteArray request = settled(m_world->vault().certificateRequest()).value();
    const QString csr = m_world->temporary.filePath(u"csr"_s), crt = m_world->temporary.filePath(u"crt"_s);
    overwrite(csr, request);
    QVERIFY(runProgram(packagingScript(u"training-pki.sh"_s), {m_pki.path({}), u"sign"_s, csr, crt}));
    QVERIFY(settled(m_world->vault().installCertificate(fileBytes(crt))));
    m_options = m_central->engineOptions();
    m_options.referenceFolder = setsFolder();
}

void DownwardBench::end()
{
    m_options = m_central->engineOptions();
    m_options.referenceFolder = m_world ? setsFolder() : QString();
    if (std::exchange(m_spent, false))
        m_world.reset();
}

void DownwardBench::publish(const QString &name, const QByteArray &bytes)
{
    const QString path = m_source.filePath(name);
    QDir().mkpath(path.left(path.lastIndexOf(u'/')));
    overwrite(path, bytes);
}

std::unique_ptr<UploadEngine> DownwardBench::engine()
{
    VaultService &vault = m_world->vault();
    return std::make_unique<UploadEngine>(
        m_options, vault, [&vault] { return vault.identity(); }, &vault);
}

LineStatus DownwardBench::look(UploadEngine &sender)
{
    const QDateTime before = sender.line().down.at;
    if (before.isValid())
        sender.sendNow();
    else
        sender.start();
    // Only the end of a look has another time.
    if (!QTest::qWaitFor([&] { return sender.line().down.at.isValid() && sender.line().down.at != before; },
                         downwardPatience))
        qWarning("no look ended");
    return sender.line();
}

int DownwardBench::requests(const QByteArray &route) const
{
    return static_cast<int>(m_central->log().count("\"route\":\"" + route + "\""));
}

UploadRecord DownwardBench::sendOne()
{
    const EnrolmentId id = m_world->approved().id;
    const auto sender = engine();
    sender->start();
    const auto record = [&]() -> UploadRecord {
        const QList<UploadRecord> records = settled(m_world->vault().uploads()).value();
        for (const UploadRecord &each : records) {
            if (each.enrolment == id)
                return each;
        }
        return {};
    };
    if (!QTest::qWaitFor([&] { return record().state == EnrolmentState::Erased; }, downwardPatience))
        qWarning("the packet was not received");
    return record();
}

QString DownwardBench::decide(PacketId packet, const QStringList &words)
{
    if (m_central->runCommand(QStringList{u"decide"_s, packet.toString()} + words) != 0)
        return u"refused"_s;
    return m_central->query(u"select number || ' ' || verdict from intake.decision where packet = '%1'"
                            " order by number desc limit 1"_s.arg(packet.toString()));
}

} // namespace indraj::testing
