#pragma once

#include <QString>

#include <optional>

namespace indraj::test {

/// What vaultchild does for the tests of keys and people: "rekey", "confirm", "canary". Its exit status;
/// nothing for another mode.
std::optional<int> runKeysMode(const QString &mode, const QString &folder);

} // namespace indraj::test
