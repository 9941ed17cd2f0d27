#pragma once

#include "biometrics/signature/signaturepicture.h"
#include "enrollment/samples.h"

#include <QFuture>
#include <QImage>

#include <tl/expected.hpp>

namespace indraj {

/// What was written with.
enum class PenKind { Mouse, Touch, Pen };

/// A signature ready to be saved, and its picture for the screen.
struct SignatureCapture {
    Sample sample; ///< PNG with the strokes in it
    QImage picture;
};

using SignatureAnswer = tl::expected<SignatureCapture, SignaturePictureFault>;

/// `deviceName` as the system calls it; may be empty. Pure; any thread; some tens of milliseconds.
SignatureAnswer signatureSample(const Signature &signature, PenKind pen, const QString &deviceName,
                                const QDateTime &at);
/// The same in the thread pool.
QFuture<SignatureAnswer> makeSignatureSample(const Signature &signature, PenKind pen,
                                             const QString &deviceName, const QDateTime &at);

} // namespace indraj
