#pragma once

#include "biometrics/face/inference.h"

namespace indraj {

/// How indraj-face ends.
enum FaceToolStatus {
    NoneRefused = 0, ///< or: the faces agree
    SomeRefused = 1,
    FileTrouble = 2,
    NotCompared = 3,
    WrongUse = 64,
    NoModels = 69,
    BadRules = 78
};

void complain(const QString &text); ///< to standard error, in English: the command line is for technicians
FaceToolStatus complainAbout(const FaceModelError &error);
/// To standard output when `path` is empty. False: it could not be written.
bool writeReport(const QByteArray &report, const QString &path);

} // namespace indraj
