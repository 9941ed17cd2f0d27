#pragma once

#include "storage/vaultservice.h"

#include <QTemporaryDir>

namespace indraj::test {

/// Argon2id as cheap as it goes: for tests only.
inline constexpr KdfPolicy cheapKdf{64, 1, 1, 0};

/// Pass phrases of the two people of every test vault.
inline const QByteArray operatorPhrase = QByteArrayLiteral("kite over the old canal");
inline const QByteArray supervisorPhrase = QByteArrayLiteral("nine lamps in the bazaar");

Actor operatorOne();
Actor supervisorOne();
SecretBytes secret(const QByteArray &text);
std::vector<NewOperator> twoPeople();
VaultOptions cheapOptions();

/// INDRAJ_FAULTS=full: every n, every page, every cut, as `./indraj bench faults` runs it.
bool fullScale();
inline int scaled(int inCi, int full) { return fullScale() ? full : inCi; }

/// Deterministic bytes that differ by `seed`.
QByteArray pattern(int seed, qsizetype size);
Sample fingerSample(FingerPosition finger, qsizetype size = 2000);
Sample portraitSample(qsizetype size = 3000);
/// A name that must never be found outside the vault, its letters in both scripts.
FieldValues canaryFields();
QList<QByteArray> canaries();

/// Waits for an answer (the storage thread needs no event loop of ours).
template <class T> tl::expected<T, StoreError> settled(QFuture<tl::expected<T, StoreError>> future)
{
    future.waitForFinished();
    return future.result();
}

/// Internal where there was no fault.
template <class T> StoreFault faultOf(const tl::expected<T, StoreError> &outcome)
{
    return outcome ? StoreFault::Internal : outcome.error().fault;
}

/// A vault in a temporary folder, with two people, opened by whom the test says.
class World {
public:
    explicit World(VaultOptions options = cheapOptions());
    /// A second life on the same folder: as after a restart.
    void restart(VaultOptions options = cheapOptions());
    void stop() { service.reset(); }

    tl::expected<Actor, StoreError> login(const Actor &actor);
    Enrolment draft();
    /// Fields, portrait, nine fingers and one exception; still a draft.
    Enrolment completeDraft();
    /// Captured and signed off by the operator; the operator stays logged in.
    Enrolment awaiting();
    /// Approved by the supervisor, who stays logged in.
    Enrolment approved();
    UploadRecord sealedPacket(const QByteArray &bytes);

    QString folder() const;
    QString file(const char *name) const;
    VaultService &vault() { return *service; }

    QTemporaryDir temporary;
    std::unique_ptr<VaultService> service;
};

/// Health once the look through the contents that follows a log-in has ended.
StationHealth lookedThrough(VaultService &vault);
QByteArray readAll(const QString &path);
void overwrite(const QString &path, const QByteArray &bytes);
/// The keys of a vault, as somebody who knows the pass phrase has them.
VaultKeys keysOf(const World &world);

/// Every page of the database in clear, free pages too: what somebody with the key could still read.
QByteArray decryptedPages(const QByteArray &file, const SecretBytes &key);
/// Somebody who knows a pass phrase changes the closed database by hand.
void meddle(const World &world, const char *sql);
/// All files of a folder but the shared memory of the write-ahead log: what a copy, or a power cut, leaves.
void copyFolder(const QString &from, const QString &to);

} // namespace indraj::test
