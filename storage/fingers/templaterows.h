#pragma once

#include "enrollment/knownfinger.h"
#include "storage/secret.h"
#include "storage/sqlite.h"

namespace indraj {

/// Templates of enrolments: each sealed by itself under the data key of its enrolment, like its picture. @{

/// NotFound when the enrolment has no such finger sample.
Outcome<void> writeTemplate(Database &database, const SecretBytes &dataKey, EnrolmentId enrolment,
                            SampleId sample, const QByteArray &record);
/// Damaged when there is one and its seal does not hold; NotFound without one.
Outcome<void> checkTemplate(Database &database, const SecretBytes &dataKey, EnrolmentId enrolment,
                            SampleId sample);
/// Newest enrolments first, `most` of them. What does not open is left out: it only warned.
Outcome<QList<KnownFinger>> readTemplates(Database &database, const SecretBytes &blobKey, EnrolmentId except,
                                          int most);
/// @}

/// Fingers of people of the station: in the encrypted database, under no key of their own. @{
Outcome<void> writeOwnFingers(Database &database, const QString &person, const QList<KnownFinger> &fingers,
                              const QString &confirmedBy, const QDateTime &at);
Outcome<QList<KnownFinger>> readOwnFingers(Database &database);
Outcome<QStringList> readPeopleWithFingers(Database &database);
Outcome<void> removeOwnFingers(Database &database, const QString &person);
/// SHA-256 over a person's rows, for the chain's entry about them; of no rows too.
Outcome<QByteArray> ownFingersDigest(Database &database, const QString &person);
/// @}

} // namespace indraj
