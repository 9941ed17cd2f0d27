#pragma once

#include "storage/secret.h"

#include <array>

namespace indraj {

/// Shamir's scheme, two of three: every byte is the value at 0 of a straight line over GF(2^8) (the field of
/// AES, FIPS 197 section 4.2), a share its value at 1, 2 or 3. One share alone says nothing at all. Constant
/// time in the secret; pure; any thread. Why not a library: docs/decisions/0006-recovery.md. @{

/// The values at 1, 2 and 3, each as long as the secret.
std::array<SecretBytes, 3> splitSecret(const SecretBytes &secret);

/// The value at 0 of the line through two shares. The numbers must be 1 to 3 and differ, the sizes be equal:
/// an empty secret otherwise. Shares of different secrets give a wrong secret, not an error.
SecretBytes joinShares(int firstNumber, const SecretBytes &first, int secondNumber,
                       const SecretBytes &second);

/// Product in GF(2^8); for tests against known values.
std::uint8_t fieldProduct(std::uint8_t a, std::uint8_t b);
/// @}

} // namespace indraj
