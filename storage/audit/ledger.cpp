#include "storage/audit/ledger.h"

#include "storage/durablefile.h"
#include "storage/keys/vaultfiles.h"
#include "storage/search/glance.h"

#include <QDir>
#include <QFileInfo>
#include <QLoggingCategory>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

Q_LOGGING_CATEGORY(lcLedger, "indraj.storage.ledger")

namespace {

tl::unexpected<StoreError> gone(const AuditHead &head, const QString &why)
{
    return failed(StoreFault::Damaged,
                  u"audit chain: entry %1, once committed, is gone: "_s.arg(head.sequence) + why);
}

Outcome<bool> hasEvent(Database &database, const QString &event)
{
    Statement row = database.prepare("SELECT 1 FROM audit WHERE event = ? LIMIT 1");
    return row.bind(event).step();
}

Outcome<bool> hasMilestone(Database &database, qint64 since)
{
    Statement rows = database.prepare("SELECT event FROM audit WHERE sequence > ?");
    rows.bind(since);
    for (;;) {
        auto row = rows.step();
        if (!row || !*row)
            return row;
        if (isMilestone(rows.text(0)))
            return true;
    }
}

} // namespace

Ledger::Ledger(LedgerKeys keys, SecretBytes sealKey, std::function<QDateTime()> nowUtc)
    : m_keys(std::move(keys))
    , m_sealKey(std::move(sealKey))
    , m_nowUtc(std::move(nowUtc))
{
}

Outcome<std::shared_ptr<Ledger>> Ledger::forWork(Database &database, LedgerKeys keys,
                                                 std::function<QDateTime()> nowUtc)
{
    auto sealKey = keys.sealKey();
    if (!sealKey)
        return tl::unexpected(sealKey.error());
    const auto head = readAuditHead(database, keys.audit);
    const auto checkpoint = newestCheckpoint(database);
    if (!head || !checkpoint)
        return tl::unexpected(head ? checkpoint.error() : head.error());
    std::shared_ptr<Ledger> ledger(new Ledger(std::move(keys), std::move(*sealKey), std::move(nowUtc)));
    ledger->m_head = ledger->m_coming = *head;
    ledger->m_checkpoint = ledger->m_comingCheckpoint = *checkpoint;
    return ledger;
}

Outcome<std::shared_ptr<Ledger>> Ledger::open(Database &database, LedgerKeys keys, const LedgerPlaces &places,
                                              std::function<QDateTime()> nowUtc)
{
    auto ledger = forWork(database, std::move(keys), std::move(nowUtc));
    if (!ledger)
        return ledger;
    (*ledger)->m_places = places;
    auto held = (*ledger)->compareMarks(database);
    if (held)
        held = (*ledger)->compareWitness(database);
    if (!held)
        return tl::unexpected(held.error());
    return ledger;
}

Outcome<std::optional<HeadMark>> Ledger::readMark(const QString &path) const
{
    if (path.isEmpty())
        return std::optional<HeadMark>();
    auto mark = HeadMark::open(path, m_keys.vaultId, m_sealKey.clone());
    if (mark)
        return std::optional<HeadMark>(std::move(*mark));
    if (mark.error().fault == StoreFault::NotFound)
        return std::optional<HeadMark>();
    return tl::unexpected(mark.error());
}

Outcome<void> Ledger::compareMarks(Database &database)
{
    const auto made = hasEvent(database, u"mark-made"_s);
    const auto madeOutside = hasEvent(database, u"outside-mark-made"_s);
    if (!made || !madeOutside)
        return tl::unexpected(made ? madeOutside.error() : made.error());
    m_markKnown = *made;
    m_outsideKnown = *madeOutside;
    auto mark = readMark(m_places.mark);
    if (!mark)
        return tl::unexpected(mark.error());
    m_mark = std::move(*mark);
    if (m_markKnown && !m_mark)
        return failed(StoreFault::Damaged, u"audit chain: the mark of its head is gone"_s);
    if (m_mark) {
        const auto held = runsThrough(database, m_mark->head());
        if (!held)
            return tl::unexpected(held.error());
        if (!*held)
            return gone(m_mark->head(), u"the write-ahead log was cut, damaged or exchanged"_s);
    }
    // Whoever wants to mislead can delete this file as well as spoil it, so both only make a new one, which
    // the chain notes. Refusing would stop the work without making anything safer.
    auto outside = readMark(m_places.outside);
    if (outside)
        m_outside = std::move(*outside);
    if (!m_outside)
        return {};
    const auto held = runsThrough(database, m_outside->head());
    if (!held)
        return tl::unexpected(held.error());
    if (!*held)
        return gone(m_outside->head(), u"an older copy of the whole vault folder was put back"_s);
    return {};
}

/// As with the mark outside: what is absent or spoilt stops nobody and is noted, what knows more does.
Outcome<void> Ledger::compareWitness(Database &database)
{
    if (m_places.witness.isEmpty())
        return {};
    const auto made = hasEvent(database, u"witness-made"_s);
    if (!made)
        return tl::unexpected(made.error());
    m_witnessKnown = *made;
    m_witness
        = std::make_unique<Witness>(m_places.witness, m_places.vault, m_keys.vaultId, m_sealKey.clone());
    m_witness->read();
    if (!m_witness->head())
        return {};
    const auto held = runsThrough(database, *m_witness->head());
    if (!held)
        return tl::unexpected(held.error());
    if (!*held)
        return gone(*m_witness->head(),
                    u"the disk has lost it, or an older copy was put back: the second "
                    "medium still knows it"_s);
    return {};
}

QStringList Ledger::placeMarks()
{
    QStringList events;
    const auto place = [&](const QString &path, std::optional<HeadMark> *mark) {
        if (path.isEmpty() || mark->has_value())
            return false;
        QDir().mkpath(QFileInfo(path).absolutePath());
        auto made = HeadMark::make(path, m_keys.vaultId, m_sealKey.clone(), m_head);
        if (!made)
            qCWarning(lcLedger) << "no mark of the audit head:" << made.error().detail;
        else
            mark->emplace(std::move(*made));
        return made.has_value();
    };
    place(m_places.mark, &m_mark);
    if (m_mark && !m_markKnown)
        events << u"mark-made"_s;
    m_markKnown = m_markKnown || m_mark;
    const bool made = place(m_places.outside, &m_outside);
    if (m_outsideKnown && made)
        events << u"outside-mark-lost"_s;
    else if (m_outsideKnown && !m_places.outside.isEmpty() && !m_outside)
        events << u"outside-mark-failed"_s;
    else if (m_outside && !m_outsideKnown)
        events << u"outside-mark-made"_s;
    return events + placeWitness();
}

QStringList Ledger::placeWitness()
{
    QStringList events;
    if (!m_witness || m_witness->head())
        return events;
    const bool placed = m_witness->place(m_head);
    if (placed && m_witnessKnown)
        events << u"witness-lost"_s;
    else if (placed)
        events << u"witness-made"_s;
    else
        events << u"witness-absent"_s;
    return events;
}

WitnessState Ledger::witnessState() const { return m_witness ? m_witness->state() : WitnessState::NotSet; }

CommitHooks Ledger::hooks(const std::shared_ptr<Ledger> &ledger)
{
    return {[ledger](Database &database) { return ledger->beforeCommit(database); },
            [ledger](Database &) { ledger->afterCommit(); }};
}

Outcome<void> Ledger::beforeCommit(Database &database)
{
    m_coming = m_head;
    m_comingCheckpoint = m_checkpoint;
    const auto head = readAuditHead(database, m_keys.audit);
    if (!head)
        return tl::unexpected(head.error());
    if (head->sequence == m_head.sequence)
        return {};
    if (auto done = sealChanged(database, m_sealKey, m_head.sequence); !done)
        return done;
    if (auto done = refreshGlances(database, m_head.sequence); !done)
        return done;
    if (auto done = makeDueCheckpoint(database, *head); !done)
        return done;
    m_coming = *head;
    return {};
}

Outcome<void> Ledger::makeDueCheckpoint(Database &database, const AuditHead &head)
{
    const auto milestone = hasMilestone(database, m_head.sequence);
    if (!milestone)
        return tl::unexpected(milestone.error());
    if (!*milestone && head.sequence - m_checkpoint < checkpointInterval)
        return {};
    auto done = writeCheckpoint(database, m_keys.station, m_keys.vaultId, head, m_nowUtc());
    if (done)
        m_comingCheckpoint = head.sequence;
    return done;
}

void Ledger::afterCommit()
{
    if (m_coming.sequence == m_head.sequence)
        return;
    m_head = m_coming;
    m_checkpoint = m_comingCheckpoint;
    // The commit stands whatever becomes of the marks; one that lags behind is still on the chain.
    if (m_mark) {
        if (const auto moved = m_mark->move(m_head, false); !moved)
            qCWarning(lcLedger) << moved.error().detail;
    }
    if (m_outside) {
        if (const auto moved = m_outside->move(m_head, false); !moved)
            qCWarning(lcLedger) << moved.error().detail;
    }
    if (m_witness)
        m_witness->follow(m_head);
}

Outcome<void> Ledger::settle()
{
    if (m_witness)
        m_witness->follow(m_head);
    for (std::optional<HeadMark> *mark : {&m_mark, &m_outside}) {
        if (!mark->has_value())
            continue;
        if (auto moved = (*mark)->move(m_head, true); !moved)
            return moved;
    }
    return {};
}

Outcome<void> placeHead(const QString &folder, const SecretBytes &auditKey, const LedgerKeys &keys,
                        const AuditHead &head)
{
    auto sealKey = keys.sealKey();
    if (!sealKey)
        return tl::unexpected(sealKey.error());
    const auto mark
        = HeadMark::make(folder + u'/' + vaultfiles::mark, keys.vaultId, std::move(*sealKey), head);
    if (!mark)
        return tl::unexpected(mark.error());
    return writeDurably(folder + u'/' + vaultfiles::anchor, anchorText(head, auditKey));
}

} // namespace indraj
