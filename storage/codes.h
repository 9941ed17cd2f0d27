#pragma once

#include "enrollment/actor.h"
#include "enrollment/samples.h"
#include "storage/decision.h"
#include "storage/outcome.h"
#include "storage/packetstore.h"

#include <QJsonObject>

namespace indraj {

/// Codes as they stand in the vault. An unknown code is StoreFault::Damaged: nothing is guessed.
QString roleCode(Role role);
Outcome<Role> roleFromCode(QStringView code);
QString kindCode(SampleKind kind);
Outcome<SampleKind> kindFromCode(QStringView code);
QString exceptionCode(ExceptionKind kind);
Outcome<ExceptionKind> exceptionFromCode(QStringView code);
QString faultCode(UploadFault fault);
Outcome<UploadFault> faultFromCode(QStringView code);
/// "accepted", "needs-correction", "duplicate", "rejected"; on the wire too (docs/packet.md, 10).
QString verdictCode(CentralVerdict verdict);
Outcome<CentralVerdict> verdictFromCode(QStringView code);
QString vetoCode(Veto veto); ///< "none", "accepted-obvious", "accepted-without", "rejected"
Outcome<Veto> vetoFromCode(QStringView code);
bool isFinger(int code); ///< 1-10, ISO/IEC 19794-4 table 8
bool isEye(int code); ///< 1-2, ISO/IEC 19794-6, 7.3

/// Everything about a sample but its bytes and id, as the vault keeps it. Times in milliseconds, UTC.
QByteArray sampleInfoToJson(const SampleInfo &info);
Outcome<SampleInfo> sampleInfoFromJson(SampleId id, const QByteArray &json);

} // namespace indraj
