#include "storage/repair/chaintold.h"
#include "storage/repair/vaultcheck.h"
#include "storage/search/glance.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Samples that were saved and are neither there nor erased with their enrolment.
Outcome<void> compareSamples(Database &database, const QHash<QString, Told> &told, CheckReport *report)
{
    QHash<QString, QSet<QString>> there;
    Statement rows
        = database.prepare("SELECT enrolment, CASE kind WHEN 'finger' THEN 'finger ' || finger ELSE kind END"
                           " FROM sample");
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            break;
        there[rows.text(0)].insert(rows.text(1));
    }
    for (auto one = told.cbegin(); one != told.cend(); ++one) {
        const QSet<QString> missing = one->samples - there.value(one.key());
        for (const QString &name : missing)
            report->add(u"count"_s, one->token, u"saved, and not there: "_s + name);
    }
    return {};
}

Outcome<void> compareEnrolments(Database &database, CheckReport *report)
{
    auto told = readTold(database, false);
    if (!told)
        return tl::unexpected(told.error());
    if (const auto done = compareSamples(database, *told, report); !done)
        return done;
    Statement rows = database.prepare("SELECT id, token, state FROM enrolment ORDER BY number");
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            break;
        ++report->enrolments;
        const Told one = told->take(rows.text(0));
        if (one.token != rows.text(1))
            report->add(u"count"_s, rows.text(1), u"the chain does not tell of its creation"_s);
        else if (one.state != rows.text(2))
            report->add(u"state"_s, rows.text(1),
                        u"the row says %1, the chain %2"_s.arg(rows.text(2), one.state));
    }
    for (const Told &one : std::as_const(*told)) {
        if (!one.token.isEmpty())
            report->add(u"count"_s, one.token, u"the chain tells of it, but its row is gone"_s);
    }
    return {};
}

/// Queries whose every row is something that does not hold: the subject in its only column.
constexpr std::pair<const char *, const char *> rules[] = {
    {"an erased enrolment that still has content",
     "SELECT token FROM enrolment e WHERE state = 'erased' AND (data_key IS NOT NULL"
     " OR EXISTS (SELECT 1 FROM field f WHERE f.enrolment = e.id)"
     " OR EXISTS (SELECT 1 FROM sample s WHERE s.enrolment = e.id)"
     " OR EXISTS (SELECT 1 FROM exception x WHERE x.enrolment = e.id)"
     " OR EXISTS (SELECT 1 FROM eye_exception y WHERE y.enrolment = e.id)"
     " OR EXISTS (SELECT 1 FROM packet p JOIN packet_chunk c ON c.packet = p.id WHERE p.enrolment = e.id))"},
    {"a tombstone without packet digest, times or receipt",
     "SELECT token FROM enrolment e JOIN packet p ON p.enrolment = e.id WHERE e.state = 'erased'"
     " AND (p.sha256 IS NULL OR length(p.sha256) <> 32 OR p.size <= 0 OR p.receipt IS NULL"
     " OR length(p.receipt) = 0 OR p.received_at IS NULL OR p.erased_at IS NULL)"},
    {"a running number of enrolments with a gap before it",
     "SELECT number FROM (SELECT number, lag(number, 1, 0) OVER (ORDER BY number) AS before FROM enrolment)"
     " WHERE number <> before + 1 AND NOT EXISTS (SELECT 1 FROM audit WHERE event = 'salvaged')"},
    {"a packet sequence with a gap before it",
     "SELECT sequence FROM (SELECT sequence, lag(sequence, 1, 0) OVER (ORDER BY sequence) AS before FROM "
     "packet"
     " WHERE sequence IS NOT NULL) WHERE sequence <> before + 1"
     " AND NOT EXISTS (SELECT 1 FROM audit WHERE event = 'salvaged')"},
    {"the next number of an enrolment is not the one after the last",
     "SELECT next_token FROM station WHERE next_token <> 1 + (SELECT coalesce(max(number), 0) FROM enrolment)"
     " AND NOT EXISTS (SELECT 1 FROM audit WHERE event = 'salvaged')"},
    {"the next packet sequence is not the one after the last",
     "SELECT next_sequence FROM station WHERE next_sequence <> 1 +"
     " (SELECT coalesce(max(sequence), 0) FROM packet)"
     " AND NOT EXISTS (SELECT 1 FROM audit WHERE event = 'salvaged')"},
    {"a sample without its bytes",
     "SELECT e.token FROM sample s JOIN enrolment e ON e.id = s.enrolment"
     " WHERE NOT EXISTS (SELECT 1 FROM sample_blob b WHERE b.sample = s.id)"},
    {"approved or later without a packet",
     "SELECT token FROM enrolment e WHERE state IN ('approved', 'sealed', 'sending', 'received')"
     " AND NOT EXISTS (SELECT 1 FROM packet p WHERE p.enrolment = e.id)"},
};

Outcome<bool> hasTable(Database &database, const QString &name)
{
    Statement row = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = ?");
    return row.bind(name).step();
}

/// The dictionary counts what it says, and an erased enrolment has no word left.
constexpr std::pair<const char *, const char *> searchRules[] = {
    {"search words that are miscounted",
     "SELECT count(*) FROM search_word w WHERE entries <>"
     " (SELECT count(*) FROM search_entry e WHERE e.word = w.id) HAVING count(*) > 0"},
    {"an erased enrolment that can still be found by name",
     "SELECT DISTINCT e.token FROM enrolment e JOIN search_entry s ON s.number = e.number"
     " WHERE e.state = 'erased'"},
};

Outcome<void> applyRule(Database &database, const std::pair<const char *, const char *> &rule,
                        CheckReport *report)
{
    Statement rows = database.prepare(rule.second);
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return {};
        report->add(u"count"_s, rows.text(0), QString::fromLatin1(rule.first));
    }
}

Outcome<void> applyRules(Database &database, CheckReport *report)
{
    for (const auto &rule : rules) {
        if (const auto done = applyRule(database, rule, report); !done)
            return done;
    }
    const auto glances = hasTable(database, u"glance"_s); // not yet in a vault of an older release
    if (!glances)
        return tl::unexpected(glances.error());
    if (*glances) {
        const QByteArray query = wrongGlancesQuery();
        if (const auto done = applyRule(
                database, {"the list does not say what the enrolment says", query.constData()}, report);
            !done)
            return done;
    }
    const auto search = hasTable(database, u"search_word"_s);
    if (!search || !*search)
        return search.map([](bool) {});
    for (const auto &rule : searchRules) {
        if (const auto done = applyRule(database, rule, report); !done)
            return done;
    }
    return {};
}

} // namespace

void checkRows(const HeldVault &vault, CheckReport *report)
{
    auto database = vault.open();
    if (!database)
        return;
    auto done = compareEnrolments(*database, report);
    if (done)
        done = applyRules(*database, report);
    if (!done)
        report->add(u"count"_s, {}, u"rows cannot be compared with the chain: "_s + done.error().detail);
}

} // namespace indraj
