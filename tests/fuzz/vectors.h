#pragma once

#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace indraj::fuzz {

/// A file of tests/sync/vectors. The build says where the sources are: libFuzzer leaves no arguments to us.
inline std::string vectorFile(const char *name) { return std::string(INDRAJ_VECTORS) + "/" + name; }

inline std::string vectorBytes(const char *name)
{
    std::ifstream file(vectorFile(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// `bytes` changed as `data` says, four bytes an edit: where (two), how, by what. So that mutations meet a
/// whole packet, most of whose length is ciphertext that no mutation would ever hit upon.
inline std::string edited(std::string bytes, const std::uint8_t *data, std::size_t size)
{
    for (std::size_t i = 0; i + 4 <= size && !bytes.empty(); i += 4) {
        const std::size_t at = (data[i] * 256U + data[i + 1]) % bytes.size();
        switch (data[i + 2] % 4) {
        case 0:
            bytes[at] = static_cast<char>(bytes[at] ^ data[i + 3]);
            break;
        case 1:
            bytes.insert(at, 1, static_cast<char>(data[i + 3]));
            break;
        case 2:
            bytes.erase(at, data[i + 3]);
            break;
        default:
            bytes.resize(at);
        }
    }
    return bytes;
}

} // namespace indraj::fuzz
