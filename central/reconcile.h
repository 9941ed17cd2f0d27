#pragma once

#include "central/intake.h"

namespace indraj::central {

/// What a station says of itself (docs/packet.md, 7).
struct Statement {
    long long lastSequence = 0;
    std::vector<long long> owed; ///< sequences it still holds
    long long auditSequence = 0;
    Bytes auditHead;
};

/// Strict, as parseAnnouncement().
tl::expected<Statement, std::string> parseStatement(std::string_view json, const std::string &station);

/// What the comparison found; the lists as RFC 8259 arrays of numbers.
struct Comparison {
    std::string code; ///< "compared" or "blocked"
    long long here = 0;
    std::string missing, lost, twice;
    std::string audit;
    std::optional<long long> knownSequence;
    Bytes knownHead;
    bool agrees() const;
};
DatabaseAnswer<Comparison> reconcile(Connection &db, const std::string &station, const Statement &statement,
                                     std::string_view signedList);

/// The answer's content: RFC 8785 JSON, to be signed with the receipt key. `statement` is what was asked, as
/// it came.
std::string comparisonJson(const std::string &station, const Comparison &comparison,
                           std::string_view statement, const std::string &now);

} // namespace indraj::central
