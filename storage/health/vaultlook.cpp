#include "storage/health/contentlook.h"
#include "storage/keys/vaultfiles.h"
#include "storage/vault.h"

#include <QLoggingCategory>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

Q_DECLARE_LOGGING_CATEGORY(lcVault)

bool Vault::lookOn() noexcept
{
    try {
        if (!m_session)
            return false;
        if (!m_session->look)
            m_session->look = std::make_shared<ContentLook>(path(vaultfiles::database));
        ContentLook &look = *m_session->look;
        const qsizetype before = look.found().size();
        const bool more = look.step(m_session->keys);
        if (look.found().size() == before)
            return more;
        qCWarning(lcVault) << "something stored does not hold:" << look.found().size();
        if (const auto noted = noteDamage(before); !noted)
            qCWarning(lcVault) << "damage was not noted:" << noted.error().detail;
        return more;
    } catch (const std::bad_alloc &) {
        // A look is worth less than the work: it goes on after the next act, or anew at the next log-in.
        return false;
    }
}

/// Once for each part, however often it is met.
Outcome<void> Vault::noteDamage(qsizetype from)
{
    Database &database = m_session->database;
    return database.transact([&]() -> Outcome<void> {
        for (const DamagedPart &part : m_session->look->found().mid(from)) {
            if (part.enrolment.isNull()) // an entry would go into the very index that is bad
                continue;
            Statement row = database.prepare(
                "SELECT 1 FROM audit WHERE subject = ? AND event = 'content-damaged' AND detail = ?");
            const auto known = row.bind(part.enrolment.toString()).bind(part.part).step();
            if (!known)
                return tl::unexpected(known.error());
            if (*known)
                continue;
            if (auto noted = noteStation(u"content-damaged"_s, part.enrolment.toString(), part.part); !noted)
                return noted;
        }
        return {};
    });
}

void Vault::readLook(StationHealth *health) const
{
    if (!m_session->look)
        return;
    health->contents = m_session->look->state();
    health->lookEnded = m_session->look->ended();
    for (const DamagedPart &part : m_session->look->found()) {
        if (part.enrolment.isNull())
            health->tablesHold = false;
        else if (!health->damagedTokens.contains(part.token))
            health->damagedTokens << part.token;
    }
}

} // namespace indraj
