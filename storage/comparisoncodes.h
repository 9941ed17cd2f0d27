#pragma once

#include "enrollment/samples.h"
#include "storage/outcome.h"

#include <QJsonObject>

namespace indraj {

/// The comparisons of a face as they stand in the description of its sample: `comparisons`, and `likeness`,
/// the gravest of them, which lists ask for. Nothing is added to a sample of another kind.
void addComparisons(QJsonObject &description, const SampleInfo &info);

/// StoreFault::Damaged for an unknown code: nothing is guessed.
Outcome<QList<FaceComparison>> comparisonsFrom(const QJsonObject &description);

} // namespace indraj
