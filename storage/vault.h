#pragma once

#include "storage/auditchain.h"
#include "storage/auditstore.h"
#include "storage/decisionstore.h"
#include "storage/durablefile.h"
#include "storage/enrolmentstore.h"
#include "storage/fingerfigures.h"
#include "storage/keyring.h"
#include "storage/keys/lockout.h"
#include "storage/keys/tpm.h"
#include "storage/memorykeep.h"
#include "storage/packetstore.h"
#include "storage/peoplestore.h"
#include "storage/retentionstore.h"
#include "storage/sqlite.h"
#include "storage/stationhealth.h"
#include "storage/templatestore.h"

#include <chrono>
#include <functional>
#include <optional>

namespace indraj {

class ContentLook;
class Ledger;

/// What a vault needs from its surroundings.
struct VaultOptions {
    KdfPolicy kdf; ///< weaker than the default in tests only
    std::function<QDateTime()> nowUtc = [] { return QDateTime::currentDateTimeUtc(); };
    /// createDraft() answers DiskFull below this, so that what has been begun can be ended and sent.
    qint64 minimumFreeBytes = 1LL << 30;
    /// Whether everything an approval needs is there; runs on the storage thread. Without it nothing is.
    std::function<bool(const Enrolment &)> isComplete;
    /// Size of the file given up when even erasing finds no room; 0: none.
    qint64 ballastBytes = 64LL << 20;
    qint64 maximumPages = 0; ///< quota of the database in pages of 16 KiB; 0: none
    RetentionPolicy retention; ///< from resources/policy/retention.json; the floor itself is minimumFreeBytes
    /// Folder outside of the vault's for the second mark of the audit head (docs/audit.md); empty: none.
    QString markFolder;
    /// Folder on a second medium for the witness of the audit head (docs/audit.md); empty: none.
    QString witnessFolder;
    TpmOptions tpm; ///< for create() and recover(), and how the TPM is reached at each log-in
    /// Rest between two steps of the look through the contents, lookOn(); none: VaultService does not look.
    std::optional<std::chrono::milliseconds> lookPause = std::chrono::milliseconds(20);
    std::function<BootTime()> bootTime = readBootTime;
    std::function<MemoryKeep()> memoryKeep = keepMemoryOffDisk;
};

struct StoredRing;
struct StoredProposal;

/// The vault itself: a folder with key ring, database, lock and anchor. Lives on one thread, the storage
/// thread of VaultService; answers of the interfaces of the same name, without the future.
class Vault {
public:
    Vault(const QString &folder, VaultOptions options);
    ~Vault();

    /// Any thread. @{
    static bool exists(const QString &folder);
    static Outcome<QList<OperatorEntry>> operators(const QString &folder, const KdfPolicy &floor);
    /// @}

    Outcome<Done> create(const QString &stationId, const std::vector<NewOperator> &operators);
    Outcome<Actor> unlock(const QString &operatorId, const SecretBytes &passphrase);
    Outcome<Done> lock();
    /// What an act leaves to be done once its answer is given: a long write-ahead log goes into the file.
    void afterAct() noexcept;
    Outcome<QByteArray> certificateRequest();
    Outcome<Done> installCertificate(const QByteArray &pem);
    Outcome<std::shared_ptr<StationIdentity>> identity();

    // storage/keys/: PeopleStore, and what belongs to it.
    Outcome<QList<OperatorEntry>> people();
    Outcome<QList<PersonProposal>> proposals();
    Outcome<PersonProposal> propose(PersonChange change, const Actor &person, const SecretBytes &passphrase,
                                    const Actor &proposer);
    Outcome<Done> confirm(const QString &proposalId, const QString &confirmerId,
                          const SecretBytes &passphrase);
    Outcome<Done> withdraw(const QString &proposalId, const Actor &actor);
    Outcome<bool> hasRecovery();
    Outcome<RecoveryShares> makeRecovery(const Actor &proposer, const QString &confirmerId,
                                         const SecretBytes &passphrase);
    Outcome<Actor> recover(const std::vector<SecretBytes> &shares, const NewOperator &supervisor);
    /// A new master key: everything is encrypted anew, the people's pass phrases stay. By a supervisor who is
    /// logged in. Needs as much free disk as the database has.
    Outcome<Done> rekey(const Actor &actor);
    /// As the key ring says; Absent where there is no vault.
    TpmState tpmState() const;

    Outcome<Enrolment> createDraft(const Actor &actor, const QString &service, int formVersion);
    Outcome<Enrolment> load(EnrolmentId id);
    Outcome<QList<EnrolmentSummary>> list(const ListFilter &filter);
    Outcome<QList<FingerFigures>> fingerFigures();

    // storage/fingers/: TemplateStore.
    Outcome<Done> saveTemplate(EnrolmentId enrolment, SampleId sample, const QByteArray &record);
    Outcome<QList<KnownFinger>> knownFingers(EnrolmentId except);
    Outcome<QStringList> peopleWithFingers();
    Outcome<Done> saveOwnFingers(const QList<KnownFinger> &fingers, const QString &confirmerId,
                                 const SecretBytes &passphrase, const Actor &actor);

    Outcome<Enrolment> saveFields(EnrolmentId id, const FieldValues &values, const QString &step,
                                  const Actor &actor);
    Outcome<Enrolment> saveSample(EnrolmentId id, const Sample &sample, const Actor &actor);
    Outcome<Enrolment> saveException(EnrolmentId id, const BiometricException &exception, const Actor &actor);
    Outcome<Enrolment> clearException(EnrolmentId id, FingerPosition finger, const Actor &actor);
    Outcome<Enrolment> saveEyeException(EnrolmentId id, const EyeException &exception, const Actor &actor);
    Outcome<Enrolment> clearEyeException(EnrolmentId id, EyePosition eye, const Actor &actor);
    Outcome<Enrolment> saveNotSigned(EnrolmentId id, const std::optional<NotSigned> &answer,
                                     const Actor &actor);
    // storage/registry/: RegistryStore.
    Outcome<Enrolment> noteRegistryQuestion(EnrolmentId id, const RegistryQuestion &question,
                                            const Actor &actor);
    Outcome<Enrolment> noteRegistryAnswer(EnrolmentId id, const RegistryAnswer &answer, const Actor &actor);
    Outcome<Enrolment> noteMatchQuestion(EnrolmentId id, const MatchQuestion &question, const Actor &actor);
    Outcome<Enrolment> noteMatchAnswer(EnrolmentId id, const MatchAnswer &answer, const Actor &actor);
    Outcome<Sample> loadSample(EnrolmentId enrolment, SampleId sample);
    Outcome<Enrolment> act(EnrolmentId id, Act act, const Actor &actor, const QString &reasonCode,
                           const QString &note);

    Outcome<QList<EnrolmentId>> awaitingSeal();
    Outcome<SealInput> beginSeal(EnrolmentId id);
    Outcome<UploadRecord> storeSealed(EnrolmentId id, const QByteArray &packetBytes);
    Outcome<SealInput> packetContent(PacketId packet);
    Outcome<QList<UploadRecord>> uploads();
    Outcome<QByteArray> packetBytes(PacketId packet, qint64 offset, qint64 length);
    Outcome<Done> recordAttempt(const UploadRecord &record);
    Outcome<UploadRecord> recordReceipt(PacketId packet, const QByteArray &receipt);
    Outcome<SendingState> sendingState();
    Outcome<QueueSummary> queueSummary();
    Outcome<QByteArray> auditHashAt(qint64 sequence);
    Outcome<Done> recordSendingState(const SendingState &state);

    // storage/down/: what comes from central
    Outcome<DownwardState> downwardState();
    Outcome<Done> recordDecisions(const QList<CentralDecision> &decisions);
    Outcome<Done> recordReferenceVersion(qint64 version);
    Outcome<StaffOutcome> applyStaff(const QList<StaffOrder> &orders, qint64 version);
    Outcome<Enrolment> beginCorrection(PacketId packet, const Actor &actor, int formVersion);

    Outcome<QList<AuditEntry>> auditEntries(const AuditFilter &filter);
    Outcome<QStringList> auditEvents();
    Outcome<QStringList> auditActors();
    Outcome<AuditReport> checkAudit();
    Outcome<Done> exportAudit(const AuditFilter &filter, const QString &path, const Actor &actor);

    Outcome<QList<OldDraft>> oldDrafts();
    Outcome<Done> proposeDeletion(EnrolmentId id, const QString &reasonCode, const Actor &actor);
    Outcome<Done> withdrawDeletion(EnrolmentId id, const Actor &actor);
    Outcome<Done> confirmDeletion(EnrolmentId id, const Actor &actor);

    Outcome<StationHealth> health();
    /// storage/health/: one short step of the look through the contents that follows a log-in, for when
    /// nobody waits. What it finds goes into the audit chain and into health(). False: nothing is left to
    /// look at, or nobody is logged in.
    bool lookOn() noexcept;

private:
    /// What is there only while somebody is logged in.
    struct Session {
        FileLock lock;
        Database database;
        VaultKeys keys;
        Actor actor;
        QString stationId;
        std::shared_ptr<Ledger> ledger;
        KeyRing ring = {}; ///< as authenticated at log-in, and as changed since
        SecretBytes master = SecretBytes(); ///< for changing the ring
        /// Last: its connection ends before the database's, whose end moves the WAL. Null: not begun.
        std::shared_ptr<ContentLook> look = {};
    };
    struct OpenRing {
        KeyRing ring;
        SecretBytes master;
        SecretBytes share; ///< from the TPM; empty without
    };
    using Record = std::function<Outcome<void>(Database &, const SecretBytes &auditKey)>;

    QString path(QLatin1StringView name) const;
    Outcome<void> buildDatabase(const QString &file, const KeyRing &ring, const VaultKeys &keys,
                                const QString &stationId);
    Outcome<Session> openSession(FileLock lock, const KeyRing &ring, VaultKeys keys, const Actor &actor);
    Outcome<std::shared_ptr<Ledger>> openLedger(Database &database, const VaultKeys &keys) const;
    Outcome<SecretBytes> stationKey();
    /// Days until the policy stops new enrolments; -1: nothing waits for central.
    Outcome<int> offlineDaysLeft();
    Outcome<void> checkMayBegin();
    Outcome<void> readCounts(StationHealth *health);
    void readLook(StationHealth *health) const;
    Outcome<void> noteDamage(qsizetype from);
    QList<StationWarning> warningsOf(const StationHealth &health) const;
    Outcome<Done> deleteInTransaction(EnrolmentId id, const Actor &actor);

    // storage/keys/
    Outcome<KeyRing> readRing() const;
    Outcome<SecretBytes> unsealShare(const KeyRing &ring) const;
    Outcome<SecretBytes> openSlot(const KeyRing &ring, const QString &personId, const SecretBytes &passphrase,
                                  const SecretBytes &share);
    Outcome<OpenRing> openRing(const QString &personId, const SecretBytes &passphrase);
    Outcome<void> beginShift(const SecretBytes &passphrase, const SecretBytes &share);
    Outcome<bool> adoptStoredRing(const StoredRing &stored);
    Outcome<void> renewSlot(const SecretBytes &passphrase);
    Outcome<void> noteTries(bool marked);
    Outcome<void> noteUnlocked();
    Outcome<void> changeRing(const KeyRing &next, const Record &record);
    void writeRing(const QByteArray &json);
    Outcome<void> noteIn(Database &database, const SecretBytes &auditKey, const AuditEvent &event) const;
    Outcome<void> checkSupervisor(const Actor &actor) const;
    Outcome<void> checkConfirmer(const QString &confirmerId, const QString &proposerId,
                                 const QString &concernedId, const SecretBytes &passphrase);
    Outcome<void> checkProposal(const PersonProposal &proposal);
    Outcome<KeyRing> ringAfter(const StoredProposal &stored) const;
    Outcome<KeyRing> ringAfterRecovery(const OpenRing &opened, const NewOperator &supervisor) const;
    Outcome<OpenRing> openWithShares(const std::vector<SecretBytes> &shares) const;
    Outcome<OpenRing> beginRecovery(const std::vector<SecretBytes> &shares, const Actor &supervisor);
    Outcome<void> renewMaster(const KeyRing &next, const Record &record);
    Outcome<VaultKeys> buildRekeyed(const KeyRing &next, const SecretBytes &fresh, const Record &record);
    Outcome<void> swapRekeyed(const KeyRing &next, SecretBytes fresh, VaultKeys keys);
    Outcome<void> reopen(FileLock lock, const Actor &actor, const KeyRing &ring, SecretBytes master,
                         VaultKeys keys);
    Outcome<void> finishRekey(const VaultKeys &keys);

    Outcome<void> checkUnlocked() const;
    /// The actor named must be the one who is logged in, in the role that his key slot gives him.
    Outcome<void> checkActor(const Actor &actor) const;
    Outcome<void> note(const QString &event, const QString &subject, const QString &detail = {});
    Outcome<void> noteStation(const QString &event, const QString &subject, const QString &detail = {});
    /// After a finished act: the WAL into the file, then the anchor. What was committed stays committed when
    /// this fails, so failure is logged.
    void settle();
    Outcome<void> placeBallast() const;

    /// In the caller's transaction, by whoever is logged in.
    Outcome<Enrolment> makeDraft(const QString &service, int formVersion);
    Outcome<void> copyContent(const Enrolment &from, EnrolmentId to);
    Outcome<Enrolment> correctionOf(const UploadRecord &record, int formVersion);
    Outcome<KeyRing> ringAfterOrders(const QList<StaffOrder> &orders, StaffOutcome *outcome,
                                     QList<AuditEvent> *events) const;
    /// One change of a draft: checks, `change`, contributor, time and audit entry in one transaction.
    Outcome<Enrolment> changeDraft(EnrolmentId id, const Actor &actor, const QString &event,
                                   const QString &detail, const std::function<Outcome<void>()> &change);
    Outcome<void> replaceIrisRecord(EnrolmentId id, const SecretBytes &key, const Sample &iris);
    Outcome<void> noteOutdated(EnrolmentId id, const FieldValues &values);
    Outcome<Enrolment> noteAnswer(EnrolmentId id, const Actor &actor,
                                  Outcome<bool> (*isOpen)(Database &, EnrolmentId), const QString &event,
                                  const QString &detail);
    Outcome<void> dropIdlePhoto(EnrolmentId id);
    Outcome<void> replaceCompanions(EnrolmentId id, const SecretBytes &key, const Sample &portrait);
    /// Judges and makes one transition inside the caller's transaction.
    Outcome<EnrolmentState> transition(const LifecycleFacts &facts, EnrolmentId id, Act act,
                                       Performer performer, const QString &actorId,
                                       const QString &reasonCode);
    Outcome<Enrolment> actInTransaction(EnrolmentId id, Act act, const Actor &actor,
                                        const QString &reasonCode, const QString &note);
    Outcome<void> noteFingers(const Enrolment &enrolment, Act act);
    Outcome<void> noteDecision(EnrolmentId id, Act act, const Decision &decision);
    Outcome<qint64> reserveSequence(const UploadRecord &record);
    Outcome<SealInput> readSealInput(const Enrolment &enrolment, const UploadRecord &record, qint64 sequence);
    Outcome<UploadRecord> receive(PacketId packet, const QByteArray &receipt);
    Outcome<qint64> takeNumber(const char *column);

    QString m_folder;
    VaultOptions m_options;
    Lockout m_tries;
    std::optional<Session> m_session;
};

} // namespace indraj
