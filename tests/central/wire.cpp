#include "tests/central/wire.h"

#include "sync/cms.h"

#include <QCryptographicHash>
#include <QFile>
#include <QUuid>

#include <csignal>

namespace indraj::testing {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int instancePatience = 30000;
}

QByteArray digestOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

QByteArray newPacketId() { return QUuid::createUuid().toByteArray(QUuid::WithoutBraces); }

QList<QByteArray> createHeaders(const QByteArray &id, const QByteArray &content, int sequence)
{
    return {"Upload-Length: " + QByteArray::number(content.size()),
            "Upload-Metadata: packetid " + id.toBase64() + ",sequence "
                + QByteArray::number(sequence).toBase64() + ",kind " + QByteArray("enrolment").toBase64()
                + ",sha256 " + digestOf(content).toBase64()};
}

QList<QByteArray> patchHeaders(qint64 offset, const QByteArray &bytes)
{
    return {"Content-Type: application/offset+octet-stream", "Upload-Offset: " + QByteArray::number(offset),
            "Upload-Checksum: sha256 " + digestOf(bytes).toBase64()};
}

QByteArray pathOf(const QByteArray &id) { return packetsPath + "/" + id; }

int upload(HttpsClient &http, const QByteArray &id, const QByteArray &content, int sequence)
{
    int status = http.send("POST", packetsPath, createHeaders(id, content, sequence)).status;
    for (qsizetype at = 0; at < content.size() && (status == 201 || status == 204); at += 262144) {
        const QByteArray piece = content.mid(at, 262144);
        status = http.send("PATCH", pathOf(id), patchHeaders(at, piece), piece).status;
    }
    return status;
}

QByteArray signedBy(const std::shared_ptr<StationIdentity> &station, const QByteArray &json)
{
    return cms::sign(json, {station->certificatePem, station->privateKeyPem.bytes()}).value();
}

QByteArray announcementOf(const std::shared_ptr<StationIdentity> &station, const QByteArray &id,
                          const QByteArray &content)
{
    return signedBy(station,
                    R"({"announcementVersion":1,"madeAt":"t","packets":[{"kind":"enrolment","length":)"
                        + QByteArray::number(content.size()) + R"(,"packetId":")" + id
                        + R"(","sequence":1,"sha256":")" + digestOf(content).toHex()
                        + R"(","time":"t"}],"station":")" + station->stationId.toLatin1() + R"("})");
}

CentralInstance::CentralInstance(const CentralFixture &fixture)
    : m_fixture(fixture)
    , m_port(CentralFixture::freePort())
{
}

bool CentralInstance::writeFile(const QByteArray &extraConfig)
{
    QFile file(m_dir.filePath(u"central.conf"_s));
    const QByteArray text = m_fixture.config(m_port, extraConfig);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

QByteArray CentralInstance::log()
{
    m_log += m_process.readAllStandardError();
    return m_log;
}

bool CentralInstance::waitForLog(const QByteArray &word, qsizetype from)
{
    while (!log().mid(from).contains('"' + word + '"')) {
        if (m_process.state() == QProcess::NotRunning || !m_process.waitForReadyRead(instancePatience)) {
            qWarning("the instance says: %s", m_log.constData());
            return false;
        }
    }
    return true;
}

bool CentralInstance::start(const QByteArray &extraConfig)
{
    if (!writeFile(extraConfig))
        return false;
    m_process.setReadChannel(QProcess::StandardError);
    m_process.start(CentralFixture::centralProgram(), {u"--config"_s, m_dir.filePath(u"central.conf"_s)});
    return waitForLog("listening", m_log.size());
}

void CentralInstance::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(instancePatience);
}

bool CentralInstance::terminate()
{
    ::kill(static_cast<pid_t>(m_process.processId()), SIGTERM);
    return m_process.waitForFinished(instancePatience) && m_process.exitStatus() == QProcess::NormalExit
        && m_process.exitCode() == 0;
}

bool CentralInstance::reload(const QByteArray &word)
{
    const qsizetype from = log().size();
    ::kill(static_cast<pid_t>(m_process.processId()), SIGHUP);
    return waitForLog(word, from);
}

int CentralInstance::check(const QByteArray &extraConfig)
{
    QProcess process;
    if (!writeFile(extraConfig))
        return -1;
    process.start(CentralFixture::centralProgram(),
                  {u"check"_s, u"--config"_s, m_dir.filePath(u"central.conf"_s)});
    if (!process.waitForFinished(instancePatience) || process.exitStatus() != QProcess::NormalExit)
        return -1;
    m_log += process.readAllStandardError();
    return process.exitCode();
}

qint64 peakMemory(qint64 process)
{
    const QList<QByteArray> lines = fileBytes(u"/proc/%1/status"_s.arg(process)).split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').constFirst().toLongLong();
    }
    return -1;
}

} // namespace indraj::testing
