#include "enrollment/validation.h"
#include "widgets/desk/deskimpl.h"
#include "widgets/desk/irisstanding.h"
#include "widgets/desk/onanswer.h"

#include <QPointer>
#include <QThreadPool>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

const QStringList stepKeys{QStringLiteral("service"), QStringLiteral("photo"),  QStringLiteral("card"),
                           QStringLiteral("fingers"), QStringLiteral("iris"),   QStringLiteral("signature"),
                           QStringLiteral("details"), QStringLiteral("review"), QStringLiteral("signoff")};

QImage decodeWithQt(const Sample &sample) { return QImage::fromData(sample.bytes); }

} // namespace

EnrolmentDesk::Impl::Impl(EnrolmentStore &theStore, const Forms &theForms, const Places &thePlaces)
    : store(theStore)
    , forms(theForms)
    , places(thePlaces)
    , decode(decodeWithQt)
    , pending(theStore)
{
}

void EnrolmentDesk::Impl::take(const Enrolment &answer)
{
    const QString step = enrolment ? enrolment->step : answer.step;
    enrolment = answer;
    unknownForm.id = answer.service;
    unknownForm.title = {answer.service, answer.service};
    enrolment->step = step.isEmpty() ? stepKeys.at(1) : step;
    if (const FieldValues *newer = pending.find(answer.id))
        enrolment->fields = *newer;
}

const FormSpec &EnrolmentDesk::Impl::form() const
{
    const FormSpec *own = enrolment ? forms.find(enrolment->service) : &forms.first();
    return own ? *own : unknownForm;
}

EnrolmentDesk::EnrolmentDesk(EnrolmentStore &store, const Forms &forms, const Places &places, QObject *parent)
    : QObject(parent)
    , m_impl(std::make_shared<Impl>(store, forms, places))
{
    connect(&m_impl->pending, &PendingSaves::committed, this, &EnrolmentDesk::takeCommitted);
    connect(&m_impl->pending, &PendingSaves::settled, this, [this](EnrolmentId id, const Enrolment &answer) {
        if (m_impl->enrolment && m_impl->enrolment->id == id && !m_impl->inWork.waits(id))
            Q_EMIT saved(answer.savedAt.isValid() ? answer.savedAt : QDateTime::currentDateTimeUtc());
        if (m_impl->pending.isEmpty() && m_impl->inWork.isEmpty())
            Q_EMIT allSaved();
    });
    connect(&m_impl->pending, &PendingSaves::failed, this,
            [this](EnrolmentId, const StoreError &error) { Q_EMIT saveFailed(error); });
}

void EnrolmentDesk::takeCommitted(EnrolmentId id, const Enrolment &answer, const PendingChange &change)
{
    if (!m_impl->enrolment || m_impl->enrolment->id != id)
        return;
    m_impl->take(answer);
    if (!answer.faceAtSignOff())
        m_impl->pictures.faceAtSignOff = {}; // a new portrait has put it away
    if (change.kind == PendingChange::Kind::Sample)
        m_impl->pictures.keep(change.sample.info, change.thumbnail);
    else if (change.kind == PendingChange::Kind::Exception)
        m_impl->pictures.fingers.remove(change.exception.finger);
    else if (change.kind == PendingChange::Kind::EyeException)
        m_impl->pictures.irises.remove(change.eyeException.eye);
    else if (change.kind == PendingChange::Kind::NotSigned)
        m_impl->pictures.signature = {};
    if (change.kind != PendingChange::Kind::Fields && change.kind != PendingChange::Kind::ClearException)
        Q_EMIT picturesChanged();
    Q_EMIT changed();
}

void EnrolmentDesk::setSampleDecoder(SampleDecoder decoder) { m_impl->decode = std::move(decoder); }

void EnrolmentDesk::setFingerPolicy(const FingerPolicy &policy) { m_impl->fingerPolicy = policy; }

void EnrolmentDesk::setFees(const Fees &fees) { m_impl->fees = fees; }

std::optional<Fee> EnrolmentDesk::fee() const
{
    if (!m_impl->enrolment)
        return std::nullopt;
    const auto known = m_impl->fees.constFind(m_impl->enrolment->service);
    return known == m_impl->fees.cend() ? std::nullopt : std::optional(*known);
}

const FingerPolicy &EnrolmentDesk::fingerPolicy() const { return m_impl->fingerPolicy; }

std::optional<int> EnrolmentDesk::age() const
{
    return m_impl->enrolment ? ageOf(*m_impl->enrolment, QDate::currentDate()) : std::nullopt;
}

int EnrolmentDesk::acceptFrom(FingerPosition finger) const
{
    return m_impl->fingerPolicy.acceptFrom(finger, age());
}

bool EnrolmentDesk::fingerDone(FingerPosition finger) const
{
    if (!m_impl->enrolment)
        return false;
    const SampleInfo *sample = m_impl->enrolment->finger(finger);
    if (!sample)
        return m_impl->enrolment->exceptionFor(finger) != nullptr;
    return sample->manual || !isLow(m_impl->fingerPolicy, *sample, age());
}

void EnrolmentDesk::setIrisAsked(bool asked) { m_impl->irisAsked = asked; }

bool EnrolmentDesk::asksForIrises() const
{
    return m_impl->irisAsked || (m_impl->enrolment && m_impl->enrolment->saysOfIrises());
}

bool EnrolmentDesk::irisDone(EyePosition eye) const
{
    if (!m_impl->enrolment)
        return false;
    const SampleInfo *sample = m_impl->enrolment->iris(eye);
    return sample ? !isUndecidedIris(*sample) : m_impl->enrolment->exceptionFor(eye) != nullptr;
}

void EnrolmentDesk::setActor(const Actor &actor) { m_impl->actor = actor; }

const Actor &EnrolmentDesk::actor() const { return m_impl->actor; }

const Forms &EnrolmentDesk::forms() const { return m_impl->forms; }

const FormSpec &EnrolmentDesk::form() const { return m_impl->form(); }

bool EnrolmentDesk::knowsForm() const { return !m_impl->form().sections.isEmpty(); }

bool EnrolmentDesk::renewsCard() const { return m_impl->enrolment && !m_impl->form().renews.isEmpty(); }

const Places &EnrolmentDesk::places() const { return m_impl->places; }

bool EnrolmentDesk::hasEnrolment() const { return m_impl->enrolment.has_value(); }

const Enrolment &EnrolmentDesk::enrolment() const
{
    Q_ASSERT(m_impl->enrolment);
    return *m_impl->enrolment;
}

void EnrolmentDesk::startNew(const QString &service)
{
    close();
    const FormSpec *asked = m_impl->forms.find(service);
    const FormSpec &form = asked ? *asked : m_impl->forms.first();
    const int generation = m_impl->generation;
    onAnswer(this, m_impl->store.createDraft(m_impl->actor, form.id, form.version),
             [this, generation](const EnrolmentAnswer &answer) {
                 if (generation != m_impl->generation)
                     return;
                 if (!answer) {
                     Q_EMIT openFailed(answer.error());
                     return;
                 }
                 m_impl->take(*answer);
                 Q_EMIT opened();
                 Q_EMIT changed();
             });
}

void EnrolmentDesk::open(EnrolmentId id)
{
    close();
    const int generation = m_impl->generation;
    onAnswer(this, m_impl->store.load(id), [this, generation](const EnrolmentAnswer &answer) {
        if (generation != m_impl->generation)
            return;
        if (!answer) {
            Q_EMIT openFailed(answer.error());
            return;
        }
        m_impl->take(*answer);
        m_impl->pending.overlay(*m_impl->enrolment);
        Q_EMIT opened();
        Q_EMIT changed();
        for (const SampleInfo &info : answer->samples)
            if (SamplePictures::shows(info.kind))
                loadPicture(answer->id, info);
        for (const PendingChange &waiting : m_impl->pending.samples(answer->id))
            m_impl->pictures.keep(waiting.sample.info, waiting.thumbnail);
    });
}

QFuture<QImage> EnrolmentDesk::pictureOf(EnrolmentId id, SampleId sample) const
{
    return m_impl->store.loadSample(id, sample)
        .then(QThreadPool::globalInstance(),
              [decode = m_impl->decode](const tl::expected<Sample, StoreError> &answer) {
                  return answer ? decode(*answer) : QImage();
              });
}

void EnrolmentDesk::loadPicture(EnrolmentId id, const SampleInfo &info)
{
    onAnswer(this, pictureOf(id, info.id),
             [this, generation = m_impl->generation, info](const QImage &image) {
                 if (generation != m_impl->generation || image.isNull())
                     return;
                 m_impl->pictures.keep(info, image);
                 Q_EMIT picturesChanged();
             });
}

void EnrolmentDesk::close()
{
    m_impl->pending.flush();
    ++m_impl->generation;
    const bool was = m_impl->enrolment.has_value();
    m_impl->enrolment.reset();
    m_impl->pictures = {};
    if (was)
        Q_EMIT closed();
    Q_EMIT picturesChanged();
}

QList<StepInfo> EnrolmentDesk::steps() const
{
    QList<StepInfo> list;
    if (!m_impl->enrolment)
        return list;
    const Enrolment &now = *m_impl->enrolment;
    const auto problems = judgeForm(m_impl->form(), now.fields, m_impl->places, QDate::currentDate());
    // An empty field is something to fix only once the operator has gone past the form.
    const bool pastForm = stepKeys.indexOf(now.step) > stepKeys.indexOf(u"details"_s);
    const auto toFix = std::count_if(problems.begin(), problems.end(), [&](const FieldJudgement &judgement) {
        return pastForm || (judgement.problem != FieldProblem::Missing && !judgement.typing);
    });
    // "All correct" leads to the sign-off; the store hears of both together.
    const bool reviewed = now.step == u"signoff"_s;
    const bool submitted = now.state != EnrolmentState::Draft && now.state != EnrolmentState::Returned;
    const QHash<QString, bool> done{
        {u"service"_s, true},
        {u"photo"_s, now.portrait() != nullptr},
        {u"card"_s, now.earlierCard() != nullptr},
        {u"fingers"_s,
         !now.lacksExceptionPhoto()
             && std::all_of(allFingers.begin(), allFingers.end(),
                            [this](FingerPosition finger) { return fingerDone(finger); })},
        {u"iris"_s, irisDone(EyePosition::Right) && irisDone(EyePosition::Left)},
        {u"signature"_s, now.signature() != nullptr || now.notSigned.has_value()},
        {u"details"_s, knowsForm() && problems.isEmpty()},
        {u"review"_s, submitted || reviewed},
        {u"signoff"_s, submitted && now.state != EnrolmentState::Reviewed}};
    for (const QString &key : stepKeys) {
        if ((key == "card"_L1 && !renewsCard()) || (key == "iris"_L1 && !m_impl->irisAsked))
            continue;
        StepInfo info{.key = key};
        if (key == "details"_L1 && toFix > 0) {
            info.state = StepInfo::State::ToFix;
            info.problems = int(toFix);
        } else if (key == now.step) {
            info.state = StepInfo::State::Now;
        } else if (done.value(key)) {
            info.state = StepInfo::State::Done;
        }
        list.append(info);
    }
    return list;
}

QStringList EnrolmentDesk::pages() const
{
    QStringList keys = stepKeys.mid(1);
    if (!renewsCard())
        keys.removeOne(u"card"_s);
    if (!m_impl->irisAsked)
        keys.removeOne(u"iris"_s);
    return keys;
}

void EnrolmentDesk::setStep(const QString &key)
{
    if (!m_impl->enrolment || m_impl->enrolment->step == key)
        return;
    Enrolment &now = *m_impl->enrolment;
    now.step = key;
    if (now.state == EnrolmentState::Draft) {
        m_impl->pending.putFields(now.id, now.fields, key, m_impl->actor);
        flush();
    }
    Q_EMIT changed();
}

void EnrolmentDesk::setField(const QString &key, const QString &normalisedValue)
{
    if (!m_impl->enrolment || m_impl->enrolment->fields.value(key) == normalisedValue)
        return;
    Enrolment &now = *m_impl->enrolment;
    now.fields.insert(key, normalisedValue);
    m_impl->pending.putFields(now.id, now.fields, now.step, m_impl->actor);
    Q_EMIT changed();
}

void EnrolmentDesk::takeRegistryNote(const Enrolment &answer)
{
    if (!m_impl->enrolment || m_impl->enrolment->id != answer.id)
        return;
    m_impl->enrolment->registry = answer.registry;
    m_impl->enrolment->match = answer.match;
    Q_EMIT changed();
}

void EnrolmentDesk::flush() { m_impl->pending.flush(); }

KeptWork EnrolmentDesk::kept() const
{
    KeptWork kept = m_impl->pending.kept();
    kept.photo = kept.photo || !m_impl->inWork.isEmpty();
    return kept;
}

QImage EnrolmentDesk::portrait() const { return m_impl->pictures.portrait; }

QImage EnrolmentDesk::faceAtSignOff() const { return m_impl->pictures.faceAtSignOff; }

QImage EnrolmentDesk::iris(EyePosition eye) const { return m_impl->pictures.irises.value(eye); }

QImage EnrolmentDesk::signature() const { return m_impl->pictures.signature; }

QImage EnrolmentDesk::exceptionPhoto() const
{
    const bool wanted = m_impl->enrolment && m_impl->enrolment->exceptionPhoto();
    return wanted ? m_impl->pictures.exceptionPhoto : QImage();
}

QImage EnrolmentDesk::earlierCard() const { return m_impl->pictures.earlierCard; }

QImage EnrolmentDesk::finger(FingerPosition position) const
{
    return m_impl->pictures.fingers.value(position);
}

} // namespace indraj
