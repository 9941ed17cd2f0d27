#pragma once

/// The middle of a chain of shared libraries: it knows nothing of SQLite.
extern "C" __attribute__((visibility("default"))) int indrajChain(const char *folder);
