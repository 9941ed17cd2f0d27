#pragma once

#include <QProcess>
#include <QUrl>

namespace indraj::testing {

/// Stoplight Prism with one of OSIA's published files, unmodified: it judges the form of every request by the
/// file. Before a server it hands on what is right and answers an error to what is not; without one it
/// answers with the file's own examples. It begins to start at once.
class Prism {
public:
    explicit Prism(const QString &file, const QUrl &before = {});
    ~Prism();
    /// packaging/test-servers/install has been run, and the published files are there.
    static bool isInstalled();
    static QString whyNot(); ///< what to do about it
    bool waitUntilUp();
    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port)); }

private:
    quint16 m_port = 0;
    QProcess m_process;
    QByteArray m_said;
};

} // namespace indraj::testing
