#pragma once

#include "enrollment/samples.h"
#include "storage/secret.h"
#include "storage/sqlite.h"

namespace indraj {

/// Samples: each one an AES-256-GCM blob of its own under the data key of its enrolment, because SQLCipher
/// answers a damaged last page of a large value with zeros and SQLITE_OK. The seal also covers enrolment id,
/// sample id, kind, finger and everything the description says. @{

/// A fresh data key, sealed under the blob key; stored with the enrolment.
Outcome<QByteArray> makeDataKey(const SecretBytes &blobKey, EnrolmentId id);
/// NotFound: no such enrolment, or its key has been forgotten. Damaged: the seal does not hold.
Outcome<SecretBytes> readDataKey(Database &database, const SecretBytes &blobKey, EnrolmentId id);

/// Every data key out of one blob key and under another: a re-key, in a transaction of its database.
Outcome<void> rewrapDataKeys(Database &database, const SecretBytes &old, const SecretBytes &fresh);

/// Replaces the sample of the same kind (and finger or eye, where a kind has several). Invalid: no id, no
/// bytes, above 64 MiB.
Outcome<void> writeSample(Database &database, const SecretBytes &dataKey, EnrolmentId id,
                          const Sample &sample);
/// NotFound; Damaged when the seal does not hold.
Outcome<Sample> readSample(Database &database, const SecretBytes &dataKey, EnrolmentId id, SampleId sampleId);
Outcome<void> removeFinger(Database &database, EnrolmentId id, FingerPosition finger);
Outcome<void> removeKind(Database &database, EnrolmentId id, SampleKind kind); ///< not for fingers and irises
Outcome<void> removeEye(Database &database, EnrolmentId id, EyePosition eye); ///< the picture and its record
Outcome<void> removeIrisRecord(Database &database, EnrolmentId id, EyePosition eye);
Outcome<void> removeSamples(Database &database, EnrolmentId id);
/// @}

} // namespace indraj
