#pragma once

#include "central/text.h"

#include <filesystem>

namespace indraj::central {

/// Writes a new file and forces it to the disk; false when it exists or cannot be written.
bool writeNew(const std::filesystem::path &path, const Bytes &bytes);
/// Replaces a file by one that is whole on the disk before it has its name.
bool writeDurably(const std::filesystem::path &path, const Bytes &bytes);
/// The names in a folder are on the disk.
bool syncFolder(const std::filesystem::path &folder);

} // namespace indraj::central
