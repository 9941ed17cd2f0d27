#include "tests/sync/centralfixture.h"

#include "sync/cms.h"
#include "tests/support/places.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QTcpServer>
#include <QUrl>
#include <QUrlQuery>

#include <csignal>

namespace indraj::testing {
namespace {

using namespace Qt::Literals::StringLiterals;

const QString sources = indraj::test::sourcePath("");
constexpr int patience = 180000; // a machine may be busy; nothing waits so long where all is well

QString script(const QString &name) { return sources + u"/packaging/"_s + name; }

bool writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

QString packagingScript(const QString &name) { return script(name); }

QByteArray fileBytes(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::optional<QByteArray> runProgram(const QString &program, const QStringList &arguments,
                                     const QByteArray &input)
{
    QProcess process;
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (process.waitForFinished(patience) && process.exitStatus() == QProcess::NormalExit
        && process.exitCode() == 0)
        return process.readAllStandardOutput();
    qWarning("%s failed: %s", qPrintable(program), process.readAllStandardError().constData());
    return std::nullopt;
}

bool TestPki::make()
{
    return m_dir.isValid()
        && runProgram(script(u"training-pki.sh"_s), {m_dir.filePath(u"pki"_s)}).has_value();
}

QByteArray TestPki::signedAs(const QString &name, const QByteArray &json) const
{
    QByteArray keyPem = pem(name + u".key"_s);
    const SecretBytes key = SecretBytes::takeFrom(keyPem);
    return cms::sign(json, {pem(name + u".crt"_s), key.bytes()}).value_or(QByteArray());
}

std::shared_ptr<StationIdentity> TestPki::station(const QString &id) const
{
    const QString key = m_dir.filePath(id + u".key"_s);
    const QString csr = m_dir.filePath(id + u".csr"_s);
    const QString crt = m_dir.filePath(id + u".crt"_s);
    if (!runProgram(u"openssl"_s,
                    {u"req"_s, u"-new"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s,
                     u"-nodes"_s, u"-keyout"_s, key, u"-subj"_s, u"/CN="_s + id, u"-out"_s, csr})
        || !runProgram(script(u"training-pki.sh"_s), {m_dir.filePath(u"pki"_s), u"sign"_s, csr, crt}))
        return nullptr;
    QByteArray keyPem = fileBytes(key);
    return std::make_shared<StationIdentity>(
        StationIdentity{id, fileBytes(crt), SecretBytes::takeFrom(keyPem)});
}

CentralFixture::CentralFixture(const TestPki &pki)
    : m_pki(pki)
    , m_port(freePort())
{
    QObject::connect(&m_central, &QProcess::readyReadStandardError, &m_central,
                     [this] { m_log += m_central.readAllStandardError(); });
}

CentralFixture::~CentralFixture()
{
    kill();
    if (m_databaseMade)
        runProgram(script(u"private-postgres.sh"_s), {u"remove"_s, m_dir.filePath(u"pg"_s)});
}

bool CentralFixture::postgresIsInstalled()
{
    const QString folder = qEnvironmentVariable("INDRAJ_PG_BIN", u"/usr/lib/postgresql/15/bin"_s);
    return QFileInfo(folder + u"/initdb"_s).isExecutable();
}

QString CentralFixture::centralProgram()
{
    return QCoreApplication::applicationDirPath() + u"/indraj-central"_s;
}

QString CentralFixture::databaseAddress(const QString &role) const
{
    QString &address = m_addresses[role];
    if (address.isEmpty()) {
        const auto url
            = runProgram(script(u"private-postgres.sh"_s), {u"url"_s, m_dir.filePath(u"pg"_s), role});
        address = url ? QString::fromUtf8(url->trimmed()) : QString();
    }
    return address;
}

bool CentralFixture::startDatabase()
{
    m_databaseMade = true;
    return resumeDatabase() && writeConfig({})
        && runProgram(centralProgram(), {u"--config"_s, configPath(), u"--migrate"_s}).has_value();
}

bool CentralFixture::stopDatabase()
{
    return runProgram(script(u"private-postgres.sh"_s), {u"stop"_s, m_dir.filePath(u"pg"_s)}).has_value();
}

bool CentralFixture::resumeDatabase()
{
    // After a kill its other processes live on for a moment and hold the shared memory: then once more.
    QElapsedTimer waited;
    waited.start();
    do {
        if (runProgram(script(u"private-postgres.sh"_s), {u"start"_s, m_dir.filePath(u"pg"_s)}))
            return true;
    } while (waited.elapsed() < patience);
    return false;
}

bool CentralFixture::killDatabase()
{
    const QString socketFolder = QUrlQuery(QUrl(databaseAddress(u"postgres"_s))).queryItemValue(u"host"_s);
    const pid_t pid = static_cast<pid_t>(
        fileBytes(socketFolder + u"/data/postmaster.pid"_s).split('\n').constFirst().toLongLong());
    return pid > 1 && ::kill(pid, SIGKILL) == 0;
}

quint16 CentralFixture::freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost, 0);
    return server.serverPort();
}

QByteArray CentralFixture::config(quint16 port, const QByteArray &extra) const
{
    const std::pair<QByteArray, QString> lines[] = {
        {"listen_port", QString::number(port)},
        {"tls_certificate", m_pki.path(u"server.crt"_s)},
        {"tls_key", m_pki.path(u"server.key"_s)},
        {"station_ca", m_pki.path(u"station-ca.crt"_s)},
        {"receipt_certificate", m_pki.path(u"receipt.crt"_s)},
        {"receipt_key", m_pki.path(u"receipt.key"_s)},
        {"database", databaseAddress(u"indraj_intake"_s)},
        {"migrate_database", databaseAddress(u"postgres"_s)},
        {"open_database", databaseAddress(u"indraj_opener"_s)},
        {"recipient_certificate", m_pki.path(u"recipient.crt"_s)},
        {"recipient_key", m_pki.path(u"recipient.key"_s)},
        {"open_folder", openFolder()},
        {"publish_database", databaseAddress(u"indraj_publisher"_s)},
        {"reference_certificate", m_pki.path(u"reference.crt"_s)},
        {"reference_key", m_pki.path(u"reference.key"_s)},
    };
    QByteArray text;
    for (const auto &[key, value] : lines) {
        if (!("\n" + extra).contains("\n" + key + " "))
            text += key + " = " + value.toUtf8() + "\n";
    }
    return text + extra;
}

bool CentralFixture::writeConfig(const QByteArray &extra)
{
    return writeFile(configPath(), config(m_port, extra));
}

bool CentralFixture::start(const QByteArray &extraConfig)
{
    if (!writeConfig(extraConfig))
        return false;
    m_log.clear();
    m_central.setReadChannel(QProcess::StandardError);
    m_central.start(centralProgram(), {u"--config"_s, configPath()});
    while (!m_log.contains("\"listening\"")) {
        if (!m_central.waitForReadyRead(patience)) {
            qWarning("central did not start: %s", m_log.constData());
            return false;
        }
        m_log += m_central.readAllStandardError();
    }
    return true;
}

void CentralFixture::kill()
{
    if (m_central.state() == QProcess::NotRunning)
        return;
    m_central.kill();
    m_central.waitForFinished(patience);
}

int CentralFixture::runCommand(const QStringList &words)
{
    QProcess process;
    process.start(centralProgram(), words + QStringList{u"--config"_s, configPath()});
    if (!process.waitForFinished(patience) || process.exitStatus() != QProcess::NormalExit)
        return -1;
    m_log += process.readAllStandardError();
    return process.exitCode();
}

int CentralFixture::terminate()
{
    ::kill(static_cast<pid_t>(m_central.processId()), SIGTERM);
    return m_central.waitForFinished(patience) && m_central.exitStatus() == QProcess::NormalExit
        ? m_central.exitCode()
        : -1;
}

QUrl CentralFixture::url() const { return QUrl(u"https://localhost:%1"_s.arg(m_port)); }

QString CentralFixture::query(const QString &sql) const
{
    const auto out
        = runProgram(u"psql"_s, {u"-XAtq"_s, u"-d"_s, databaseAddress(u"postgres"_s), u"-c"_s, sql});
    return out ? QString::fromUtf8(out->trimmed()) : u"failed"_s;
}

EngineOptions CentralFixture::engineOptions() const
{
    EngineOptions options;
    options.central = url();
    options.trustPem = m_pki.pem(u"root.crt"_s);
    options.recipientsPem = {m_pki.pem(u"recipient.crt"_s)};
    options.receiptPem = m_pki.pem(u"receipt.crt"_s);
    options.referencePem = m_pki.pem(u"reference.crt"_s);
    options.softwareVersion = u"test"_s;
    options.firstRetry = std::chrono::milliseconds(100);
    options.longestRetry = std::chrono::milliseconds(400);
    options.probeInterval = std::chrono::milliseconds(1000);
    options.answerTimeout = std::chrono::milliseconds(5000);
    return options;
}

} // namespace indraj::testing
