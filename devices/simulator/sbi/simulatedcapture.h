#pragma once

#include "devices/sbi/sbitypes.h"
#include "devices/simulator/sbi/statementsigner.h"
#include "devices/simulator/sbi/switches.h"
#include "devices/simulator/sbi/trainingperson.h"

#include <QImage>

namespace indraj::sbi {

/// The keys of one simulator, made by packaging/training-sbi-keys.sh.
struct SimulatorKeys {
    StatementSigner device; ///< signs captures and device information
    StatementSigner module; ///< signs digital ids
    StatementSigner stranger; ///< nobody's, for the wrong chain
    StatementSigner expired; ///< the device's key under a certificate out of date
    static Result<SimulatorKeys> load(const QString &folder);
};

/// What a simulated device is.
struct SimulatedDevice {
    Version version = Version::V095;
    Modality modality = Modality::Finger;
    QString serial;
    QString deviceId;
    QString subType;
    QList<int> subIds;
};

/// One capture that was asked for.
struct CaptureTask {
    SimulatedDevice device;
    QStringList subtypes; ///< empty for a face
    QStringList exceptions;
    QString transaction;
    QString environment;
    QByteArray previousHash;
    int requestedScore = 0;
    quint64 touchSeed = 0;
    bool first = false; ///< the first touch of this placement: may be poor
};

/// The digital id and the device information, signed as the switches say.
QByteArray digitalIdOf(const SimulatedDevice &device, const SimulatorKeys &keys, const Switches &switches);

/// Draws and signs: the whole body of an answer to RCAPTURE. Pure but for the person's cache; any thread.
QByteArray captureAnswer(const CaptureTask &task, const Switches &switches, const SimulatorKeys &keys,
                         TrainingPerson &person, const QImage &photograph);

/// What the best touch of a task would be given, for deciding whether to wait.
bool isPoorTouch(const CaptureTask &task, const Switches &switches);

} // namespace indraj::sbi
