#pragma once

#include "storage/packetstore.h"

namespace indraj {

/// Has bytes here that central has not signed for.
inline bool isUnsent(const UploadRecord &record)
{
    return record.state == EnrolmentState::Sealed || record.state == EnrolmentState::Sending;
}

/// Faults of the line rather than of one packet.
constexpr bool isLineFault(UploadFault fault)
{
    return fault == UploadFault::NoConnection || fault == UploadFault::Timeout
        || fault == UploadFault::TlsRefused || fault == UploadFault::Busy || fault == UploadFault::NotCentral;
}

/// Faults that another try will hardly cure: a person must look.
constexpr bool needsPerson(UploadFault fault)
{
    return fault == UploadFault::Conflict || fault == UploadFault::RefusedByCentral
        || fault == UploadFault::LocalDamage || fault == UploadFault::ReceiptOtherHead;
}

} // namespace indraj
