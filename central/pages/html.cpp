#include "central/pages/html.h"

#include "central/text.h"

#include <cstdio>

namespace indraj::central::pages {

std::string escaped(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

std::string urlEncoded(std::string_view text)
{
    static constexpr std::string_view plain
        = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    std::string out;
    for (const char c : text) {
        if (plain.find(c) != std::string_view::npos)
            out += c;
        else
            out += '%' + toHex(std::string_view(&c, 1));
    }
    return out;
}

std::string queryValue(std::string_view target, std::string_view key)
{
    const auto mark = target.find('?');
    std::string_view rest = mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
    while (!rest.empty()) {
        const auto pair = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
        if (pair.substr(0, pair.find('=')) != key || pair.find('=') == std::string_view::npos)
            continue;
        std::string value;
        for (std::size_t i = pair.find('=') + 1; i < pair.size(); ++i) {
            std::string hex(pair.substr(i + 1, 2));
            for (char &c : hex)
                c = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
            const auto byte = pair[i] == '%' && hex.size() == 2 ? fromHex(hex) : std::nullopt;
            if (byte)
                i += 2;
            value += byte ? *byte : std::string(1, pair[i] == '+' ? ' ' : pair[i]);
        }
        return value;
    }
    return {};
}

std::string grouped(long long number)
{
    std::string digits = std::to_string(number);
    const std::size_t first = digits.front() == '-' ? 1 : 0;
    for (std::size_t at = digits.size(); at > first + 3; at -= 3)
        digits.insert(at - 3, 1, ',');
    return digits;
}

std::string sizeText(long long bytes)
{
    static constexpr const char *units[] = {"B", "kB", "MB", "GB", "TB", "PB"};
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 1000 && unit + 1 < std::size(units)) {
        value /= 1000;
        ++unit;
    }
    char text[32];
    std::snprintf(text, sizeof text, unit == 0 || value >= 100 ? "%.0f %s" : "%.1f %s", value, units[unit]);
    return text;
}

} // namespace indraj::central::pages
