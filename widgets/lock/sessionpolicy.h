#pragma once

#include <QByteArray>
#include <QString>

#include <tl/expected.hpp>

#include <chrono>

namespace indraj {

/// How long a signed-in station may stand unused. From resources/policy/session.json.
struct SessionPolicy {
    static constexpr std::chrono::seconds shortest{30};
    static constexpr std::chrono::seconds longest{3600};
    std::chrono::seconds idleLock{300};
};

enum class SessionPolicyFault { NotReadable, NotJson, UnknownKey, WrongFormat, OutOfRange };

struct SessionPolicyError {
    SessionPolicyFault fault;
    QString detail; ///< for the log
};

/// Strict: an unknown key or a value out of range is an error. Pure.
tl::expected<SessionPolicy, SessionPolicyError> readSessionPolicy(const QByteArray &json);
tl::expected<SessionPolicy, SessionPolicyError> loadSessionPolicy(const QString &path);

} // namespace indraj
