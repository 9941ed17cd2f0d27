#include "storage/fingers/fingernotes.h"

#include <QMap>

#include <set>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestReason = 64;

struct SignedOff {
    QString actor; ///< empty until it is signed off
    QMap<QString, int> counts; ///< by the words of signedFingersDetail()
    std::set<QString> eyes; ///< that were asked for, taken or not
};

QMap<QString, int> countsOf(const QString &detail)
{
    QMap<QString, int> counts;
    for (const QString &part : detail.split(u", "_s))
        counts.insert(part.section(u' ', 0, 0), part.section(u' ', 1).toInt());
    return counts;
}

} // namespace

QString fingerVetoDetail(const SampleInfo &finger)
{
    return u"finger %1, %2 of %3, %4"_s.arg(static_cast<int>(finger.finger))
        .arg(finger.quality.value)
        .arg(finger.acceptFrom)
        .arg(finger.manualReason.left(longestReason));
}

QString irisVetoDetail(const SampleInfo &iris)
{
    return u"iris %1, %2 of %3, %4"_s.arg(static_cast<int>(iris.eye))
        .arg(iris.quality.value)
        .arg(iris.acceptFrom)
        .arg(iris.manualReason.left(longestReason));
}

QString signedFingersDetail(const Enrolment &enrolment)
{
    const auto accepted = [&enrolment](SampleKind kind) {
        return std::count_if(
            enrolment.samples.begin(), enrolment.samples.end(),
            [kind](const SampleInfo &sample) { return sample.kind == kind && sample.manual; });
    };
    const auto vetoes = accepted(SampleKind::Finger), irises = accepted(SampleKind::Iris);
    const auto eyes = enrolment.eyeExceptions.size();
    if (vetoes == 0 && irises == 0 && eyes == 0 && enrolment.exceptions.isEmpty())
        return {};
    QString detail = u"exceptions %1, vetoes %2"_s.arg(enrolment.exceptions.size()).arg(vetoes);
    if (eyes > 0)
        detail += u", eyes %1"_s.arg(eyes);
    if (irises > 0)
        detail += u", irises %1"_s.arg(irises);
    return detail;
}

QString confirmedExceptionsDetail(const Enrolment &enrolment)
{
    QString detail;
    for (const BiometricException &exception : enrolment.exceptions)
        detail += (detail.isEmpty() ? u"fingers %1"_s : u" %1"_s).arg(static_cast<int>(exception.finger));
    QString eyes;
    for (const EyeException &exception : enrolment.eyeExceptions)
        eyes += (eyes.isEmpty() ? u"eyes %1"_s : u" %1"_s).arg(static_cast<int>(exception.eye));
    return detail.isEmpty() || eyes.isEmpty() ? detail + eyes : detail + u", "_s + eyes;
}

Outcome<QList<FingerFigures>> readFingerFigures(Database &database)
{
    Statement rows = database.prepare(
        "SELECT event, actor, subject, detail FROM audit WHERE event IN ('sign-off', 'fingers-signed')"
        " OR (event IN ('sample-saved', 'exception-saved') AND detail LIKE 'iris %') ORDER BY sequence");
    QMap<QString, SignedOff> last; // by enrolment
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            break;
        SignedOff &one = last[rows.text(2)];
        const QString event = rows.text(0);
        if (event == u"sign-off")
            one = {rows.text(1), {}, one.eyes};
        else if (event == u"fingers-signed")
            one.counts = countsOf(rows.text(3)); // comes after its sign-off, in the same transaction
        else
            one.eyes.insert(rows.text(3));
    }
    QMap<QString, FingerFigures> byActor;
    for (const SignedOff &one : std::as_const(last)) {
        if (one.actor.isEmpty())
            continue;
        FingerFigures &figures = byActor[one.actor];
        figures.actor = one.actor;
        ++figures.enrolments;
        figures.exceptions += one.counts.value(u"exceptions"_s);
        figures.vetoes += one.counts.value(u"vetoes"_s);
        figures.eyes += int(one.eyes.size());
        figures.eyeExceptions += one.counts.value(u"eyes"_s);
        figures.irisVetoes += one.counts.value(u"irises"_s);
    }
    return byActor.values();
}

} // namespace indraj
