// What the registry said, on the in-charge's page.
#include "widgets/approval/approvalpage.h"
#include "widgets/controls/banner.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/details/matchwords.h"
#include "widgets/details/registrywords.h"
#include "widgets/review/parts.h"
#include "widgets/shell/words.h"

#include <utility>

namespace indraj {

/// While its concern is open: what the registry said in full, who asked it and when.
void ApprovalPage::sayRegistry(Concern::Kind kind)
{
    const bool said = std::exchange(m_registrySaid, true);
    const Enrolment &enrolment = m_desk.enrolment();
    const auto asked = [this](const QString &actor, const QDateTime &at) {
        return tr("Asked by %1, %2.").arg(m_personName(actor), dayTimeWords(at));
    };
    if (kind == Concern::Kind::Registry) {
        const RegistryNote &note = *enrolment.registry;
        QString words = local(registryFact(note.standing, note.by)) + u' ';
        if (note.outdated)
            words += local(outdatedWords()) + u' ';
        return notify(*m_notice, kindOf(meaningOf(note.standing, m_desk.renewsCard())),
                      words + asked(note.actorId, note.at));
    }
    if (kind == Concern::Kind::Match) {
        const MatchNote &note = *enrolment.match;
        QString words = local(matchFact(note.result)) + u' ';
        if (note.outdated)
            words += local(matchOutdatedWords()) + u' ';
        return notify(*m_notice, kindOf(note.result), words + asked(note.actorId, note.at));
    }
    m_registrySaid = false;
    if (said)
        m_notice->hide();
}

} // namespace indraj
