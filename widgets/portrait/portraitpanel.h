#pragma once

#include "capture/facecapture.h"
#include "widgets/controls/panel.h"

class QCheckBox;
class QStackedWidget;

namespace indraj {

class ActionButton;
class ChoiceBox;
class FindingList;
class MessageLine;
class QualityChecklist;

/// The side of the portrait page: by which rules is judged, then the checks of the live picture, or, once a
/// picture is chosen, what was found on it. Below, the button that asks the operator to decide himself.
class PortraitPanel : public Panel {
    Q_OBJECT
public:
    explicit PortraitPanel(QWidget *parent = nullptr);

    void setProfiles(const QStringList &names, const QString &current);
    void showLive(const FaceJudgement &judgement);
    void clearLive();
    void showFindings(const FaceCandidate &candidate, int number);
    void showChecklist();
    /// A line above the buttons, for the operator: what was seen, how often such a hint is wrong. The
    /// strongest of those that are raised; empty hides it.
    void showHints(const QList<FaceHint> &hints);
    QString hint() const;
    /// Of the button; `others` are what it says at all times, first of a picture that is chosen, when the
    /// crop stands beside it: the panel is as wide for each of them, so that the live picture keeps its size.
    void setDecision(const QString &label, const QStringList &others);
    /// The button for crop and rotation by hand; it takes the place of that for the camera's controls, which
    /// have nothing to say about a picture that is taken.
    void setCropOffered(bool offered);
    void setTuningOffered(bool offered); ///< the button for the camera's controls
    /// The switch of the voice. `trouble`: why nothing is heard, for the tooltip; empty where nothing is
    /// wrong.
    void setVoice(bool on, bool possible, const QString &trouble);
    FindingList *findings() const { return m_findings; }

Q_SIGNALS:
    void profileChosen(const QString &name);
    void decisionWanted();
    void cropWanted();
    void tuningWanted();
    void voiceWanted(bool on);

private:
    ChoiceBox *m_profile;
    QStackedWidget *m_stack;
    QualityChecklist *m_checklist;
    FindingList *m_findings;
    MessageLine *m_hint;
    ActionButton *m_decide;
    ActionButton *m_crop;
    ActionButton *m_tune;
    bool m_tuningOffered = false;
    QCheckBox *m_voice;
};

} // namespace indraj
