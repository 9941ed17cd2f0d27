#pragma once

#include <QString>

namespace indraj {

/// What a person may do at this station. One person has one role per shift.
enum class Role {
    Operator, ///< captures and signs off
    Supervisor, ///< the in-charge: approves, returns, rejects; may capture, but never decide on his own work
};

/// The person who acts. Every transition and every audit entry names one.
struct Actor {
    QString id; ///< short login id, e.g. "op-1"; not personal data of an applicant
    Role role = Role::Operator;
    QString nameEnglish;
    QString nameUrdu;
};

} // namespace indraj
