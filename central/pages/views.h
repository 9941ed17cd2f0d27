#pragma once

#include "central/json.h"
#include "central/pages/words.h"

#include <string>

namespace indraj::central::pages {

/// What every page knows of itself.
struct View {
    Language language = Language::English;
    std::string target; ///< path and query as asked for, without `lang`
    std::string_view operator()(Word which) const { return word(which, language); }
    /// A link inside the pages that keeps the language.
    std::string link(std::string_view target) const;
};

/// The whole document around a page's content; `now` is the database's clock.
std::string document(const View &view, Word title, const std::string &now, const std::string &content);

/// A document that says what is wrong and what to do.
std::string notice(const View &view, Word what, Word more);

// Content from what the database answers. A member that is missing shows as 0 or as nothing.
std::string overviewContent(const View &view, const JsonValue &report);
std::string stationsContent(const View &view, const JsonValue &report, const std::string &find,
                            const std::string &show, long long from, long long count);
std::string stationContent(const View &view, const JsonValue &report);
std::string findingsContent(const View &view, const JsonValue &report);
/// `station`: the one that is asked about; empty for all.
std::string carriedContent(const View &view, const JsonValue &report, const std::string &station);

// For the views among themselves.
long long count(const JsonValue &object, std::string_view key);
std::string text(const JsonValue &object, std::string_view key); ///< escaped
const JsonValue::Array &list(const JsonValue &object, std::string_view key);
/// Head of a column; over `figures` at the side where they end.
std::string headCell(const View &view, Word name, bool figures = false);
std::string findingsTable(const View &view, const JsonValue::Array &findings, bool withStation);
std::string stateChip(const View &view, const std::string &state);

extern const char *const styleSheet; ///< made from style.css and resources/theme/tokens.json

} // namespace indraj::central::pages
