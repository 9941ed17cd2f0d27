#pragma once

#include "storage/decisionstore.h"
#include "storage/enrolmentstore.h"
#include "storage/jobqueue.h"
#include "storage/packetstore.h"
#include "storage/peoplestore.h"
#include "storage/registrystore.h"
#include "storage/stationaccess.h"
#include "storage/templatestore.h"
#include "storage/vault.h"

namespace indraj {

/// The vault behind its one storage thread: all its interfaces, callable from any thread, never blocking.
/// Jobs run in the order they were asked for. An actor named in a call must be the one who is logged in
/// (StoreFault::Refused otherwise). The destructor finishes what was asked for, then locks.
class VaultService final : public EnrolmentStore,
                           public PacketStore,
                           public StationAccess,
                           public AuditStore,
                           public RetentionStore,
                           public HealthStore,
                           public FingerFigureStore,
                           public DecisionStore,
                           public TemplateStore,
                           public RegistryStore,
                           public PeopleStore {
public:
    /// `folder` is made by create() (its parent must exist), mode 0700.
    explicit VaultService(const QString &folder, VaultOptions options = {});
    ~VaultService() override;

    bool exists() const override;
    Answer<Done> create(const QString &stationId, std::vector<NewOperator> operators) override;
    tl::expected<QList<OperatorEntry>, StoreError> operators() const override;
    Answer<Actor> unlock(const QString &operatorId, SecretBytes passphrase) override;
    Answer<Done> lock() override;
    Answer<QByteArray> certificateRequest() override;
    Answer<Done> installCertificate(const QByteArray &pem) override;
    /// `certificatePem` is empty until installCertificate().
    Answer<std::shared_ptr<StationIdentity>> identity() override;

    Answer<Enrolment> createDraft(const Actor &actor, const QString &service, int formVersion) override;
    Answer<Enrolment> load(EnrolmentId id) override;
    /// Newest token first. The text also finds the beginning of any word of a name.
    Answer<QList<EnrolmentSummary>> list(const ListFilter &filter) override;
    /// Values given are stored, an empty one removes the field, fields not named stay as they are.
    Answer<Enrolment> saveFields(EnrolmentId id, const FieldValues &values, const QString &step,
                                 const Actor &actor) override;
    Answer<Enrolment> saveSample(EnrolmentId id, const Sample &sample, const Actor &actor) override;
    /// `actorId` is that of the person logged in; an invalid `at` becomes now.
    Answer<Enrolment> saveException(EnrolmentId id, const BiometricException &exception,
                                    const Actor &actor) override;
    Answer<Enrolment> clearException(EnrolmentId id, FingerPosition finger, const Actor &actor) override;
    Answer<Enrolment> saveEyeException(EnrolmentId id, const EyeException &exception,
                                       const Actor &actor) override;
    Answer<Enrolment> clearEyeException(EnrolmentId id, EyePosition eye, const Actor &actor) override;
    Answer<Enrolment> saveNotSigned(EnrolmentId id, const std::optional<NotSigned> &answer,
                                    const Actor &actor) override;
    Answer<Enrolment> noteRegistryQuestion(EnrolmentId id, const RegistryQuestion &question,
                                           const Actor &actor) override;
    Answer<Enrolment> noteRegistryAnswer(EnrolmentId id, const RegistryAnswer &answer,
                                         const Actor &actor) override;
    Answer<Enrolment> noteMatchQuestion(EnrolmentId id, const MatchQuestion &question,
                                        const Actor &actor) override;
    Answer<Enrolment> noteMatchAnswer(EnrolmentId id, const MatchAnswer &answer, const Actor &actor) override;
    Answer<Sample> loadSample(EnrolmentId enrolment, SampleId sample) override;
    Answer<Enrolment> act(EnrolmentId id, Act act, const Actor &actor, const QString &reasonCode,
                          const QString &note) override;

    Answer<QList<EnrolmentId>> awaitingSeal() override;
    Answer<SealInput> beginSeal(EnrolmentId id) override;
    Answer<UploadRecord> storeSealed(EnrolmentId id, const QByteArray &packetBytes) override;
    Answer<SealInput> packetContent(PacketId packet) override;
    Answer<QList<UploadRecord>> uploads() override;
    /// Less than `length` at the end of the packet; StoreFault::Invalid beyond it.
    Answer<QByteArray> packetBytes(PacketId packet, qint64 offset, qint64 length) override;
    Answer<Done> recordAttempt(const UploadRecord &record) override;
    /// Repeating it answers the tombstone.
    Answer<UploadRecord> recordReceipt(PacketId packet, const QByteArray &receipt) override;
    Answer<SendingState> sendingState() override;
    Answer<QueueSummary> queueSummary() override;
    Answer<QByteArray> auditHashAt(qint64 sequence) override;
    Answer<Done> recordSendingState(const SendingState &state) override;

    Answer<DownwardState> downwardState() override;
    Answer<Done> recordDecisions(const QList<CentralDecision> &decisions) override;
    Answer<Done> recordReferenceVersion(qint64 version) override;
    Answer<StaffOutcome> applyStaff(const QList<StaffOrder> &orders, qint64 version) override;
    Answer<Enrolment> beginCorrection(PacketId packet, const Actor &actor, int formVersion) override;

    Answer<QList<AuditEntry>> auditEntries(const AuditFilter &filter) override;
    Answer<QStringList> auditEvents() override;
    Answer<QStringList> auditActors() override;
    Answer<AuditReport> checkAudit() override;
    Answer<Done> exportAudit(const AuditFilter &filter, const QString &path, const Actor &actor) override;

    Answer<QList<OldDraft>> oldDrafts() override;
    Answer<Done> proposeDeletion(EnrolmentId id, const QString &reasonCode, const Actor &actor) override;
    Answer<Done> withdrawDeletion(EnrolmentId id, const Actor &actor) override;
    Answer<Done> confirmDeletion(EnrolmentId id, const Actor &actor) override;

    Answer<StationHealth> health() override;
    Answer<QList<FingerFigures>> fingerFigures() override;
    Answer<Done> saveTemplate(EnrolmentId enrolment, SampleId sample, const QByteArray &record) override;
    Answer<QList<KnownFinger>> knownFingers(EnrolmentId except) override;
    Answer<QStringList> peopleWithFingers() override;
    Answer<Done> saveOwnFingers(const QList<KnownFinger> &fingers, const QString &confirmerId,
                                SecretBytes confirmerPassphrase, const Actor &actor) override;
    Answer<QList<OperatorEntry>> people() override;
    Answer<QList<PersonProposal>> proposals() override;
    Answer<PersonProposal> propose(PersonChange change, const Actor &person, SecretBytes passphrase,
                                   const Actor &proposer) override;
    Answer<Done> confirm(const QString &proposalId, const QString &confirmerId,
                         SecretBytes confirmerPassphrase) override;
    Answer<Done> withdraw(const QString &proposalId, const Actor &actor) override;
    Answer<bool> hasRecovery() override;
    Answer<RecoveryShares> makeRecovery(const Actor &proposer, const QString &confirmerId,
                                        SecretBytes confirmerPassphrase) override;
    Answer<Actor> recover(std::vector<SecretBytes> shares, NewOperator supervisor) override;
    /// A new master key; see Vault::rekey().
    Answer<Done> rekey(const Actor &actor);
    Answer<TpmState> tpmState();

private:
    template <class Work> auto ask(Work work);

    const QString m_folder;
    const KdfPolicy m_floor;
    const std::optional<std::chrono::milliseconds> m_lookPause;
    Vault m_vault; ///< touched by jobs only
    JobQueue m_queue; ///< last: its thread ends before the vault does
};

} // namespace indraj
