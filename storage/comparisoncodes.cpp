#include "storage/comparisoncodes.h"

#include <QJsonArray>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

std::optional<double> numberIn(const QJsonObject &object, QLatin1StringView key)
{
    const QJsonValue value = object[key];
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

QJsonObject comparisonToJson(const FaceComparison &one)
{
    QJsonObject object{{u"reference"_s, one.reference},     {u"likeness"_s, likenessCode(one.likeness)},
                       {u"agreesTo"_s, one.agreesTo},       {u"differsFrom"_s, one.differsFrom},
                       {u"cohortFaces"_s, one.cohortFaces}, {u"model"_s, one.modelDigest}};
    if (!one.referenceId.isNull())
        object[u"referenceId"_s] = one.referenceId.toString();
    if (one.likeness == Likeness::NotCompared) {
        object[u"reason"_s] = one.reason;
        object[u"reasonIsReference"_s] = one.reasonIsReference;
    }
    if (one.distance)
        object[u"distance"_s] = *one.distance;
    if (one.normalised)
        object[u"normalised"_s] = *one.normalised;
    if (one.cohortFaces > 0)
        object[u"cohort"_s] = one.cohortDigest;
    if (one.at.isValid())
        object[u"at"_s] = one.at.toMSecsSinceEpoch();
    return object;
}

Outcome<FaceComparison> comparisonFromJson(const QJsonObject &object)
{
    const auto likeness = likenessFromCode(object["likeness"_L1].toString());
    if (!likeness)
        return failed(StoreFault::Damaged, u"a comparison of faces has an unknown result"_s);
    FaceComparison one;
    one.reference = object["reference"_L1].toString();
    one.referenceId = SampleId::fromString(object["referenceId"_L1].toString());
    one.likeness = *likeness;
    one.reason = object["reason"_L1].toString();
    one.reasonIsReference = object["reasonIsReference"_L1].toBool();
    one.distance = numberIn(object, "distance"_L1);
    one.normalised = numberIn(object, "normalised"_L1);
    one.agreesTo = object["agreesTo"_L1].toDouble();
    one.differsFrom = object["differsFrom"_L1].toDouble();
    one.cohortFaces = object["cohortFaces"_L1].toInt();
    one.cohortDigest = object["cohort"_L1].toString();
    one.modelDigest = object["model"_L1].toString();
    if (const QJsonValue at = object["at"_L1]; at.isDouble())
        one.at = QDateTime::fromMSecsSinceEpoch(at.toInteger(), Qt::UTC);
    return one;
}

} // namespace

void addComparisons(QJsonObject &description, const SampleInfo &info)
{
    if (info.kind != SampleKind::FaceAtSignOff)
        return;
    QJsonArray comparisons;
    for (const FaceComparison &one : info.comparisons)
        comparisons.append(comparisonToJson(one));
    description[u"comparisons"_s] = comparisons;
    description[u"likeness"_s] = likenessCode(gravestOf(info.comparisons));
}

Outcome<QList<FaceComparison>> comparisonsFrom(const QJsonObject &description)
{
    QList<FaceComparison> comparisons;
    const QJsonArray rows = description["comparisons"_L1].toArray();
    for (const auto &row : rows) {
        const auto one = comparisonFromJson(row.toObject());
        if (!one)
            return tl::unexpected(one.error());
        comparisons.append(*one);
    }
    return comparisons;
}

} // namespace indraj
