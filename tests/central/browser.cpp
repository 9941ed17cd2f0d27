#include "tests/central/browser.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QStandardPaths>
#include <QTest>

namespace indraj::testing {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int browserPatience = 180000; // on a machine that has much else to do

std::optional<QByteArray> chromium(const QStringList &what, QByteArray *complaints)
{
    QProcess process;
    process.start(browserProgram(), what);
    if (!QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, browserPatience)) {
        process.kill();
        process.waitForFinished();
        return std::nullopt;
    }
    *complaints += process.readAllStandardError();
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return std::nullopt;
    return process.readAllStandardOutput();
}

} // namespace

BrowserDoor::BrowserDoor(quint16 central, const QByteArray &trustPem,
                         const std::shared_ptr<StationIdentity> &person)
    : m_central(central)
    , m_tls(QSslConfiguration::defaultConfiguration())
{
    const auto key = person->privateKeyPem.bytes();
    m_tls.setProtocol(QSsl::TlsV1_3OrLater);
    m_tls.setCaCertificates(QSslCertificate::fromData(trustPem));
    m_tls.setLocalCertificateChain(QSslCertificate::fromData(person->certificatePem));
    m_tls.setPrivateKey(QSslKey(QByteArray::fromRawData(reinterpret_cast<const char *>(key.data()),
                                                        static_cast<qsizetype>(key.size())),
                                QSsl::Ec));
    connect(this, &QTcpServer::newConnection, this, &BrowserDoor::join);
    listen(QHostAddress::LocalHost, 0);
}

QString BrowserDoor::address(const QString &path) const
{
    return u"http://127.0.0.1:%1%2"_s.arg(serverPort()).arg(path);
}

void BrowserDoor::join()
{
    while (QTcpSocket *browser = nextPendingConnection()) {
        auto *central = new QSslSocket(browser);
        central->setSslConfiguration(m_tls);
        connect(browser, &QTcpSocket::readyRead, central,
                [browser, central] { central->write(browser->readAll()); });
        connect(central, &QTcpSocket::readyRead, browser,
                [browser, central] { browser->write(central->readAll()); });
        connect(central, &QTcpSocket::disconnected, browser, &QTcpSocket::disconnectFromHost);
        connect(browser, &QTcpSocket::disconnected, browser, &QObject::deleteLater);
        central->connectToHostEncrypted(u"localhost"_s, m_central);
        if (browser->bytesAvailable() > 0)
            central->write(browser->readAll());
    }
}

QString browserProgram() { return QStandardPaths::findExecutable(u"chromium"_s); }

std::optional<BrowserView> browse(const QString &address, const QString &folder)
{
    BrowserView view;
    view.picture = folder + u"/page.png"_s;
    QFile::remove(view.picture);
    // The tests of a whole check run as root too, where chromium's own sandbox does not start.
    const QStringList common{u"--headless"_s,
                             u"--no-sandbox"_s,
                             u"--disable-gpu"_s,
                             u"--disable-dev-shm-usage"_s,
                             u"--no-first-run"_s,
                             u"--disable-background-networking"_s,
                             u"--disable-component-update"_s,
                             u"--enable-logging=stderr"_s,
                             u"--window-size=1366,768"_s,
                             u"--hide-scrollbars"_s,
                             u"--user-data-dir="_s + folder + u"/profile"_s};
    const auto dom = chromium(common + QStringList{u"--dump-dom"_s, address}, &view.complaints);
    if (!dom || !chromium(common + QStringList{u"--screenshot="_s + view.picture, address}, &view.complaints))
        return std::nullopt;
    view.dom = *dom;
    return view;
}

} // namespace indraj::testing
