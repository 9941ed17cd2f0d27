#pragma once

namespace indraj {

/// No core dumps and no ptrace by other processes of the user, so that neither a crash nor a debugger leaves
/// key material behind. First thing in main. Sanitizer builds skip it: LeakSanitizer needs ptrace.
/// @returns false when the kernel refused.
bool hardenProcess();

} // namespace indraj
