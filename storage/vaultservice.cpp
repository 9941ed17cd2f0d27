#include "storage/vaultservice.h"

#include <QPromise>

#include <exception>

namespace indraj {

VaultService::VaultService(const QString &folder, VaultOptions options)
    : m_folder(folder)
    , m_floor(options.kdf)
    , m_lookPause(options.lookPause)
    , m_vault(folder, std::move(options))
{
    if (m_lookPause)
        m_queue.whenIdle([this] { return m_vault.lookOn(); }, *m_lookPause);
}

VaultService::~VaultService()
{
    // Closed on its own thread, after everything that was asked before.
    m_queue.post([this] { static_cast<void>(m_vault.lock()); });
}

/// Runs `work` on the storage thread. The promise is started before the future leaves: a future of a promise
/// not yet started does not wait.
template <class Work> auto VaultService::ask(Work work)
{
    using Result = std::invoke_result_t<Work &>;
    auto promise = std::make_shared<QPromise<Result>>();
    promise->start();
    auto future = promise->future();
    m_queue.post([this, promise, work = std::move(work)]() mutable {
        try {
            promise->addResult(work());
        } catch (const std::exception &fault) {
            promise->addResult(Result(failed(StoreFault::Internal, QString::fromUtf8(fault.what()))));
        }
        promise->finish();
        m_vault.afterAct();
    });
    return future;
}

bool VaultService::exists() const { return Vault::exists(m_folder); }

Answer<Done> VaultService::create(const QString &stationId, std::vector<NewOperator> operators)
{
    auto people = std::make_shared<std::vector<NewOperator>>(std::move(operators));
    return ask([=, this] { return m_vault.create(stationId, *people); });
}

tl::expected<QList<OperatorEntry>, StoreError> VaultService::operators() const
{
    return Vault::operators(m_folder, m_floor);
}

Answer<Actor> VaultService::unlock(const QString &operatorId, SecretBytes passphrase)
{
    auto secret = std::make_shared<SecretBytes>(std::move(passphrase));
    return ask([=, this] { return m_vault.unlock(operatorId, *secret); });
}

Answer<Done> VaultService::lock()
{
    return ask([this] { return m_vault.lock(); });
}

Answer<QByteArray> VaultService::certificateRequest()
{
    return ask([this] { return m_vault.certificateRequest(); });
}

Answer<Done> VaultService::installCertificate(const QByteArray &pem)
{
    return ask([=, this] { return m_vault.installCertificate(pem); });
}

Answer<std::shared_ptr<StationIdentity>> VaultService::identity()
{
    return ask([this] { return m_vault.identity(); });
}

Answer<Enrolment> VaultService::createDraft(const Actor &actor, const QString &service, int formVersion)
{
    return ask([=, this] { return m_vault.createDraft(actor, service, formVersion); });
}

Answer<Enrolment> VaultService::load(EnrolmentId id)
{
    return ask([=, this] { return m_vault.load(id); });
}

Answer<QList<FingerFigures>> VaultService::fingerFigures()
{
    return ask([this] { return m_vault.fingerFigures(); });
}

Answer<Done> VaultService::saveTemplate(EnrolmentId enrolment, SampleId sample, const QByteArray &record)
{
    return ask([=, this] { return m_vault.saveTemplate(enrolment, sample, record); });
}

Answer<QList<KnownFinger>> VaultService::knownFingers(EnrolmentId except)
{
    return ask([=, this] { return m_vault.knownFingers(except); });
}

Answer<QStringList> VaultService::peopleWithFingers()
{
    return ask([this] { return m_vault.peopleWithFingers(); });
}

Answer<Done> VaultService::saveOwnFingers(const QList<KnownFinger> &fingers, const QString &confirmerId,
                                          SecretBytes confirmerPassphrase, const Actor &actor)
{
    auto secret = std::make_shared<SecretBytes>(std::move(confirmerPassphrase));
    return ask([=, this] { return m_vault.saveOwnFingers(fingers, confirmerId, *secret, actor); });
}

Answer<QList<EnrolmentSummary>> VaultService::list(const ListFilter &filter)
{
    return ask([=, this] { return m_vault.list(filter); });
}

Answer<Enrolment> VaultService::saveFields(EnrolmentId id, const FieldValues &values, const QString &step,
                                           const Actor &actor)
{
    return ask([=, this] { return m_vault.saveFields(id, values, step, actor); });
}

Answer<Enrolment> VaultService::saveSample(EnrolmentId id, const Sample &sample, const Actor &actor)
{
    return ask([=, this] { return m_vault.saveSample(id, sample, actor); });
}

Answer<Enrolment> VaultService::saveException(EnrolmentId id, const BiometricException &exception,
                                              const Actor &actor)
{
    return ask([=, this] { return m_vault.saveException(id, exception, actor); });
}

Answer<Enrolment> VaultService::clearException(EnrolmentId id, FingerPosition finger, const Actor &actor)
{
    return ask([=, this] { return m_vault.clearException(id, finger, actor); });
}

Answer<Enrolment> VaultService::saveEyeException(EnrolmentId id, const EyeException &exception,
                                                 const Actor &actor)
{
    return ask([=, this] { return m_vault.saveEyeException(id, exception, actor); });
}

Answer<Enrolment> VaultService::clearEyeException(EnrolmentId id, EyePosition eye, const Actor &actor)
{
    return ask([=, this] { return m_vault.clearEyeException(id, eye, actor); });
}

Answer<Enrolment> VaultService::saveNotSigned(EnrolmentId id, const std::optional<NotSigned> &answer,
                                              const Actor &actor)
{
    return ask([=, this] { return m_vault.saveNotSigned(id, answer, actor); });
}

Answer<Enrolment> VaultService::noteRegistryQuestion(EnrolmentId id, const RegistryQuestion &question,
                                                     const Actor &actor)
{
    return ask([=, this] { return m_vault.noteRegistryQuestion(id, question, actor); });
}

Answer<Enrolment> VaultService::noteRegistryAnswer(EnrolmentId id, const RegistryAnswer &answer,
                                                   const Actor &actor)
{
    return ask([=, this] { return m_vault.noteRegistryAnswer(id, answer, actor); });
}

Answer<Enrolment> VaultService::noteMatchQuestion(EnrolmentId id, const MatchQuestion &question,
                                                  const Actor &actor)
{
    return ask([=, this] { return m_vault.noteMatchQuestion(id, question, actor); });
}

Answer<Enrolment> VaultService::noteMatchAnswer(EnrolmentId id, const MatchAnswer &answer, const Actor &actor)
{
    return ask([=, this] { return m_vault.noteMatchAnswer(id, answer, actor); });
}

Answer<Sample> VaultService::loadSample(EnrolmentId enrolment, SampleId sample)
{
    return ask([=, this] { return m_vault.loadSample(enrolment, sample); });
}

Answer<Enrolment> VaultService::act(EnrolmentId id, Act act, const Actor &actor, const QString &reasonCode,
                                    const QString &note)
{
    return ask([=, this] { return m_vault.act(id, act, actor, reasonCode, note); });
}

Answer<QList<EnrolmentId>> VaultService::awaitingSeal()
{
    return ask([this] { return m_vault.awaitingSeal(); });
}

Answer<SealInput> VaultService::beginSeal(EnrolmentId id)
{
    return ask([=, this] { return m_vault.beginSeal(id); });
}

Answer<UploadRecord> VaultService::storeSealed(EnrolmentId id, const QByteArray &packetBytes)
{
    return ask([=, this] { return m_vault.storeSealed(id, packetBytes); });
}

Answer<SealInput> VaultService::packetContent(PacketId packet)
{
    return ask([=, this] { return m_vault.packetContent(packet); });
}

Answer<QList<UploadRecord>> VaultService::uploads()
{
    return ask([this] { return m_vault.uploads(); });
}

Answer<QByteArray> VaultService::packetBytes(PacketId packet, qint64 offset, qint64 length)
{
    return ask([=, this] { return m_vault.packetBytes(packet, offset, length); });
}

Answer<Done> VaultService::recordAttempt(const UploadRecord &record)
{
    return ask([=, this] { return m_vault.recordAttempt(record); });
}

Answer<UploadRecord> VaultService::recordReceipt(PacketId packet, const QByteArray &receipt)
{
    return ask([=, this] { return m_vault.recordReceipt(packet, receipt); });
}

Answer<SendingState> VaultService::sendingState()
{
    return ask([this] { return m_vault.sendingState(); });
}

Answer<QueueSummary> VaultService::queueSummary()
{
    return ask([this] { return m_vault.queueSummary(); });
}

Answer<QByteArray> VaultService::auditHashAt(qint64 sequence)
{
    return ask([=, this] { return m_vault.auditHashAt(sequence); });
}

Answer<Done> VaultService::recordSendingState(const SendingState &state)
{
    return ask([=, this] { return m_vault.recordSendingState(state); });
}

Answer<DownwardState> VaultService::downwardState()
{
    return ask([this] { return m_vault.downwardState(); });
}

Answer<Done> VaultService::recordDecisions(const QList<CentralDecision> &decisions)
{
    return ask([=, this] { return m_vault.recordDecisions(decisions); });
}

Answer<Done> VaultService::recordReferenceVersion(qint64 version)
{
    return ask([=, this] { return m_vault.recordReferenceVersion(version); });
}

Answer<StaffOutcome> VaultService::applyStaff(const QList<StaffOrder> &orders, qint64 version)
{
    return ask([=, this] { return m_vault.applyStaff(orders, version); });
}

Answer<Enrolment> VaultService::beginCorrection(PacketId packet, const Actor &actor, int formVersion)
{
    return ask([=, this] { return m_vault.beginCorrection(packet, actor, formVersion); });
}

Answer<QList<AuditEntry>> VaultService::auditEntries(const AuditFilter &filter)
{
    return ask([=, this] { return m_vault.auditEntries(filter); });
}

Answer<QStringList> VaultService::auditEvents()
{
    return ask([this] { return m_vault.auditEvents(); });
}

Answer<QStringList> VaultService::auditActors()
{
    return ask([this] { return m_vault.auditActors(); });
}

Answer<AuditReport> VaultService::checkAudit()
{
    return ask([this] { return m_vault.checkAudit(); });
}

Answer<Done> VaultService::exportAudit(const AuditFilter &filter, const QString &path, const Actor &actor)
{
    return ask([=, this] { return m_vault.exportAudit(filter, path, actor); });
}

Answer<QList<OldDraft>> VaultService::oldDrafts()
{
    return ask([this] { return m_vault.oldDrafts(); });
}

Answer<Done> VaultService::proposeDeletion(EnrolmentId id, const QString &reasonCode, const Actor &actor)
{
    return ask([=, this] { return m_vault.proposeDeletion(id, reasonCode, actor); });
}

Answer<Done> VaultService::withdrawDeletion(EnrolmentId id, const Actor &actor)
{
    return ask([=, this] { return m_vault.withdrawDeletion(id, actor); });
}

Answer<Done> VaultService::confirmDeletion(EnrolmentId id, const Actor &actor)
{
    return ask([=, this] { return m_vault.confirmDeletion(id, actor); });
}

Answer<StationHealth> VaultService::health()
{
    return ask([this] { return m_vault.health(); });
}

Answer<QList<OperatorEntry>> VaultService::people()
{
    return ask([this] { return m_vault.people(); });
}

Answer<QList<PersonProposal>> VaultService::proposals()
{
    return ask([this] { return m_vault.proposals(); });
}

Answer<PersonProposal> VaultService::propose(PersonChange change, const Actor &person, SecretBytes passphrase,
                                             const Actor &proposer)
{
    auto secret = std::make_shared<SecretBytes>(std::move(passphrase));
    return ask([=, this] { return m_vault.propose(change, person, *secret, proposer); });
}

Answer<Done> VaultService::confirm(const QString &proposalId, const QString &confirmerId,
                                   SecretBytes confirmerPassphrase)
{
    auto secret = std::make_shared<SecretBytes>(std::move(confirmerPassphrase));
    return ask([=, this] { return m_vault.confirm(proposalId, confirmerId, *secret); });
}

Answer<Done> VaultService::withdraw(const QString &proposalId, const Actor &actor)
{
    return ask([=, this] { return m_vault.withdraw(proposalId, actor); });
}

Answer<bool> VaultService::hasRecovery()
{
    return ask([this] { return m_vault.hasRecovery(); });
}

Answer<RecoveryShares> VaultService::makeRecovery(const Actor &proposer, const QString &confirmerId,
                                                  SecretBytes confirmerPassphrase)
{
    auto secret = std::make_shared<SecretBytes>(std::move(confirmerPassphrase));
    return ask([=, this] { return m_vault.makeRecovery(proposer, confirmerId, *secret); });
}

Answer<Actor> VaultService::recover(std::vector<SecretBytes> shares, NewOperator supervisor)
{
    auto given = std::make_shared<std::vector<SecretBytes>>(std::move(shares));
    auto person = std::make_shared<NewOperator>(std::move(supervisor));
    return ask([=, this] { return m_vault.recover(*given, *person); });
}

Answer<Done> VaultService::rekey(const Actor &actor)
{
    return ask([=, this] { return m_vault.rekey(actor); });
}

Answer<TpmState> VaultService::tpmState()
{
    return ask([this] { return Outcome<TpmState>(m_vault.tpmState()); });
}

} // namespace indraj
