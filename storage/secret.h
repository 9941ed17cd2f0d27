#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include <QByteArray>
#include <QString>

namespace indraj {

/// Key material or a pass phrase: move-only, locked in memory where the limit allows, wiped at the end,
/// with no conversion and no debug output. Everything secret in this program has this type.
class SecretBytes {
public:
    explicit SecretBytes(std::size_t size = 0);
    SecretBytes(SecretBytes &&other) noexcept;
    SecretBytes &operator=(SecretBytes &&other) noexcept;
    SecretBytes(const SecretBytes &) = delete;
    SecretBytes &operator=(const SecretBytes &) = delete;
    ~SecretBytes();

    /// Copies and then wipes the source.
    static SecretBytes takeFrom(QByteArray &source);
    /// UTF-8 of `source`, which is overwritten and cleared (as far as Qt's sharing allows).
    static SecretBytes takeFrom(QString &source);
    static SecretBytes random(std::size_t size);
    SecretBytes clone() const;

    std::span<std::uint8_t> bytes();
    std::span<const std::uint8_t> bytes() const;
    std::size_t size() const { return m_size; }
    bool isEmpty() const { return m_size == 0; }

private:
    void release() noexcept;
    std::size_t m_size = 0;
    std::unique_ptr<std::uint8_t[]> m_data;
};

/// Constant-time comparison.
bool equalSecrets(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b);

/// Overwrites the characters of a line edit's text copy and the like.
void wipe(QString &text);

} // namespace indraj
