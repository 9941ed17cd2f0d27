#include "storage/vault.h"

#include "storage/audit/ledger.h"
#include "storage/enrolmentrows.h"

#include <QLoggingCategory>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

Q_LOGGING_CATEGORY(lcVault, "indraj.storage.vault")

Vault::Vault(const QString &folder, VaultOptions options)
    : m_folder(folder)
    , m_options(std::move(options))
    , m_tries(folder + u"/tries.json"_s, {m_options.nowUtc, m_options.bootTime})
{
}

Vault::~Vault() = default;

QString Vault::path(QLatin1StringView name) const { return m_folder + u'/' + name; }

Outcome<void> Vault::checkUnlocked() const
{
    if (!m_session)
        return failed(StoreFault::Locked, u"nobody is logged in"_s);
    return {};
}

Outcome<void> Vault::checkActor(const Actor &actor) const
{
    if (const auto unlocked = checkUnlocked(); !unlocked)
        return unlocked;
    if (actor.id != m_session->actor.id || actor.role != m_session->actor.role)
        return failed(StoreFault::Refused, u"the actor named is not the one who is logged in"_s);
    return {};
}

Outcome<void> Vault::note(const QString &event, const QString &subject, const QString &detail)
{
    const auto head = appendAudit(m_session->database, m_session->keys.audit,
                                  {m_session->actor.id, event, subject, detail}, m_options.nowUtc());
    return head.map([](const AuditHead &) {});
}

Outcome<void> Vault::noteStation(const QString &event, const QString &subject, const QString &detail)
{
    const auto head = appendAudit(m_session->database, m_session->keys.audit,
                                  {u"station"_s, event, subject, detail}, m_options.nowUtc());
    return head.map([](const AuditHead &) {});
}

void Vault::settle()
{
    const auto settled = [this]() -> Outcome<void> {
        if (const auto done = m_session->database.checkpoint(); !done)
            return done;
        const auto head = readAuditHead(m_session->database, m_session->keys.audit);
        if (!head)
            return tl::unexpected(head.error());
        if (const auto done = writeDurably(path("anchor"_L1), anchorText(*head, m_session->keys.audit));
            !done)
            return done;
        return m_session->ledger->settle();
    }();
    if (!settled)
        qCWarning(lcVault) << "checkpoint or anchor put off:" << settled.error().detail;
}

Outcome<qint64> Vault::takeNumber(const char *column)
{
    Database &database = m_session->database;
    const QByteArray query = QByteArray("SELECT ") + column + " FROM station WHERE id = 1";
    const auto number = database.readInteger(query.constData());
    if (!number)
        return number;
    if (*number < 1)
        return failed(StoreFault::Damaged, u"a running number is lost"_s);
    const QByteArray update = QByteArray("UPDATE station SET ") + column + " = ? WHERE id = 1";
    if (const auto done = database.run(update.constData(), *number + 1); !done)
        return tl::unexpected(done.error());
    return number;
}

Outcome<EnrolmentState> Vault::transition(const LifecycleFacts &facts, EnrolmentId id, Act act,
                                          Performer performer, const QString &actorId,
                                          const QString &reasonCode)
{
    const auto next = nextState(facts, act, performer, actorId, reasonCode);
    if (!next)
        return tl::unexpected(StoreError{StoreFault::Refused, next.error().detail, 0, next.error()});
    if (const auto done = setState(m_session->database, id, *next); !done)
        return tl::unexpected(done.error());
    const auto noted = performer == Performer::Station ? noteStation(actCode(act), id.toString(), reasonCode)
                                                       : note(actCode(act), id.toString(), reasonCode);
    if (!noted)
        return tl::unexpected(noted.error());
    return *next;
}

} // namespace indraj
