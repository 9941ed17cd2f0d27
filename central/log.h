#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>
#include <variant>

namespace indraj::central {

enum class LogLevel { Info, Warning, Error };

/// One JSON line on standard error. Callers pass ids and codes only: nothing a packet contains, no header
/// text as it came, nothing about an applicant. Any thread.
using LogValue = std::variant<std::string_view, long long>;
void log(LogLevel level, std::string_view event,
         std::initializer_list<std::pair<std::string_view, LogValue>> fields = {});

} // namespace indraj::central
