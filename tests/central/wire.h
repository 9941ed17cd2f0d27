#pragma once

#include "tests/central/httpsclient.h"
#include "tests/sync/centralfixture.h"

namespace indraj::testing {

inline const QByteArray packetsPath = "/v1/packets";

QByteArray digestOf(const QByteArray &bytes); ///< SHA-256
QByteArray newPacketId();
QList<QByteArray> createHeaders(const QByteArray &id, const QByteArray &content, int sequence = 1);
QList<QByteArray> patchHeaders(qint64 offset, const QByteArray &bytes);
QByteArray pathOf(const QByteArray &id);
/// Create and all chunks over one connection; the status of the last answer, 204 when all is there.
int upload(HttpsClient &http, const QByteArray &id, const QByteArray &content, int sequence = 1);
QByteArray signedBy(const std::shared_ptr<StationIdentity> &station, const QByteArray &json);
/// A signed list that announces one packet.
QByteArray announcementOf(const std::shared_ptr<StationIdentity> &station, const QByteArray &id,
                          const QByteArray &content);

/// One more indraj-central on the fixture's database.
class CentralInstance {
public:
    explicit CentralInstance(const CentralFixture &fixture);
    ~CentralInstance() { kill(); }
    bool start(const QByteArray &extraConfig = {}); ///< returns when it listens
    void kill(); ///< SIGKILL
    bool terminate(); ///< SIGTERM; true: it ended by itself with status 0
    bool reload(const QByteArray &word = "reloaded"); ///< SIGHUP; true: the log says `word` then
    int check(const QByteArray &extraConfig); ///< `indraj-central check`; its exit code
    quint16 port() const { return m_port; }
    qint64 processId() const { return m_process.processId(); }
    QByteArray log();

private:
    bool writeFile(const QByteArray &extraConfig);
    bool waitForLog(const QByteArray &word, qsizetype from);
    const CentralFixture &m_fixture;
    QTemporaryDir m_dir;
    QProcess m_process;
    QByteArray m_log;
    quint16 m_port;
};

/// Highest resident memory of a process, in kB; -1: there is none.
qint64 peakMemory(qint64 process);

} // namespace indraj::testing
