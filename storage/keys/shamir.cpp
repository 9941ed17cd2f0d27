#include "storage/keys/shamir.h"

namespace indraj {

namespace {

/// a to the power of 254: the inverse, and 0 for 0.
std::uint8_t fieldInverse(std::uint8_t a)
{
    std::uint8_t power = a;
    for (int bit = 0; bit < 6; ++bit) // 2^7 - 1 = 127 ones ...
        power = fieldProduct(fieldProduct(power, power), a);
    return fieldProduct(power, power); // ... doubled: 254
}

} // namespace

std::uint8_t fieldProduct(std::uint8_t a, std::uint8_t b)
{
    // Masks instead of branches and tables: neither time nor cache lines depend on the factors.
    unsigned product = 0;
    unsigned left = a;
    for (unsigned bit = 0; bit < 8; ++bit) {
        product ^= left & (0U - ((b >> bit) & 1U));
        left = (left << 1) ^ (0x11bU & (0U - (left >> 7)));
    }
    return static_cast<std::uint8_t>(product);
}

std::array<SecretBytes, 3> splitSecret(const SecretBytes &secret)
{
    const SecretBytes slope = SecretBytes::random(secret.size());
    std::array<SecretBytes, 3> shares;
    for (std::size_t number = 1; number <= shares.size(); ++number) {
        SecretBytes share(secret.size());
        for (std::size_t i = 0; i < secret.size(); ++i)
            share.bytes()[i] = static_cast<std::uint8_t>(
                secret.bytes()[i] ^ fieldProduct(slope.bytes()[i], static_cast<std::uint8_t>(number)));
        shares[number - 1] = std::move(share);
    }
    return shares;
}

SecretBytes joinShares(int firstNumber, const SecretBytes &first, int secondNumber, const SecretBytes &second)
{
    const auto good = [](int number) { return number >= 1 && number <= 3; };
    if (!good(firstNumber) || !good(secondNumber) || firstNumber == secondNumber
        || first.size() != second.size())
        return SecretBytes();
    const auto x1 = static_cast<std::uint8_t>(firstNumber);
    const auto x2 = static_cast<std::uint8_t>(secondNumber);
    const std::uint8_t divisor = fieldInverse(static_cast<std::uint8_t>(x1 ^ x2));
    SecretBytes secret(first.size());
    for (std::size_t i = 0; i < secret.size(); ++i) {
        // Lagrange at 0; in this field minus is plus.
        const auto sum = static_cast<std::uint8_t>(fieldProduct(first.bytes()[i], x2)
                                                   ^ fieldProduct(second.bytes()[i], x1));
        secret.bytes()[i] = fieldProduct(sum, divisor);
    }
    return secret;
}

} // namespace indraj
