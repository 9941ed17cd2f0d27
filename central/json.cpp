#include "central/json.h"

#include "central/text.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>

namespace indraj::central {
namespace {

constexpr int maxDepth = 8;

/// Length of the valid UTF-8 sequence at `at`, 0 if there is none (RFC 3629: no surrogates, no overlong
/// forms).
std::size_t utf8Length(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = byte(at);
    if (first < 0x80)
        return 1;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at + length > text.size())
        return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80U)
            return 0;
    }
    const unsigned second = byte(at + 1);
    const bool bad = (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F)
        || (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
    return bad ? 0 : length;
}

void appendUtf8(std::string &text, std::uint32_t code)
{
    const auto tail = [code](unsigned shift) { return static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
    if (code < 0x80) {
        text += static_cast<char>(code);
    } else if (code < 0x800) {
        text += static_cast<char>(0xC0 | (code >> 6));
        text += tail(0);
    } else if (code < 0x10000) {
        text += static_cast<char>(0xE0 | (code >> 12));
        text += {tail(6), tail(0)};
    } else {
        text += static_cast<char>(0xF0 | (code >> 18));
        text += {tail(12), tail(6), tail(0)};
    }
}

class Parser {
public:
    explicit Parser(std::string_view text, bool foreign = false)
        : m_text(text)
        , m_foreign(foreign)
    {
    }

    tl::expected<JsonValue, JsonError> document()
    {
        auto value = any(0);
        blanks();
        if (value && m_at != m_text.size())
            return fault("bytes after the value");
        return value;
    }

private:
    tl::unexpected<JsonError> fault(const char *what) const { return tl::unexpected(JsonError{m_at, what}); }

    void blanks()
    {
        while (m_at < m_text.size()
               && std::string_view(" \t\r\n").find(m_text[m_at]) != std::string_view::npos)
            ++m_at;
    }

    bool take(std::string_view word)
    {
        if (m_text.substr(m_at, word.size()) != word)
            return false;
        m_at += word.size();
        return true;
    }

    tl::expected<JsonValue, JsonError> any(int depth)
    {
        if (depth > maxDepth)
            return fault("too deep");
        blanks();
        if (take("null"))
            return JsonValue{nullptr};
        if (take("true"))
            return JsonValue{true};
        if (take("false"))
            return JsonValue{false};
        if (take("{"))
            return object(depth);
        if (take("["))
            return array(depth);
        if (take("\""))
            return string().map([](std::string text) { return JsonValue{std::move(text)}; });
        return number();
    }

    tl::expected<JsonValue, JsonError> number()
    {
        const std::size_t start = m_at;
        const bool negative = take("-");
        const std::size_t digits = m_at;
        while (m_at < m_text.size() && m_text[m_at] >= '0' && m_text[m_at] <= '9')
            ++m_at;
        const auto value = toNumber(m_text.substr(digits, m_at - digits));
        const bool leadingZero = m_at - digits > 1 && m_text[digits] == '0';
        if (!value || leadingZero) {
            m_at = start;
            return m_foreign ? fraction() : fault("not an integer");
        }
        if (m_foreign && m_at < m_text.size()
            && std::string_view(".eE").find(m_text[m_at]) != std::string_view::npos) {
            m_at = start;
            return fraction();
        }
        return JsonValue{negative ? -*value : *value};
    }

    tl::expected<JsonValue, JsonError> fraction()
    {
        const std::size_t start = m_at;
        m_at = std::min(m_text.find_first_not_of("0123456789+-.eE", start), m_text.size());
        if (m_at == start)
            return fault("no value");
        return JsonValue{std::string(m_text.substr(start, m_at - start))};
    }

    tl::expected<JsonValue, JsonError> array(int depth)
    {
        JsonValue::Array items;
        blanks();
        if (take("]"))
            return JsonValue{std::move(items)};
        for (;;) {
            auto item = any(depth + 1);
            if (!item)
                return item;
            items.push_back(std::move(*item));
            blanks();
            if (take("]"))
                return JsonValue{std::move(items)};
            if (!take(","))
                return fault("',' or ']' expected");
        }
    }

    tl::expected<JsonValue, JsonError> object(int depth)
    {
        JsonValue::Object members;
        blanks();
        if (take("}"))
            return JsonValue{std::move(members)};
        for (;;) {
            blanks();
            if (!take("\""))
                return fault("a key expected");
            auto key = string();
            if (!key)
                return tl::unexpected(key.error());
            blanks();
            if (!take(":"))
                return fault("':' expected");
            auto value = any(depth + 1);
            if (!value)
                return value;
            if (!members.emplace(std::move(*key), std::move(*value)).second)
                return fault("duplicate key");
            blanks();
            if (take("}"))
                return JsonValue{std::move(members)};
            if (!take(","))
                return fault("',' or '}' expected");
        }
    }

    tl::expected<std::string, JsonError> string()
    {
        std::string text;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c == '"') {
                ++m_at;
                return text;
            }
            if (c == '\\') {
                if (!escape(text))
                    return fault("bad escape");
                continue;
            }
            const std::size_t length = static_cast<unsigned char>(c) < 0x20 ? 0 : utf8Length(m_text, m_at);
            if (length == 0)
                return fault("control character or broken UTF-8");
            text += m_text.substr(m_at, length);
            m_at += length;
        }
        return fault("string without end");
    }

    bool escape(std::string &text)
    {
        static constexpr std::string_view from = "\"\\/bfnrt";
        static constexpr std::string_view to = "\"\\/\b\f\n\r\t";
        if (m_at + 1 >= m_text.size())
            return false;
        const auto known = from.find(m_text[m_at + 1]);
        if (known != std::string_view::npos) {
            text += to[known];
            m_at += 2;
            return true;
        }
        // \u is needed for control characters only: the wire is canonical JSON (RFC 8785).
        if (m_foreign)
            return anyCode(text);
        const auto code = m_text[m_at + 1] == 'u' ? fromHex(m_text.substr(m_at + 2, 4)) : std::nullopt;
        if (!code || code->size() != 2 || (*code)[0] != '\0'
            || static_cast<unsigned char>((*code)[1]) >= 0x20)
            return false;
        text += (*code)[1];
        m_at += 6;
        return true;
    }

    /// The four digits behind "\\u" at `at`.
    std::optional<std::uint32_t> unit(std::size_t at) const
    {
        const auto bytes = at + 6 <= m_text.size() && m_text.substr(at, 2) == "\\u"
            ? fromHex(m_text.substr(at + 2, 4))
            : std::nullopt;
        if (!bytes || bytes->size() != 2)
            return std::nullopt;
        return static_cast<std::uint32_t>(static_cast<unsigned char>((*bytes)[0])) << 8
            | static_cast<unsigned char>((*bytes)[1]);
    }

    bool anyCode(std::string &text)
    {
        const auto high = unit(m_at);
        if (!high || (*high & 0xFC00U) == 0xDC00U)
            return false;
        m_at += 6;
        if ((*high & 0xFC00U) != 0xD800U) {
            appendUtf8(text, *high);
            return true;
        }
        const auto low = unit(m_at);
        if (!low || (*low & 0xFC00U) != 0xDC00U)
            return false;
        m_at += 6;
        appendUtf8(text, 0x10000U + ((*high & 0x3FFU) << 10) + (*low & 0x3FFU));
        return true;
    }

    std::string_view m_text;
    bool m_foreign;
    std::size_t m_at = 0;
};

} // namespace

const JsonValue *JsonValue::member(std::string_view key) const
{
    const Object *members = object();
    if (!members)
        return nullptr;
    const auto found = members->find(key);
    return found == members->end() ? nullptr : &found->second;
}

const std::string *textOf(const JsonValue &object, std::string_view key)
{
    const JsonValue *member = object.member(key);
    return member ? member->text() : nullptr;
}

std::optional<long long> numberOf(const JsonValue &object, std::string_view key)
{
    const JsonValue *member = object.member(key);
    return member && member->number() ? std::optional(*member->number()) : std::nullopt;
}

tl::expected<JsonValue, JsonError> parseJson(std::string_view text) { return Parser(text).document(); }

tl::expected<JsonValue, JsonError> parseForeignJson(std::string_view text)
{
    return Parser(text, true).document();
}

std::string jsonString(std::string_view text)
{
    std::string out = "\"";
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = utf8Length(text, i);
        const char c = text[i];
        if (length == 0) {
            out += '?';
        } else if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            char escaped[8];
            std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(c));
            out += escaped;
        } else {
            out += text.substr(i, length);
        }
        i += length == 0 ? 1 : length;
    }
    return out + "\"";
}

} // namespace indraj::central
