#pragma once

#include "storage/enrolmentstore.h"
#include "storage/sqlite.h"

namespace indraj {

/// The rows of an enrolment but for its samples. Plain functions on the storage thread's connection; those
/// that write are called inside a transaction of the vault. @{

Outcome<Enrolment> readEnrolment(Database &database, EnrolmentId id); ///< NotFound
Outcome<EnrolmentState> readState(Database &database, EnrolmentId id); ///< NotFound
Outcome<QList<EnrolmentSummary>> listEnrolments(Database &database, const ListFilter &filter);

/// `number` is the station's running number, `wrappedKey` the sealed data key.
Outcome<void> insertEnrolment(Database &database, const Enrolment &enrolment, qint64 number,
                              const QByteArray &wrappedKey);
/// Values given are stored, an empty one is removed, all others stay. Invalid when too many or too long.
Outcome<void> mergeFields(Database &database, EnrolmentId id, const FieldValues &values);
Outcome<void> setStep(Database &database, EnrolmentId id, const QString &step);
Outcome<void> setSaved(Database &database, EnrolmentId id, const QDateTime &now);
Outcome<void> setState(Database &database, EnrolmentId id, EnrolmentState state);
Outcome<void> setDecision(Database &database, EnrolmentId id, const Decision &decision);

Outcome<void> writeException(Database &database, EnrolmentId id, const BiometricException &exception);
Outcome<void> writeEyeException(Database &database, EnrolmentId id, const EyeException &exception);
/// Nothing: the row is taken out.
Outcome<void> writeNotSigned(Database &database, EnrolmentId id, const std::optional<NotSigned> &answer);
Outcome<void> removeException(Database &database, EnrolmentId id, FingerPosition finger);
Outcome<void> removeEyeException(Database &database, EnrolmentId id, EyePosition eye);

/// Whoever has changed an enrolment, for the four-eyes rule.
Outcome<void> addContributor(Database &database, EnrolmentId id, const QString &actorId);
Outcome<bool> hasContributed(Database &database, EnrolmentId id, const QString &actorId);

/// Forgets data key, fields, search terms, exceptions and the note of the decision; token, service and times
/// stay. The freed cells are overwritten.
Outcome<void> erasePersonal(Database &database, EnrolmentId id);
/// @}

} // namespace indraj
