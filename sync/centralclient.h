#pragma once

#include "storage/packetstore.h"
#include "storage/stationaccess.h"
#include "sync/engineoptions.h"
#include "sync/policy/chunksizer.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslConfiguration>

#include <functional>
#include <optional>

namespace indraj {

/// One answer of central, or why there was none.
struct CentralAnswer {
    int status = 0; ///< HTTP; 0: no answer
    UploadFault fault = UploadFault::None; ///< by status or by what broke; None for 2xx
    QString detail; ///< for the log
    QByteArray body; ///< at most largestAnswer
    qint64 offset = -1; ///< Upload-Offset
    qint64 chunkLimit = -1; ///< Upload-Limit, max-append-size; negative: not told
    std::chrono::milliseconds retryAfter{-1}; ///< Retry-After; negative: not told
    QString requestId;
    std::chrono::milliseconds took{0};
    qint64 carried = 0; ///< bytes on the line both ways, about: see bytesOnLine()
    bool answered() const { return status != 0; }
    bool ok() const { return status >= 200 && status < 300; }
};

/// No answer of central is longer than this, and no more of one is read; but an import receipt, which names
/// up to 1000 packets.
inline constexpr qint64 largestAnswer = 64LL << 10;
inline constexpr qint64 largestImportReceipt = 512LL << 10;
inline constexpr qint64 largestPiece = 48LL << 10; ///< of what item() brings
/// What one call costs beside its bodies, and what is kept free for those around a chunk (its announcement,
/// create, the question where central stands, the receipt).
inline constexpr qint64 aroundOneCall = 1LL << 10;
inline constexpr qint64 aroundOneChunk = 16LL << 10;
/// About what the operator of a SIM counts for a call with so many bytes of bodies: with header lines, TLS
/// and TCP/IP; `handshake`: on a connection that had to be made.
qint64 bytesOnLine(qint64 bodies, bool handshake = false);

/// Central's HTTP interface (docs/packet.md) over TLS 1.3 with the station's certificate. Lives on the sync
/// thread; every call ends with exactly one callback there, unless abortAll() or the destructor came first.
class CentralClient : public QObject {
    Q_OBJECT
public:
    using Callback = std::function<void(const CentralAnswer &)>;

    /// @returns null with a text for the log when certificate or key cannot be used.
    static tl::expected<std::unique_ptr<CentralClient>, QString> open(const EngineOptions &options,
                                                                      const StationIdentity &station);

    void probe(Callback done); ///< GET /readyz
    void announce(const QByteArray &signedList, Callback done);
    void reconcile(const QByteArray &statement, Callback done);
    /// `first`: the packet's bytes from its beginning, so that the first chunk costs no round trip of its
    /// own; may be empty.
    void create(const UploadRecord &record, const QByteArray &first, Callback done);
    void head(PacketId packet, Callback done);
    /// Sends `bytes` as the packet's bytes from `offset` and learns from the time it took.
    void patch(PacketId packet, qint64 offset, const QByteArray &bytes, Callback done);
    void receipt(PacketId packet, Callback done);

    /// From now on packets are those of another station, whose disk is sent on: only create(), head(),
    /// patch(), receipt() and showDisk() may be called then.
    void carryFor(const QString &station);
    /// The signed list of its disk. 200: central's import receipt, as it would be now.
    void showDisk(const QByteArray &signedList, Callback done);

    // Downward (docs/packet.md, 9 and 10). What the station has is told, so that "nothing new" is one short
    // answer.
    void news(qint64 reference, qint64 staff, qint64 decisions, Callback done);
    void set(const QString &channel, Callback done);
    /// A piece of at most largestPiece bytes.
    void item(const QByteArray &sha256, qint64 offset, Callback done);
    void decisions(qint64 after, Callback done);

    /// How many bytes the next chunk should have; smallestChunk ... largestChunk.
    qint64 nextChunk() const { return m_chunk.size(); }
    /// The line takes chunks of (nearly) the largest size in the time a chunk should take.
    bool isWide() const { return m_chunk.isWide(); }
    void abortAll();

Q_SIGNALS:
    /// After every call: whether central was there, and how long it took.
    void contact(const indraj::CentralAnswer &answer);

private:
    CentralClient(const EngineOptions &options, const QSslConfiguration &tls);
    QNetworkRequest request(const QString &path) const;
    void run(const QByteArray &verb, const QNetworkRequest &request, const QByteArray &body, Callback done);
    void sendBytes(const QByteArray &verb, QNetworkRequest request, const QByteArray &bytes, Callback done);

    QNetworkAccessManager m_network;
    QUrl m_central;
    QString m_packets = QStringLiteral("/v1/packets");
    QSslConfiguration m_tls;
    std::chrono::milliseconds m_timeout;
    ChunkSizer m_chunk;
    QList<QNetworkReply *> m_running;
};

} // namespace indraj
