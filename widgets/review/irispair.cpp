#include "widgets/review/irispair.h"

#include "widgets/controls/textlabel.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/desk/irisstanding.h"
#include "widgets/iris/iriswords.h"
#include "widgets/review/fieldtext.h"
#include "widgets/review/parts.h"
#include "widgets/shell/words.h"
#include "widgets/theme/textstyle.h"

#include <QBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize irisBox{64, 48};
constexpr QSize lowIrisBox{40, 30}; ///< in a row

/// In the operator's language, also on pages that keep one direction.
QString irisSaid(const BilingualText &words) { return urduInterface() ? words.urdu : words.english; }

/// Little room: which eye, and its score or a dash.
QString shortIris(const Enrolment &enrolment, EyePosition eye)
{
    const BilingualText side = eye == EyePosition::Right ? BilingualText{u"Right"_s, u"دائیں"_s}
                                                         : BilingualText{u"Left"_s, u"بائیں"_s};
    const SampleInfo *sample = enrolment.iris(eye);
    const QString score
        = sample && sample->quality.isValid() ? QString::number(sample->quality.value) : u"–"_s;
    return irisSaid(side) + u' ' + isolated(score);
}

} // namespace

BilingualText irisSideWords(const SampleInfo &iris)
{
    switch (eyeSideOf(iris)) {
    case EyeSide::AsSaid:
        break;
    case EyeSide::Other:
        return otherEyeWords(iris.eye);
    case EyeSide::NotTold:
        return {u"Left or right could not be told"_s, u"دائیں یا بائیں معلوم نہ ہو سکا"_s};
    }
    return {};
}

BilingualText irisName(EyePosition eye)
{
    return eye == EyePosition::Right ? BilingualText{u"Right iris"_s, u"دائیں آنکھ کی پتلی"_s}
                                     : BilingualText{u"Left iris"_s, u"بائیں آنکھ کی پتلی"_s};
}

BilingualText irisStanding(const Enrolment &enrolment, EyePosition eye)
{
    if (const EyeException *exception = enrolment.exceptionFor(eye)) {
        BilingualText why = eyeExceptionWords(exception->kind);
        if (!exception->note.isEmpty()) {
            why.english += u", "_s + exception->note;
            why.urdu += u"، "_s + exception->note;
        }
        return why;
    }
    const SampleInfo *sample = enrolment.iris(eye);
    if (!sample)
        return {u"not captured, without a reason"_s, u"نہیں لی گئی، وجہ نہیں بتائی"_s};
    const QString score = sample->quality.isValid() ? QString::number(sample->quality.value) : u"–"_s;
    if (!sample->manual && !isUndecidedIris(*sample))
        return {score, score};
    const QString limit = QString::number(sample->acceptFrom);
    BilingualText low{u"%1 of %2"_s.arg(score, limit), u"%2 میں سے %1"_s.arg(score, limit)};
    const BilingualText why = sample->manual
        ? reasonText(sample->manualReason)
        : BilingualText{u"nobody has decided about it"_s, u"کسی نے فیصلہ نہیں کیا"_s};
    low.english += u", "_s + why.english;
    low.urdu += u"، "_s + why.urdu;
    return low;
}

QList<Concern> irisConcerns(const Enrolment &enrolment, bool asked)
{
    QList<Concern> concerns;
    if (!asked && !enrolment.saysOfIrises())
        return concerns;
    for (const EyePosition eye : bothEyes) {
        const SampleInfo *sample = enrolment.iris(eye);
        const BilingualText name = irisName(eye);
        if (sample && eyeSideOf(*sample) == EyeSide::Other)
            concerns << Concern{Concern::Kind::Iris,
                                {},
                                {name.english + u": left or right?"_s, name.urdu + u": دائیں یا بائیں؟"_s},
                                irisSideWords(*sample)};
        if (sample && !sample->manual && !isUndecidedIris(*sample))
            continue;
        const BilingualText title = sample
            ? BilingualText{name.english + u" below the limit"_s, name.urdu + u" کا معیار کم ہے"_s}
            : BilingualText{name.english + u" not taken"_s, name.urdu + u" کی تصویر نہیں لی گئی"_s};
        concerns << Concern{Concern::Kind::Iris, {}, title, irisStanding(enrolment, eye)};
    }
    return concerns;
}

IrisPair::IrisPair(Qt::Orientation direction, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"irises"_s);
    auto *box
        = new QBoxLayout(direction == Qt::Vertical ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight, this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(6);
    for (std::size_t i = 0; i < bothEyes.size(); ++i) {
        m_pictures.at(i) = new PictureBox(direction == Qt::Vertical ? irisBox : lowIrisBox);
        m_words.at(i) = new TextLabel(TextStyle::Small);
        box->addWidget(m_pictures.at(i), 0, Qt::AlignVCenter);
        box->addWidget(m_words.at(i), 0, Qt::AlignVCenter);
    }
    if (direction == Qt::Horizontal)
        box->addStretch(1);
    hide();
}

void IrisPair::show(const EnrolmentDesk &desk)
{
    setVisible(desk.asksForIrises());
    for (std::size_t i = 0; i < bothEyes.size(); ++i) {
        const EyePosition eye = bothEyes.at(i);
        m_pictures.at(i)->setPicture(desk.iris(eye));
        m_pictures.at(i)->setAccessibleName(irisSaid(irisName(eye)));
        m_words.at(i)->setText(shortIris(desk.enrolment(), eye));
        QString tip = irisSaid(irisStanding(desk.enrolment(), eye));
        const SampleInfo *sample = desk.enrolment().iris(eye);
        if (const QString side = sample ? irisSaid(irisSideWords(*sample)) : QString(); !side.isEmpty())
            tip += u'\n' + side;
        m_words.at(i)->setToolTip(tip);
    }
}

} // namespace indraj
