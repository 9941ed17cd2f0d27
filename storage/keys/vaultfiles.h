#pragma once

#include <QFile>
#include <QLatin1StringView>

/// Names of the files in a vault's folder.
namespace indraj::vaultfiles {

inline constexpr QLatin1StringView ring{"keyring.json"};
inline constexpr QLatin1StringView database{"vault.db"};
inline constexpr QLatin1StringView log{"vault.db-wal"}; ///< of the database
inline constexpr QLatin1StringView lock{"lock"};
inline constexpr QLatin1StringView anchor{"anchor"};
inline constexpr QLatin1StringView mark{"mark"}; ///< of the head of the audit chain
inline constexpr QLatin1StringView tries{"tries.json"}; ///< wrong pass phrases
/// A re-key before it counts: complete and verified, but the ring in force is still the old one.
inline constexpr QLatin1StringView rekeyedDatabase{"vault.db.rekey"};
inline constexpr QLatin1StringView rekeyedAnchor{"anchor.rekey"};

/// Takes away a database with all the files that SQLite puts beside it; what is not there is no matter.
inline void removeDatabase(const QString &file)
{
    for (const auto suffix : {QLatin1StringView(""), QLatin1StringView("-wal"), QLatin1StringView("-shm"),
                              QLatin1StringView("-journal")})
        QFile::remove(file + suffix);
}

} // namespace indraj::vaultfiles
