#include "tests/central/haproxy.h"

#include "tests/support/places.h"

#include <QElapsedTimer>
#include <QFile>
#include <QStandardPaths>
#include <QTcpSocket>
#include <QUuid>

namespace indraj::testing {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int haproxyPatience = 30000;

QString haproxyProgram()
{
    return QStandardPaths::findExecutable(u"haproxy"_s,
                                          {u"/usr/sbin"_s, u"/usr/local/sbin"_s, u"/usr/bin"_s});
}

bool isListening(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    return socket.waitForConnected(500);
}

} // namespace

bool Haproxy::isInstalled() { return !haproxyProgram().isEmpty(); }

bool Haproxy::make(const TestPki &pki)
{
    m_secret = QUuid::createUuid().toByteArray(QUuid::Id128);
    QFile file(m_dir.filePath(u"secret"_s));
    return file.open(QIODevice::WriteOnly) && file.write(m_secret + "\n") > 16
        && runProgram(packagingScript(u"training-pki.sh"_s), {pki.path({}), u"proxy"_s, folder()});
}

QByteArray Haproxy::instanceConfig(const TestPki &pki) const
{
    return "listener = proxy\nproxy_secret_file = " + m_dir.filePath(u"secret"_s).toUtf8()
        + "\noperations_ca = " + pki.path(u"operations-ca.crt"_s).toUtf8()
        + "\noperations_names = operations\n";
}

bool Haproxy::start(quint16 instanceA, quint16 instanceB)
{
    if (m_port == 0)
        m_port = CentralFixture::freePort();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"INDRAJ_BIND"_s, u"127.0.0.1:%1"_s.arg(m_port));
    environment.insert(u"INDRAJ_PKI"_s, folder());
    environment.insert(u"INDRAJ_PROXY_SECRET"_s, QString::fromLatin1(m_secret));
    environment.insert(u"INDRAJ_A"_s, u"127.0.0.1:%1"_s.arg(instanceA));
    environment.insert(u"INDRAJ_B"_s, u"127.0.0.1:%1"_s.arg(instanceB));
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(haproxyProgram(),
                    {u"-db"_s, u"-f"_s, indraj::test::sourcePath("/packaging/haproxy/indraj.cfg")});
    QElapsedTimer waited;
    waited.start();
    while (waited.elapsed() < haproxyPatience) {
        if (m_process.waitForFinished(50))
            break;
        if (isListening(m_port))
            return true;
    }
    qWarning("haproxy did not start: %s", log().constData());
    return false;
}

void Haproxy::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(haproxyPatience);
}

QByteArray Haproxy::log()
{
    m_log += m_process.readAll();
    return m_log;
}

} // namespace indraj::testing
