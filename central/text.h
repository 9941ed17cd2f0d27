#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace indraj::central {

using Bytes = std::string; ///< raw bytes; std::string because libpq and Beast both speak it

std::string toHex(std::string_view bytes);
std::optional<Bytes> fromHex(std::string_view hex);

/// Strict base64 (RFC 4648 §4, padded). Empty input is refused.
std::optional<Bytes> fromBase64(std::string_view text);

/// Whole text is a decimal number in 0 ... 2^53-1, without sign or blanks.
std::optional<long long> toNumber(std::string_view text);

/// Lower-case UUID in the form 8-4-4-4-12.
bool isPacketId(std::string_view text);
bool isStationId(std::string_view text); ///< [A-Za-z0-9][A-Za-z0-9-]{0,31}

std::string sha256(std::string_view bytes); ///< 32 bytes
std::string randomHex(std::size_t bytes);
std::string utcNow(); ///< RFC 3339 with milliseconds, "Z"

} // namespace indraj::central
