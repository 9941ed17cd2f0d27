#pragma once

#include "storage/stationaccess.h"

#include <QSslConfiguration>
#include <QTcpServer>

#include <optional>

namespace indraj::testing {

/// Holds the key that a person has in the browser, where one without a window cannot be asked which to take:
/// what comes to this door of the loopback goes on to central over TLS with it, byte for byte.
class BrowserDoor : public QTcpServer {
public:
    BrowserDoor(quint16 central, const QByteArray &trustPem, const std::shared_ptr<StationIdentity> &person);
    QString address(const QString &path) const; ///< of a page, for the browser

private:
    void join();
    quint16 m_central;
    QSslConfiguration m_tls;
};

/// What chromium made of a page.
struct BrowserView {
    QByteArray dom; ///< after style and script, as HTML
    QString picture; ///< PNG of 1366x768
    QByteArray complaints; ///< its log, where it says what a page was not allowed
};

QString browserProgram(); ///< empty: there is no chromium here
/// Opens `address` in a chromium without a window and a new profile, in `folder`. Runs the event loop.
std::optional<BrowserView> browse(const QString &address, const QString &folder);

} // namespace indraj::testing
