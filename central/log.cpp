#include "central/log.h"

#include "central/json.h"
#include "central/text.h"

#include <unistd.h>

namespace indraj::central {

void log(LogLevel level, std::string_view event,
         std::initializer_list<std::pair<std::string_view, LogValue>> fields)
{
    static constexpr std::string_view names[] = {"info", "warning", "error"};
    std::string line = "{\"at\":\"" + utcNow() + "\",\"level\":\"";
    line += names[static_cast<int>(level)];
    line += "\",\"event\":" + jsonString(event);
    for (const auto &[key, value] : fields) {
        line += "," + jsonString(key) + ":";
        if (const auto *text = std::get_if<std::string_view>(&value))
            line += jsonString(*text);
        else
            line += std::to_string(std::get<long long>(value));
    }
    line += "}\n";
    // One write per line: lines of several threads do not mix. A closed standard error must not stop the
    // service.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line.data(), line.size());
}

} // namespace indraj::central
