#pragma once

#include "enrollment/identifiers.h"
#include "storage/keyring.h"
#include "storage/sqlite.h"
#include "storage/stationhealth.h"

#include <QCryptographicHash>
#include <QList>

#include <functional>
#include <memory>
#include <optional>

namespace indraj {

/// Something kept in the vault that does not hold.
struct DamagedPart {
    EnrolmentId enrolment; ///< null: tables or indexes as a whole, those of the audit chain among them
    QString token;
    QString part; ///< "portrait", "finger 3", "template 3", "packet": kinds as the audit chain names them
};

/// The look through the contents after a log-in (docs/audit.md). The unlock verifies the chain and what
/// enrolments say; what is large is sealed by itself and verified at every read. A page of it that was put
/// back, or has rotted, would so be met when the draft is opened, perhaps days later. This finds it now:
/// every sample, template and packet is read once, and the indexes of the chain are held against it, in short
/// pieces between other work.
///
/// It reads over a connection of its own: after a damaged page SQLCipher answers nothing but errors, and the
/// session must not come to that because of a look. No statement is left open between two steps, so a
/// checkpoint never waits for it. Storage thread only.
class ContentLook {
public:
    explicit ContentLook(const QString &databaseFile);

    /// One piece: some 256 KiB of samples or packets, or 512 entries of the chain; one sample at least,
    /// however large. True: there is more to do. A fault that is none of the content (no memory, a disk in
    /// trouble) ends the look; unless something was found, `state()` is then Unknown.
    bool step(const VaultKeys &keys);
    LookState state() const { return m_state; }
    bool ended() const { return m_ended; }
    /// Everything found up to now.
    const QList<DamagedPart> &found() const { return m_found; }

private:
    struct Place {
        enum class Kind { Sample, Template, Packet } kind = Kind::Sample;
        EnrolmentId enrolment;
        QString token;
        QString part;
        QString id; ///< of the sample or the packet
        qint64 size = 0; ///< as stored
        qint64 row = 0; ///< of the sample or template in its table
        QByteArray sha256; ///< of a packet
    };

    void add(const DamagedPart &part);
    Outcome<bool> tryStep(const VaultKeys &keys);
    Outcome<void> open(const VaultKeys &keys);
    Outcome<void> plan();
    Outcome<void> planRows(Place::Kind kind, const char *sql);
    Outcome<void> lookAtContent(const VaultKeys &keys);
    Outcome<void> lookAtChain(const VaultKeys &keys);
    Outcome<void> compareIndexes(qint64 last);
    Outcome<void> read(const VaultKeys &keys, const Place &place);
    Outcome<void> readPacketPiece(const Place &place);
    Outcome<void> checkGone(const Place &place);
    enum class Held { Yes, No, Gone };
    /// No: what was read does not hold, on two connections. Gone: it was taken away or replaced since the
    /// plan.
    Outcome<Held> held(const VaultKeys &keys, const std::function<Outcome<void>()> &read);

    QString m_file;
    std::optional<Database> m_database;
    bool m_planned = false;
    QList<Place> m_places;
    qsizetype m_next = 0;
    qint64 m_packetRead = 0; ///< bytes of the packet at m_next
    std::unique_ptr<QCryptographicHash> m_packetHash;
    qint64 m_entry = 1; ///< of the chain, the next
    LookState m_state = LookState::Looking;
    bool m_ended = false;
    QList<DamagedPart> m_found;
};

} // namespace indraj
