#include "widgets/fingers/fingerwatch.h"

#include "biometrics/finger/record/minutiaerecord.h"
#include "storage/templatestore.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/desk/onanswer.h"

#include <QLoggingCategory>

namespace indraj {

namespace {

Q_LOGGING_CATEGORY(lcFingerWatch, "indraj.fingers")

} // namespace

FingerWatch::FingerWatch(EnrolmentDesk &desk, LikeFingers &like, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
{
    connect(&like, &LikeFingers::extracted, this,
            [this](FingerPosition finger, const EarlierFingers::Template &known, const QImage &picture) {
                if (!m_store || m_enrolment.isNull())
                    return;
                m_made.insert(finger, {known, picture, {}});
                m_earlier.look(finger, known);
                saveTemplates();
            });
    connect(&m_desk, &EnrolmentDesk::changed, this, &FingerWatch::saveTemplates);
    connect(&m_earlier, &EarlierFingers::found, this, &FingerWatch::found);
    connect(&m_earlier, &EarlierFingers::rested, this, [this] {
        if (!m_asking)
            Q_EMIT rested();
    });
}

void FingerWatch::begin()
{
    clear();
    if (!m_store || !m_desk.hasEnrolment())
        return;
    m_enrolment = m_desk.enrolment().id;
    m_asking = true;
    onAnswer(this, m_store->knownFingers(m_enrolment),
             [this, asked = m_enrolment](const tl::expected<QList<KnownFinger>, StoreError> &answer) {
                 if (asked != m_enrolment)
                     return;
                 m_asking = false;
                 if (!answer)
                     qCWarning(lcFingerWatch, "known fingers not read: %s",
                               qPrintable(answer.error().detail));
                 setTrouble(&m_notKnown, !answer);
                 m_earlier.setKnown(answer.value_or(QList<KnownFinger>()));
             });
}

void FingerWatch::clear()
{
    m_enrolment = {};
    m_asking = false;
    m_made.clear();
    m_earlier.clear();
    setTrouble(&m_notKnown, false);
    setTrouble(&m_notKept, false);
}

void FingerWatch::forget(FingerPosition finger)
{
    m_made.remove(finger);
    m_earlier.forget(finger);
}

/// A sample gets its id in the vault only when it is committed, and another one when it is saved anew: its
/// picture on the desk tells whether the template was made of it.
void FingerWatch::saveTemplates()
{
    if (!m_store || !m_desk.hasEnrolment() || m_desk.enrolment().id != m_enrolment)
        return;
    for (auto it = m_made.begin(); it != m_made.end(); ++it) {
        const SampleInfo *sample = m_desk.enrolment().finger(it.key());
        if (!sample || sample->id == it->savedFor
            || m_desk.finger(it.key()).cacheKey() != it->picture.cacheKey())
            continue;
        MinutiaeRecord record;
        record.capturedAt = sample->capturedAt.toUTC();
        record.position = static_cast<quint8>(it.key());
        record.finger = *it->known;
        if (sample->quality.isValid())
            record.qualities = {{static_cast<quint8>(sample->quality.value), 0, 0}};
        it->savedFor = sample->id;
        if (const auto bytes = writeMinutiaeRecord(record))
            saveTemplate(it.key(), &*it, *bytes);
    }
}

void FingerWatch::saveTemplate(FingerPosition finger, Made *made, const QByteArray &record)
{
    onAnswer(this, m_store->saveTemplate(m_enrolment, made->savedFor, record),
             [this, finger, enrolment = m_enrolment,
              sample = made->savedFor](const tl::expected<Done, StoreError> &answer) {
                 // The sample was replaced meanwhile: the new one has a template of its own.
                 const bool kept = answer || answer.error().fault == StoreFault::NotFound;
                 if (!kept)
                     qCWarning(lcFingerWatch, "template of a finger not kept: %s",
                               qPrintable(answer.error().detail));
                 if (enrolment != m_enrolment)
                     return;
                 const auto known = m_made.find(finger);
                 if (!kept && known != m_made.end() && known->savedFor == sample)
                     known->savedFor = {}; // given again with the next change
                 setTrouble(&m_notKept, !kept);
             });
}

void FingerWatch::setTrouble(bool *what, bool is)
{
    if (std::exchange(*what, is) != is)
        Q_EMIT troubleChanged();
}

QString FingerWatch::trouble() const
{
    if (m_notKnown)
        return tr(
            "The earlier fingers could not be read, so these fingers are compared with none of them. The "
            "fingers are saved, and compared whenever this application is opened for approval.");
    if (m_notKept)
        return tr(
            "The finger is saved, but what later fingers are compared with is not yet. It is tried again "
            "with the next finger.");
    return {};
}

} // namespace indraj
