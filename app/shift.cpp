#include "app/shift.h"

#include "widgets/desk/onanswer.h"

namespace indraj {

Shift::Shift(Backend &backend, QObject *parent)
    : QObject(parent)
    , m_backend(backend)
{
    if (TrainingStation *training = backend.training()) {
        connect(training, &TrainingStation::certificateSigned, this, &Shift::install);
        connect(training, &TrainingStation::signingFailed, this, &Shift::trainingFailed);
    }
}

void Shift::prepareStation()
{
    TrainingStation *training = m_backend.training();
    if (!training) {
        Q_EMIT stationFailed({StoreFault::NoVault, QStringLiteral("no vault, and not in training mode")});
        return;
    }
    const auto passphrases = training->makePassphrases();
    if (!passphrases) {
        Q_EMIT trainingFailed(passphrases.error());
        return;
    }
    std::vector<NewOperator> people;
    for (const TrainingPassphrase &entry : *passphrases) {
        QString copy = entry.text;
        copy.detach();
        people.push_back({entry.actor, SecretBytes::takeFrom(copy)});
    }
    onAnswer(this, m_backend.vault().create(TrainingStation::stationId(), std::move(people)),
             [this, shown = *passphrases](const tl::expected<Done, StoreError> &created) {
                 if (created)
                     Q_EMIT stationReady(shown);
                 else
                     Q_EMIT stationFailed(created.error());
             });
}

void Shift::begin(const Actor &actor)
{
    m_actor = actor;
    m_open = true;
    Q_EMIT begun(actor);
    ensureCertificate();
}

void Shift::goOn(const Actor &actor)
{
    const bool another = actor.id != m_actor.id;
    m_actor = actor;
    if (another)
        Q_EMIT begun(actor);
}

void Shift::ensureCertificate()
{
    onAnswer(this, m_backend.vault().identity(),
             [this](const tl::expected<std::shared_ptr<StationIdentity>, StoreError> &identity) {
                 if (!m_open)
                     return;
                 if (!identity)
                     Q_EMIT stationFailed(identity.error());
                 else if (!(*identity)->certificatePem.isEmpty())
                     startSending();
                 else if (m_backend.training())
                     requestCertificate();
                 else
                     Q_EMIT certificateMissing();
             });
}

void Shift::requestCertificate()
{
    onAnswer(this, m_backend.vault().certificateRequest(),
             [this](const tl::expected<QByteArray, StoreError> &request) {
                 if (!m_open)
                     return;
                 if (request)
                     m_backend.training()->sign(*request);
                 else
                     Q_EMIT stationFailed(request.error());
             });
}

void Shift::install(const QByteArray &chainPem)
{
    if (!m_open)
        return;
    onAnswer(this, m_backend.vault().installCertificate(chainPem),
             [this](const tl::expected<Done, StoreError> &done) {
                 if (!m_open)
                     return;
                 if (done)
                     startSending();
                 else
                     Q_EMIT stationFailed(done.error());
             });
}

void Shift::startSending()
{
    if (!m_backend.options().central.isEmpty())
        m_backend.sender().start();
}

void Shift::end()
{
    m_open = false;
    m_backend.sender().stop();
    onAnswer(this, m_backend.vault().lock(), [this](const tl::expected<Done, StoreError> &locked) {
        if (!locked && locked.error().fault != StoreFault::Locked)
            Q_EMIT stationFailed(locked.error());
    });
}

} // namespace indraj
