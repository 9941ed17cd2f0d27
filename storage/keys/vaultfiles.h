#pragma once

#include <QLatin1StringView>

/// Names of the files in a vault's folder.
namespace indraj::vaultfiles {

inline constexpr QLatin1StringView ring{"keyring.json"};
inline constexpr QLatin1StringView database{"vault.db"};
inline constexpr QLatin1StringView anchor{"anchor"};
/// A re-key before it counts: complete and verified, but the ring in force is still the old one.
inline constexpr QLatin1StringView rekeyedDatabase{"vault.db.rekey"};
inline constexpr QLatin1StringView rekeyedAnchor{"anchor.rekey"};

} // namespace indraj::vaultfiles
