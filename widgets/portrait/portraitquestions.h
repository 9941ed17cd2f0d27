#pragma once

#include "capture/facecapture.h"

#include <QObject>

namespace indraj {

class ReasonPicker;

/// What the page has to ask the operator: why a picture is taken by hand, and what he decides against the
/// judgement. The second is two questions in a row, the kind of veto (BSI TR-03121 v6.0, UI-FI-OP) and its
/// reason, both in one picker laid over the page.
class PortraitQuestions : public QObject {
    Q_OBJECT
public:
    explicit PortraitQuestions(QWidget *page);
    void askManual();
    /// `mayAccept`: the picture is below the rules; otherwise it can only be refused.
    void askVeto(const FaceCandidate &candidate, bool mayAccept);
    /// The rules it was judged by are for special cases: why are they used? Answered like a veto that
    /// accepts.
    void askSpecialRules(const FaceCandidate &candidate);
    void close(); ///< the question is taken back; nothing is said
    bool isOpen() const;

Q_SIGNALS:
    void manualAnswered(const QString &reasonCode, const QString &note);
    void vetoAnswered(const indraj::FaceCandidate &candidate, indraj::Veto veto, const QString &reasonCode,
                      const QString &note);
    void cancelled();

private:
    enum class Asking { Manual, Kind, Reason };
    void answered(const QString &code, const QString &note);
    void askReason();
    QWidget *m_page;
    ReasonPicker *m_picker;
    Asking m_asking = Asking::Manual;
    FaceCandidate m_candidate;
    Veto m_veto = Veto::None;
};

/// The kind of veto that a picture taken by hand amounts to when its still is below the rules.
Veto vetoOfManualReason(const QString &reasonCode);

} // namespace indraj
