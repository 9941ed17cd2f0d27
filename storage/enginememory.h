#pragma once

#include "storage/outcome.h"

namespace indraj {

/// Puts our functions between the engine and its allocator, once for the process and before the engine's
/// first use: what is freed is overwritten, and blocks that hold pages stay out of the swap where
/// RLIMIT_MEMLOCK allows. SQLCipher's own `cipher_memory_security` promises the same, but overwrites with a
/// generator of random numbers at 0.5 GB/s and makes two system calls for every allocation, however small: a
/// quarter of what saving a sample took. Keys are not concerned: SQLCipher keeps those in a locked heap of
/// its own. Any thread. Errors: EngineUnfit, when the engine was in use before.
Outcome<void> guardEngineMemory();

} // namespace indraj
