#pragma once

#include "devices/sbi/devicelist.h"

#include <QDateTime>

#include <chrono>

namespace indraj::sbi {

/// One registration capture, in the words of the interface.
struct CapturePlan {
    QStringList subtypes; ///< what must come back; empty for a face
    QStringList exceptions; ///< of the same placement; with a face: what an exception photo shows
    bool left = false; ///< the placement has something of the left side
    bool right = false; ///< of the right; both: the two thumbs, both irises
    int requestedScore = 40; ///< 0-100
    std::chrono::milliseconds timeout{10000};
};

/// What an answer is held against.
struct Expectation {
    Version version = Version::V095;
    Modality modality = Modality::Finger;
    QString environment; ///< "Production", "Staging"...
    QString serial; ///< of the device that was asked
    QString transaction; ///< ours, new for every request
    QStringList subtypes;
    QByteArray previousHash; ///< hexadecimal, capital letters
    std::chrono::seconds window{300}; ///< how far the device's clock may be off
};

/// SHA-256 of nothing: the hash before the first capture of an applicant.
QByteArray firstHash();

/// 4 to 50 letters, digits and hyphens, as 0.9.5 asks for it; new with every call.
QString newTransaction();

Expectation expectationOf(const Device &device, const CapturePlan &plan, const QString &environment,
                          const QByteArray &previousHash);

/// The body of RCAPTURE. Numbers are sent as text, as MOSIP's own client does.
QByteArray captureBody(const Device &device, const CapturePlan &plan, const Expectation &expected,
                       const QDateTime &now);
/// The bodies of the other calls.
QByteArray discoveryBody(Version version);
QByteArray streamBody(const Device &device, int subId, std::chrono::milliseconds timeout);
QByteArray infoBody(Version version); ///< empty for 0.9.5, which has none

/// "MOSIPDISC", "MOSIPDINFO", "SBIDISC", "SBIINFO".
QByteArray discoveryVerb(Version version);
QByteArray infoVerb(Version version);

} // namespace indraj::sbi
