#pragma once

#include <tl/expected.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace indraj::central {

/// A JSON value as far as the wire needs it: no fractions. Numbers are integers of at most 2^53-1 in size.
struct JsonValue {
    using Array = std::vector<JsonValue>;
    using Object = std::map<std::string, JsonValue, std::less<>>;
    std::variant<std::nullptr_t, bool, long long, std::string, Array, Object> value;

    const JsonValue *member(std::string_view key) const;
    const std::string *text() const { return std::get_if<std::string>(&value); }
    const long long *number() const { return std::get_if<long long>(&value); }
    const Array *array() const { return std::get_if<Array>(&value); }
    const Object *object() const { return std::get_if<Object>(&value); }
};

/// The member `key` of an object where it is a string; nullptr otherwise.
const std::string *textOf(const JsonValue &object, std::string_view key);
/// The member `key` of an object where it is a number.
std::optional<long long> numberOf(const JsonValue &object, std::string_view key);

struct JsonError {
    std::size_t offset = 0;
    const char *what = "";
};

/// Strict RFC 8259: UTF-8 passed through, no trailing bytes, no duplicate keys, at most 8 levels deep.
tl::expected<JsonValue, JsonError> parseJson(std::string_view text);
/// The JSON of a program that is not ours: as parseJson(), but any \u escape and number is taken. A number
/// that is no integer becomes its own text.
tl::expected<JsonValue, JsonError> parseForeignJson(std::string_view text);

/// `text` as a JSON string with its quotes. Bytes outside printable ASCII that are not UTF-8 become '?'.
std::string jsonString(std::string_view text);

} // namespace indraj::central
