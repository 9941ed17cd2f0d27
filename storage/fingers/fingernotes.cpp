#include "storage/fingers/fingernotes.h"

#include <QHash>
#include <QMap>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestReason = 64;

struct SignedOff {
    QString actor;
    int exceptions = 0;
    int vetoes = 0;
};

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
    const auto vetoes
        = std::count_if(enrolment.samples.begin(), enrolment.samples.end(), [](const SampleInfo &sample) {
              return sample.kind == SampleKind::Finger && sample.manual;
          });
    if (vetoes == 0 && enrolment.exceptions.isEmpty())
        return {};
    return u"exceptions %1, vetoes %2"_s.arg(enrolment.exceptions.size()).arg(vetoes);
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
    Statement rows = database.prepare("SELECT event, actor, subject, detail FROM audit"
                                      " WHERE event IN ('sign-off', 'fingers-signed') ORDER BY sequence");
    QHash<QString, SignedOff> last; // by enrolment
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            break;
        SignedOff &one = last[rows.text(2)];
        if (rows.text(0) == u"sign-off") {
            one = {rows.text(1), 0, 0};
            continue;
        }
        const QString detail = rows.text(3); // comes after its sign-off, in the same transaction
        one.exceptions = detail.section(u',', 0, 0).section(u' ', 1).toInt();
        one.vetoes = detail.section(u',', 1).trimmed().section(u' ', 1).toInt();
    }
    QMap<QString, FingerFigures> byActor;
    for (const SignedOff &one : std::as_const(last)) {
        FingerFigures &figures = byActor[one.actor];
        figures.actor = one.actor;
        ++figures.enrolments;
        figures.exceptions += one.exceptions;
        figures.vetoes += one.vetoes;
    }
    return byActor.values();
}

} // namespace indraj
