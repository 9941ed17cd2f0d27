#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace indraj {

/// Whether what is in memory (names, pictures, keys) may come to lie on a disk unencrypted.
enum class MemoryKeep {
    NoSwap, ///< nothing swaps, or only within memory
    SwapEncrypted, ///< every swap area lies on dm-crypt
    Locked, ///< there is open swap, but this process keeps all of its memory
    MayReachDisk, ///< open swap, and no right to lock as much
};

/// Locks the process' memory, what is yet to be allocated included, where there is swap in the open and the
/// limit (RLIMIT_MEMLOCK unlimited, or CAP_IPC_LOCK) allows all of it. Not where there is none: locked memory
/// is given back to the system less well. May be called again: swap may have been switched on meanwhile.
/// Hibernation writes locked memory too. Any thread.
MemoryKeep keepMemoryOffDisk();

/// The parts of the above. @{
/// Paths of the swap areas in the text of /proc/swaps, its octal escapes undone.
QStringList swapAreas(const QByteArray &procSwaps);
/// @param block  folder of a block device in sysfs. True for dm-crypt, for what lies on nothing else (LVM on
///               it), and for compressed memory without a disk behind it. An unknown device is open.
bool keepsSecrets(const QString &block);
/// @}

} // namespace indraj
