#pragma once

#include "storage/stationaccess.h"
#include "sync/engineoptions.h"

#include <QHash>
#include <QProcess>
#include <QTemporaryDir>

namespace indraj::testing {

/// The whole of a file; empty if it cannot be read.
QByteArray fileBytes(const QString &path);

/// Runs a program to its end. @returns standard output; an empty optional when it failed (its errors are
/// printed).
std::optional<QByteArray> runProgram(const QString &program, const QStringList &arguments,
                                     const QByteArray &input = {});

/// A script of packaging/.
QString packagingScript(const QString &name);

/// Training certificates in a folder of their own, and stations signed by them.
class TestPki {
public:
    bool make();
    QString path(const QString &name) const { return m_dir.filePath(QStringLiteral("pki/") + name); }
    QByteArray pem(const QString &name) const { return fileBytes(path(name)); }
    /// A station's key and certificate; null when openssl failed.
    std::shared_ptr<StationIdentity> station(const QString &id) const;
    /// CMS SignedData by `name`.key and .crt, as central signs receipts; empty when it failed.
    QByteArray signedAs(const QString &name, const QByteArray &json) const;

private:
    QTemporaryDir m_dir;
};

/// A private PostgreSQL and an indraj-central of this test run.
class CentralFixture {
public:
    explicit CentralFixture(const TestPki &pki);
    ~CentralFixture();

    static bool postgresIsInstalled();
    bool startDatabase(); ///< and migrate
    bool stopDatabase();
    bool resumeDatabase();
    bool killDatabase(); ///< SIGKILL of the server's first process; the others end by themselves
    bool start(const QByteArray &extraConfig = {}); ///< returns when central listens
    void kill(); ///< SIGKILL
    /// `indraj-central WORDS --config ...` to its end; the exit code, -1 when it did not end.
    int runCommand(const QStringList &words);
    QString openFolder() const { return m_dir.filePath(QStringLiteral("opened")); }
    qint64 processId() const { return m_central.processId(); }
    int terminate(); ///< SIGTERM; the exit code, -1 when it did not end

    quint16 port() const { return m_port; }
    QUrl url() const;
    /// One value from the database, as the administrator.
    QString query(const QString &sql) const;
    QByteArray log() const { return m_log; }
    EngineOptions engineOptions() const; ///< quick retries
    QString databaseAddress(const QString &role) const;
    QString configPath() const { return m_dir.filePath(QStringLiteral("central.conf")); }
    bool writeConfig(const QByteArray &extra);
    /// The configuration of an instance at this port, with `extra` lines; a line of `extra` replaces the same
    /// key.
    QByteArray config(quint16 port, const QByteArray &extra) const;
    static quint16 freePort(); ///< nobody listens there now
    static QString centralProgram();

private:
    const TestPki &m_pki;
    QTemporaryDir m_dir;
    QProcess m_central;
    QByteArray m_log;
    quint16 m_port = 0;
    mutable QHash<QString, QString> m_addresses; ///< by role; asking costs a shell
    bool m_databaseMade = false;
};

} // namespace indraj::testing
