#include "widgets/portrait/triedpictures.h"

#include "widgets/desk/enrolmentdesk.h"

#include <algorithm>

namespace indraj {

namespace {

bool isSame(const CaptureAttempt &a, const CaptureAttempt &b)
{
    return a.at == b.at && a.veto == b.veto && a.vetoReason == b.vetoReason && a.outcome == b.outcome
        && a.criteria == b.criteria;
}

bool holds(const QList<CaptureAttempt> &attempts, const CaptureAttempt &one)
{
    return std::any_of(attempts.cbegin(), attempts.cend(),
                       [&](const CaptureAttempt &each) { return isSame(each, one); });
}

Sample asSample(const QList<CaptureAttempt> &attempts)
{
    Sample sample;
    sample.info.id = SampleId::create();
    sample.info.kind = SampleKind::PortraitTries;
    sample.info.mimeType = portraitTriesType;
    sample.info.capturedAt = attempts.last().at;
    sample.info.attempts = attempts;
    sample.bytes = QByteArray(portraitTriesType.data(), portraitTriesType.size());
    return sample;
}

} // namespace

QList<CaptureAttempt> withEarlier(QList<CaptureAttempt> earlier, const QList<CaptureAttempt> &attempts)
{
    earlier.removeIf([&](const CaptureAttempt &old) {
        return std::any_of(attempts.cbegin(), attempts.cend(),
                           [&](const CaptureAttempt &each) { return each.at == old.at; });
    });
    return earlier + attempts;
}

QList<CaptureAttempt> TriedPictures::known() const
{
    const Enrolment &now = m_desk.enrolment();
    const auto ahead = m_tried.constFind(now.id);
    if (ahead != m_tried.cend())
        return *ahead;
    const SampleInfo *kept = now.portraitTries();
    return kept ? kept->attempts : QList<CaptureAttempt>();
}

void TriedPictures::see(const QList<CaptureAttempt> &attempts)
{
    if (!m_desk.hasEnrolment())
        return;
    const SampleInfo *portrait = m_desk.enrolment().portrait();
    const QList<CaptureAttempt> before = known();
    QList<CaptureAttempt> fresh = attempts;
    fresh.removeIf([&](const CaptureAttempt &each) {
        return holds(before, each) || (portrait && holds(portrait->attempts, each));
    });
    if (fresh.isEmpty())
        return;
    const QList<CaptureAttempt> all = withEarlier(before, fresh);
    m_tried.insert(m_desk.enrolment().id, all);
    m_desk.saveSample(asSample(all), {});
}

QList<CaptureAttempt> TriedPictures::beforeThisPicture() const
{
    if (!m_desk.hasEnrolment())
        return {};
    const SampleInfo *portrait = m_desk.enrolment().portrait();
    return withEarlier(portrait ? portrait->attempts : QList<CaptureAttempt>(), known());
}

void TriedPictures::areInThePortrait()
{
    if (m_desk.hasEnrolment())
        m_tried.remove(m_desk.enrolment().id);
}

} // namespace indraj
