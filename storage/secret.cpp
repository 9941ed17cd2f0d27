#include "storage/secret.h"

#include <QStringEncoder>

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

#include <sys/mman.h>

namespace indraj {

SecretBytes::SecretBytes(std::size_t size)
    : m_size(size)
    , m_data(size ? new std::uint8_t[size]{} : nullptr)
{
    // Beyond RLIMIT_MEMLOCK this fails and the bytes are merely wiped. There is no munlock: a neighbour on
    // the same page may be a secret too.
    if (size)
        mlock(m_data.get(), size);
}

SecretBytes::SecretBytes(SecretBytes &&other) noexcept
    : m_size(std::exchange(other.m_size, 0))
    , m_data(std::move(other.m_data))
{
}

SecretBytes &SecretBytes::operator=(SecretBytes &&other) noexcept
{
    if (this != &other) {
        release();
        m_size = std::exchange(other.m_size, 0);
        m_data = std::move(other.m_data);
    }
    return *this;
}

SecretBytes::~SecretBytes() { release(); }

void SecretBytes::release() noexcept
{
    if (m_data)
        OPENSSL_cleanse(m_data.get(), m_size);
    m_data.reset();
    m_size = 0;
}

SecretBytes SecretBytes::takeFrom(QByteArray &source)
{
    SecretBytes secret(static_cast<std::size_t>(source.size()));
    if (!source.isEmpty())
        std::memcpy(secret.m_data.get(), source.constData(), secret.m_size);
    // Only bytes that nobody else shares can be overwritten; data() would wipe a fresh copy instead.
    if (source.isDetached())
        OPENSSL_cleanse(source.data(), static_cast<std::size_t>(source.size()));
    source.clear();
    return secret;
}

SecretBytes SecretBytes::takeFrom(QString &source)
{
    QStringEncoder encoder(QStringConverter::Utf8);
    SecretBytes room(static_cast<std::size_t>(encoder.requiredSpace(source.size())));
    char *begin = reinterpret_cast<char *>(room.m_data.get());
    const char *end = source.isEmpty() ? begin : encoder.appendToBuffer(begin, source);
    SecretBytes secret(static_cast<std::size_t>(end - begin));
    if (secret.m_size)
        std::memcpy(secret.m_data.get(), room.m_data.get(), secret.m_size);
    wipe(source);
    return secret;
}

SecretBytes SecretBytes::random(std::size_t size)
{
    SecretBytes secret(size);
    // Without random numbers no key may be made; there is no sensible way to go on.
    if (size && RAND_priv_bytes(secret.m_data.get(), static_cast<int>(size)) != 1)
        throw std::bad_alloc();
    return secret;
}

SecretBytes SecretBytes::clone() const
{
    SecretBytes copy(m_size);
    std::copy_n(m_data.get(), m_size, copy.m_data.get());
    return copy;
}

std::span<std::uint8_t> SecretBytes::bytes() { return {m_data.get(), m_size}; }
std::span<const std::uint8_t> SecretBytes::bytes() const { return {m_data.get(), m_size}; }

bool equalSecrets(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b)
{
    return a.size() == b.size() && (a.empty() || CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0);
}

void wipe(QString &text)
{
    if (text.isDetached())
        OPENSSL_cleanse(text.data(), static_cast<std::size_t>(text.size()) * sizeof(QChar));
    text.clear();
}

} // namespace indraj
