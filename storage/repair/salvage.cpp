#include "storage/repair/salvage.h"

#include "storage/crypto.h"
#include "storage/engine.h"
#include "storage/keys/peoplerows.h"
#include "storage/repair/newfolder.h"
#include "storage/repair/salvagerows.h"
#include "storage/repair/tablerescue.h"
#include "storage/schema.h"
#include "storage/search/glance.h"
#include "storage/search/searchindex.h"

#include <QFile>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Files beside the database go over as they are: ring and tries. Anchor and mark are made anew.
Outcome<void> copyOtherFiles(const HeldVault &vault, const QString &folder)
{
    for (const QString &name : stateFiles(vault.folder)) {
        if (name == vaultfiles::database || name == vaultfiles::log || name == vaultfiles::anchor
            || name == vaultfiles::mark)
            continue;
        const auto bytes = readWhole(vault.folder + u'/' + name, 16 << 20);
        if (!bytes)
            return tl::unexpected(bytes.error());
        if (const auto written = writeDurably(folder + u'/' + name, *bytes); !written)
            return written;
    }
    return {};
}

void noteAnchor(const HeldVault &vault, Database &fresh, SalvageReport *report)
{
    const auto text = readWhole(vault.path(vaultfiles::anchor), 1024);
    const auto anchor
        = text.and_then([&](const QByteArray &bytes) { return parseAnchor(bytes, vault.keys.audit); });
    if (!anchor)
        report->notes.append(
            u"the audit anchor could not be read: what came last cannot be proven complete"_s);
    else if (const auto held = checkAnchor(fresh, *anchor); !held)
        report->notes.append(held.error().detail);
}

void noteTables(const QList<TableRescue> &tables, SalvageReport *report)
{
    for (const TableRescue &table : tables) {
        if (table.refused > 0)
            report->notes.append(
                u"table %1: %2 rows brought over, %3 places did not verify"_s.arg(table.table)
                    .arg(table.copied)
                    .arg(table.refused));
    }
}

Outcome<AuditHead> mend(const HeldVault &vault, Database &fresh, const LedgerKeys &keys,
                        const QSet<QString> &suspect, const QDateTime &now, SalvageReport *report)
{
    return fresh.transact([&]() -> Outcome<AuditHead> {
        auto done = cutChain(fresh, vault.keys.audit, report);
        if (done)
            noteAnchor(vault, fresh, report);
        if (done)
            done = mendEnrolments(fresh, vault, suspect, now, report);
        if (done)
            done = mendNamedHeads(fresh, report);
        if (done)
            done = tellCertificate(fresh, vault, now);
        if (done)
            done = sealPeople(fresh, vault.keys.audit, now);
        if (done)
            done = mendCounters(fresh);
        if (done)
            done = rebuildSearchIndex(fresh);
        if (done)
            done = rebuildGlances(fresh);
        if (!done)
            return tl::unexpected(done.error());
        const QString detail
            = u"enrolments %1, lost %2, reduced %3, chain to %4, fragments %5"_s.arg(report->enrolments)
                  .arg(report->lostEnrolments.size())
                  .arg(report->reduced.size())
                  .arg(report->auditKept)
                  .arg(report->auditFragments);
        const auto head
            = appendAudit(fresh, vault.keys.audit, {vault.operatorId, u"salvaged"_s, {}, detail}, now);
        if (!head)
            return head;
        done = sealAnew(fresh, keys, *head, now);
        return done ? head : tl::unexpected(done.error());
    });
}

/// What a log-in compares with the chain, and a last look at all of it.
Outcome<void> conclude(const HeldVault &vault, Database &fresh, const LedgerKeys &keys, const AuditHead &head,
                       const QString &folder)
{
    if (const auto held = verifyLedger(fresh, keys, true); !held)
        return tl::unexpected(held.error());
    if (const auto done = fresh.checkpoint(); !done)
        return done;
    return placeHead(folder, vault.keys.audit, keys, head);
}

} // namespace

Outcome<SalvageReport> salvageVault(const HeldVault &vault, const QString &newFolder, const QDateTime &now)
{
    auto place = NewFolder::begin(newFolder);
    if (!place)
        return tl::unexpected(place.error());
    if (const auto copied = copyOtherFiles(vault, place->path()); !copied)
        return tl::unexpected(copied.error());
    const QString file = place->path() + u'/' + vaultfiles::database;
    if (const auto made = makePrivateFile(file); !made)
        return tl::unexpected(made.error());
    SalvageReport report;
    {
        auto fresh = openDatabase(file, vault.keys.database, {true, 0});
        if (!fresh)
            return tl::unexpected(fresh.error());
        if (const auto done = migrate(*fresh); !done)
            return tl::unexpected(done.error());
        TableRescuer rescuer(vault, &*fresh);
        const auto tables = rescuer.copyAll();
        if (!tables)
            return tl::unexpected(tables.error());
        noteTables(*tables, &report);
        if (const auto own = fresh->readText("SELECT vault FROM station"); !own || *own != vault.vaultId)
            return failed(StoreFault::Damaged,
                          u"the station's own row is gone: there is nothing to build on"_s);
        const auto keys = LedgerKeys::read(*fresh, vault.keys);
        if (!keys)
            return tl::unexpected(keys.error());
        const auto head = mend(vault, *fresh, *keys, rescuer.suspect(), now, &report);
        if (!head)
            return tl::unexpected(head.error());
        if (const auto done = conclude(vault, *fresh, *keys, *head, place->path()); !done)
            return tl::unexpected(done.error());
    }
    if (const auto named = place->finish(); !named)
        return tl::unexpected(named.error());
    return report;
}

} // namespace indraj
