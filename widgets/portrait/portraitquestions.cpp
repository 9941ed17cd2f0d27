#include "widgets/portrait/portraitquestions.h"

#include "enrollment/reasons.h"
#include "widgets/controls/reasonpicker.h"
#include "widgets/review/parts.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString obviousKind = u"veto-obvious"_s;
const QString withoutKind = u"veto-without"_s;
const QString rejectKind = u"veto-reject"_s;

} // namespace

PortraitQuestions::PortraitQuestions(QWidget *page)
    : QObject(page)
    , m_page(page)
    , m_picker(new ReasonPicker(page))
{
    connect(m_picker, &ReasonPicker::chosen, this, &PortraitQuestions::answered);
    connect(m_picker, &ReasonPicker::cancelled, this, &PortraitQuestions::cancelled);
}

bool PortraitQuestions::isOpen() const { return !m_picker->isHidden(); }

void PortraitQuestions::close() { m_picker->hide(); }

void PortraitQuestions::askManual()
{
    m_asking = Asking::Manual;
    m_picker->setTitle(tr("Why is the picture taken by hand?"));
    m_picker->setReasons(reasonsFor(m_page, reasons::manualPortraitCodes));
    m_picker->open();
}

void PortraitQuestions::askVeto(const FaceCandidate &candidate, bool mayAccept)
{
    m_asking = Asking::Kind;
    m_candidate = candidate;
    QList<ReasonPicker::Reason> kinds;
    if (mayAccept)
        kinds << ReasonPicker::Reason{obviousKind, tr("Accept: anybody sees why")}
              << ReasonPicker::Reason{withoutKind, tr("Accept: not obvious why")};
    kinds << ReasonPicker::Reason{rejectKind, tr("Refuse this picture")};
    m_picker->setTitle(mayAccept ? tr("The picture is below the rules") : tr("Decide against the judgement"));
    m_picker->setReasons(kinds);
    m_picker->open();
}

void PortraitQuestions::askSpecialRules(const FaceCandidate &candidate)
{
    m_candidate = candidate;
    m_veto = Veto::AcceptedObvious;
    askReason();
    m_picker->setTitle(tr("Why are the rules for exceptions used? The in-charge sees this."));
}

void PortraitQuestions::askReason()
{
    m_asking = Asking::Reason;
    const QStringList codes = m_veto == Veto::Rejected ? reasons::vetoRejectCodes
        : m_veto == Veto::AcceptedObvious              ? reasons::vetoObviousCodes
                                                       : reasons::vetoWithoutCodes;
    m_picker->setTitle(m_veto == Veto::Rejected ? tr("Why is it refused?")
                                                : tr("Why is it accepted? The in-charge sees this."));
    m_picker->setReasons(reasonsFor(m_page, codes));
    m_picker->open();
}

void PortraitQuestions::answered(const QString &code, const QString &note)
{
    switch (m_asking) {
    case Asking::Manual:
        Q_EMIT manualAnswered(code, note);
        return;
    case Asking::Reason:
        Q_EMIT vetoAnswered(std::exchange(m_candidate, {}), m_veto, code, note);
        return;
    case Asking::Kind:
        m_veto = code == rejectKind ? Veto::Rejected
            : code == obviousKind   ? Veto::AcceptedObvious
                                    : Veto::AcceptedWithout;
        // Not from within the click of a button that the next question deletes.
        QMetaObject::invokeMethod(
            this, [this] { askReason(); }, Qt::QueuedConnection);
        return;
    }
}

Veto vetoOfManualReason(const QString &reasonCode)
{
    return reasons::vetoObviousCodes.contains(reasonCode) && reasonCode != "other"_L1 ? Veto::AcceptedObvious
                                                                                      : Veto::AcceptedWithout;
}

} // namespace indraj
