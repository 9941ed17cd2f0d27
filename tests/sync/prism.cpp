#include "tests/sync/prism.h"

#include "tests/support/places.h"

#include <QTcpServer>
#include <QTest>

namespace indraj::testing {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int prismPatience = 60000; // it loads 185 packages

QString prismProgram()
{
    return indraj::test::cachePath("/test-servers/node_modules/@stoplight/prism-cli/dist/index.js");
}

QString osiaFile(const QString &name) { return indraj::test::sharedPath("/osia/") + name; }

} // namespace

bool Prism::isInstalled()
{
    return QFileInfo::exists(prismProgram()) && QFileInfo::exists(osiaFile(u"enrollment.yaml"_s))
        && !QStandardPaths::findExecutable(u"node"_s).isEmpty();
}

QString Prism::whyNot()
{
    return QFileInfo::exists(osiaFile(u"enrollment.yaml"_s))
        ? u"Prism is absent; packaging/test-servers/install fetches it"_s
        : u"the OSIA files are absent: "_s + osiaFile(u"enrollment.yaml"_s);
}

Prism::Prism(const QString &file, const QUrl &before)
{
    QTcpServer free;
    free.listen(QHostAddress::LocalHost, 0);
    m_port = free.serverPort();
    free.close();
    const QString verb = before.isEmpty() ? u"mock"_s : u"proxy"_s;
    QStringList words{prismProgram(), verb,           u"-p"_s,       QString::number(m_port),
                      u"-h"_s,        u"127.0.0.1"_s, u"--errors"_s, osiaFile(file)};
    if (!before.isEmpty())
        words << before.toString();
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(u"node"_s, words);
}

Prism::~Prism()
{
    m_process.kill();
    m_process.waitForFinished();
}

bool Prism::waitUntilUp()
{
    const bool up = QTest::qWaitFor(
        [this] {
            m_said += m_process.readAll();
            return m_said.contains("is listening") || m_process.state() == QProcess::NotRunning;
        },
        prismPatience);
    if (!up || m_process.state() == QProcess::NotRunning)
        qWarning("Prism did not start: %s", m_said.constData());
    return up && m_process.state() == QProcess::Running;
}

} // namespace indraj::testing
