#include "central/reconcile.h"

#include "central/json.h"

#include <algorithm>

namespace indraj::central {
namespace {

constexpr std::size_t mostOwed = 100000;
constexpr long long highestSequence = 1'000'000'000;

std::optional<long long> countOf(const JsonValue &object, std::string_view key)
{
    const auto number = numberOf(object, key);
    return number && *number >= 0 ? number : std::nullopt;
}

/// "{1,2}" of PostgreSQL as "[1,2]".
std::string asJson(const std::optional<std::string> &array)
{
    std::string text = array.value_or("{}");
    std::replace(text.begin(), text.end(), '{', '[');
    std::replace(text.begin(), text.end(), '}', ']');
    return text;
}

std::string asArray(const std::vector<long long> &numbers)
{
    std::string text = "{";
    for (const long long number : numbers)
        text += (text.size() > 1 ? "," : "") + std::to_string(number);
    return text + "}";
}

} // namespace

tl::expected<Statement, std::string> parseStatement(std::string_view json, const std::string &station)
{
    const auto fault = [](const char *code) { return tl::unexpected(std::string(code)); };
    const auto document = parseJson(json);
    if (!document || !document->object())
        return fault("not-json");
    if (countOf(*document, "statementVersion") != 1)
        return fault("unknown-version");
    const std::string *name = textOf(*document, "station");
    const JsonValue *owed = document->member("owed");
    const JsonValue *audit = document->member("audit");
    const auto last = countOf(*document, "lastSequence");
    if (document->object()->size() != 6 || !name || *name != station || !textOf(*document, "madeAt") || !last
        || *last > highestSequence || !owed || !owed->array() || owed->array()->size() > mostOwed || !audit
        || !audit->object() || audit->object()->size() != 2)
        return fault("bad-statement");
    Statement statement{*last, {}, countOf(*audit, "sequence").value_or(-1), {}};
    const std::string *head = textOf(*audit, "head");
    const auto bytes = head ? fromHex(*head) : std::nullopt;
    if (!bytes || bytes->size() != 32 || statement.auditSequence < 0)
        return fault("bad-statement");
    statement.auditHead = *bytes;
    for (const JsonValue &item : *owed->array()) {
        if (!item.number() || *item.number() < 1 || *item.number() > *last)
            return fault("bad-statement");
        statement.owed.push_back(*item.number());
    }
    return statement;
}

bool Comparison::agrees() const
{
    return lost == "[]" && twice == "[]" && audit != "back" && audit != "fork";
}

DatabaseAnswer<Comparison> reconcile(Connection &db, const std::string &station, const Statement &statement,
                                     std::string_view signedList)
{
    const std::string last = std::to_string(statement.lastSequence);
    const std::string owed = asArray(statement.owed);
    const std::string sequence = std::to_string(statement.auditSequence);
    const auto row
        = db.row("SELECT * FROM intake.reconcile($1, $2::bigint, $3::bigint[], $4::bigint, $5, $6)",
                 {{station}, {last}, {owed}, {sequence}, {statement.auditHead, true}, {signedList, true}});
    if (!row)
        return tl::unexpected(row.error());
    if (row->size() != 8 || !row->front())
        return tl::unexpected(DatabaseError{DatabaseFault::Failed, "shape"});
    Comparison comparison;
    comparison.code = *row->front();
    const auto &columns = *row;
    comparison.here = toNumber(columns[1].value_or("0")).value_or(0);
    comparison.missing = asJson(columns[2]);
    comparison.lost = asJson(columns[3]);
    comparison.twice = asJson(columns[4]);
    comparison.audit = columns[5].value_or("");
    if (columns[6] && columns[7]) {
        comparison.knownSequence = toNumber(*columns[6]);
        comparison.knownHead = fromByteaText(*columns[7]).value_or(Bytes());
    }
    return comparison;
}

std::string comparisonJson(const std::string &station, const Comparison &comparison,
                           std::string_view statement, const std::string &now)
{
    const std::string known = comparison.knownSequence ? "{\"head\":\"" + toHex(comparison.knownHead)
            + "\",\"sequence\":" + std::to_string(*comparison.knownSequence) + "}"
                                                       : std::string("null");
    return "{\"audit\":" + jsonString(comparison.audit)
        + ",\"comparisonVersion\":1,\"here\":" + std::to_string(comparison.here) + ",\"knownAudit\":" + known
        + ",\"lost\":" + comparison.lost + ",\"madeAt\":" + jsonString(now)
        + ",\"missing\":" + comparison.missing + ",\"statementSha256\":\"" + toHex(sha256(statement))
        + "\",\"station\":" + jsonString(station) + ",\"twice\":" + comparison.twice + "}";
}

} // namespace indraj::central
