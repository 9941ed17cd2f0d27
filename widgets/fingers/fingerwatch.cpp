#include "widgets/fingers/fingerwatch.h"

#include "biometrics/finger/record/minutiaerecord.h"
#include "storage/templatestore.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/desk/onanswer.h"

namespace indraj {

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
                 m_earlier.setKnown(answer.value_or(QList<KnownFinger>()));
             });
}

void FingerWatch::clear()
{
    m_enrolment = {};
    m_asking = false;
    m_made.clear();
    m_earlier.clear();
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
            m_store->saveTemplate(m_enrolment, sample->id, *bytes);
    }
}

} // namespace indraj
