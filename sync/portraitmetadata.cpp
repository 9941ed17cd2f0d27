#include "sync/portraitmetadata.h"

#include "enrollment/portraitsize.h"
#include "sync/osiaenrollment.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

QString vetoText(Veto veto)
{
    switch (veto) {
    case Veto::AcceptedObvious:
        return u"accepted-obvious"_s;
    case Veto::AcceptedWithout:
        return u"accepted-without"_s;
    case Veto::Rejected:
        return u"rejected"_s;
    case Veto::None:
        break;
    }
    return u"none"_s;
}

QJsonValue orNull(const std::optional<double> &number)
{
    return number ? QJsonValue(*number) : QJsonValue(QJsonValue::Null);
}

QJsonObject criterionJson(const CriterionValue &criterion)
{
    QJsonObject object{{u"key"_s, criterion.key},
                       {u"value"_s, orNull(criterion.value)},
                       {u"score"_s, criterion.score},
                       {u"min"_s, criterion.least},
                       {u"max"_s, criterion.most},
                       {u"tmin"_s, orNull(criterion.lower)},
                       {u"tmax"_s, orNull(criterion.upper)},
                       {u"level"_s, criterion.level},
                       {u"state"_s, criterion.state}};
    if (!criterion.reason.isEmpty())
        object["reason"_L1] = criterion.reason;
    return object;
}

QJsonObject attemptJson(const CaptureAttempt &attempt, bool isThis)
{
    QJsonArray criteria;
    for (const CriterionValue &criterion : attempt.criteria)
        criteria.append(criterionJson(criterion));
    QJsonObject object{{u"number"_s, attempt.number},
                       {u"at"_s, wireTime(attempt.at)},
                       {u"outcome"_s, attempt.outcome},
                       {u"quality"_s, attempt.quality.value},
                       {u"qualityFormat"_s, attempt.quality.algorithm},
                       {u"profile"_s, attempt.profile},
                       {u"selected"_s, isThis},
                       {u"veto"_s, vetoText(attempt.veto)},
                       {u"criteria"_s, criteria}};
    if (attempt.profileAges)
        object["profileAges"_L1]
            = QJsonArray{attempt.profileAges->from,
                         attempt.profileAges->to ? QJsonValue(*attempt.profileAges->to) : QJsonValue::Null};
    if (attempt.veto != Veto::None)
        object["vetoReason"_L1] = attempt.vetoReason;
    if (attempt.crop) {
        object["crop"_L1] = QJsonObject{{u"right"_s, attempt.crop->right},
                                        {u"down"_s, attempt.crop->down},
                                        {u"size"_s, attempt.crop->size},
                                        {u"degrees"_s, attempt.crop->degrees}};
        object["cutFrom"_L1] = wireTime(attempt.cutFrom);
    }
    return object;
}

QJsonObject comparisonJson(const FaceComparison &one)
{
    QJsonObject object{{u"reference"_s, one.reference},
                       {u"likeness"_s, likenessCode(one.likeness)},
                       {u"at"_s, wireTime(one.at)},
                       {u"modelSha256"_s, one.modelDigest}};
    if (one.likeness == Likeness::NotCompared) {
        object["reason"_L1] = one.reason;
        object["reasonOf"_L1] = one.reasonIsReference ? u"reference"_s : u"probe"_s;
        return object;
    }
    object["distance"_L1] = orNull(one.distance);
    object["agreesTo"_L1] = one.agreesTo;
    object["differsFrom"_L1] = one.differsFrom;
    if (one.normalised) {
        object["normalised"_L1] = *one.normalised;
        object["cohortFaces"_L1] = one.cohortFaces;
        object["cohortSha256"_L1] = one.cohortDigest;
    }
    return object;
}

} // namespace

QString portraitMetadata(const SampleInfo &portrait, const SampleInfo *faceAtSignOff,
                         const SampleInfo *triesSince)
{
    QJsonArray attempts;
    for (const CaptureAttempt &attempt : portrait.attempts)
        attempts.append(attemptJson(attempt, attempt.at == portrait.capturedAt));
    if (triesSince)
        for (const CaptureAttempt &attempt : triesSince->attempts)
            attempts.append(attemptJson(attempt, false));
    QJsonObject object{{u"format"_s, u"indraj-portrait-metadata-1"_s},
                       {u"size"_s, QString(portraitSizeName(portrait.width, portrait.height))},
                       {u"veto"_s, vetoText(portrait.veto)},
                       {u"attempts"_s, attempts}};
    if (portrait.manual)
        object["reason"_L1] = portrait.manualReason;
    if (!portrait.manualNote.isEmpty())
        object["note"_L1] = portrait.manualNote;
    if (faceAtSignOff) {
        QJsonArray comparisons;
        for (const FaceComparison &one : faceAtSignOff->comparisons)
            comparisons.append(comparisonJson(one));
        object["comparisons"_L1] = comparisons;
    }
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace indraj
