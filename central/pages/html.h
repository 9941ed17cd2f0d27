#pragma once

#include <string>
#include <string_view>

namespace indraj::central::pages {

/// `text` for an HTML text or a quoted attribute. Everything that a database or an address says goes through
/// it.
std::string escaped(std::string_view text);

/// `text` as one value of a query string.
std::string urlEncoded(std::string_view text);

/// The value of `key` in the query of a target ("/a?b=c%20d&e=f"); empty when it is not there or cut.
std::string queryValue(std::string_view target, std::string_view key);

/// 1234567 as "1,234,567".
std::string grouped(long long number);

/// Bytes as "1.2 GB", in powers of ten.
std::string sizeText(long long bytes);

} // namespace indraj::central::pages
