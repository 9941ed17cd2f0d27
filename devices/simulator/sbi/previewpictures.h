#pragma once

#include "devices/simulator/sbi/trainingperson.h"

#include <QByteArray>

namespace indraj::sbi {

/// The frames of a live picture, JPEG, with what real devices draw in: boxes and scores. Every one says in
/// large letters that it is training. The first is the empty device, the last what stays. Pure; any thread.
QList<QByteArray> slapFrames(TrainingPerson &person, const QList<FingerPosition> &fingers, quint64 touchSeed);
QList<QByteArray> irisFrames(const TrainingPerson &person, const QList<EyePosition> &eyes, quint64 touchSeed);
QList<QByteArray> faceFrames(const QImage &photograph);

} // namespace indraj::sbi
