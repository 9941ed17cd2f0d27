#include "devices/simulator/sbi/simulatorprocess.h"

#include "devices/sbi/httpcall.h"

#include <QJsonDocument>
#include <QNetworkProxy>

namespace indraj::sbi {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

SimulatorProcess::SimulatorProcess(SimulatorStart start, QObject *parent)
    : QObject(parent)
    , m_start(std::move(start))
{
    m_network.setProxy(QNetworkProxy::NoProxy);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &SimulatorProcess::readOutput);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            Q_EMIT ended(m_process.errorString());
    });
    connect(&m_process, &QProcess::finished, this, [this](int code) {
        m_port = 0;
        Q_EMIT ended(u"ended with %1"_s.arg(code));
    });
}

SimulatorProcess::~SimulatorProcess()
{
    m_process.disconnect(this);
    m_process.kill();
    m_process.waitForFinished(
        500); // a killed process ends within milliseconds; QProcess wants to have seen it
}

void SimulatorProcess::start()
{
    QStringList arguments{u"--keys"_s,   m_start.keys,
                          u"--spec"_s,   m_start.version,
                          u"--types"_s,  m_start.types.join(u','),
                          u"--person"_s, QString::number(m_start.person),
                          u"--serial"_s, m_start.serial};
    if (m_start.port != 0)
        arguments << u"--port"_s << QString::number(m_start.port);
    if (!m_start.photograph.isEmpty())
        arguments << u"--face"_s << m_start.photograph;
    m_process.start(m_start.program, arguments);
}

void SimulatorProcess::stop() { m_process.kill(); }

void SimulatorProcess::readOutput()
{
    while (m_process.canReadLine()) {
        const QByteArray line = m_process.readLine().trimmed();
        if (!line.startsWith("READY "))
            continue;
        m_port = quint16(line.sliced(6).toUInt());
        Q_EMIT ready(m_port);
    }
}

void SimulatorProcess::admin(const QString &call, const QJsonObject &body,
                             std::function<void(const QJsonObject &)> done)
{
    constexpr qsizetype mostBytes = 64 * 1024;
    const HttpQuestion question{"POST", QUrl(u"http://127.0.0.1:%1/admin/%2"_s.arg(m_port).arg(call)),
                                QJsonDocument(body).toJson(QJsonDocument::Compact), 5s, mostBytes};
    auto *answer = new HttpCall(m_network, question, this);
    connect(answer, &HttpCall::finished, this,
            [answer, done = std::move(done)](const Result<HttpAnswer> &given) {
                answer->deleteLater();
                if (done)
                    done(given ? QJsonDocument::fromJson(given->body).object() : QJsonObject());
            });
}

} // namespace indraj::sbi
