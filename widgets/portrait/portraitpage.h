#pragma once

#include "capture/facecapture.h"
#include "widgets/shell/page.h"

#include <optional>

namespace indraj {

class EnrolmentDesk;
class ActionButton;
class Banner;
class PreviewWidget;
class QualityChecklist;
class ReasonPicker;
class TextLabel;
class TryCard;

/// Step "photo": the camera judges each frame and takes the best of a good run by itself; the operator may
/// choose another of the best three, take the present picture with a reason, or take it again.
/// Actions: "back", "take" (Space), "pause", "retake", "use" (primary).
class PortraitPage : public Page {
    Q_OBJECT
public:
    PortraitPage(FaceCapture &capture, EnrolmentDesk &desk, QWidget *parent = nullptr);

    PageChrome chrome() const override;
    void enter() override;
    void leave() override;
    void suspend() override;
    void resume() override;
    void trigger(const QString &actionId) override;

    PreviewWidget *preview() const { return m_preview; }
    QString notice() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void connectCapture();
    QWidget *buildTop();
    void retranslate();
    void refreshCandidates();
    void choose(int index);
    void askManual();
    void use();
    void cameraFailed(const DeviceError &error);
    bool alreadyTaken() const;

    FaceCapture &m_capture;
    EnrolmentDesk &m_desk;
    PreviewWidget *m_preview;
    QualityChecklist *m_checklist;
    ActionButton *m_cannot;
    Banner *m_notice;
    QList<TryCard *> m_cards;
    ReasonPicker *m_reasons;
    QList<FaceCandidate> m_candidates;
    std::optional<FaceCandidate> m_accepted;
    bool m_manual = false;
    QString m_manualReason;
    int m_chosen = -1; ///< index in m_candidates; -1: none
    bool m_cameraHere = false;
    bool m_cameraWaits = false; ///< off since the window was locked, because a picture is chosen
    bool m_saving = false; ///< our own save is under way: the page moves on when the desk has it
};

} // namespace indraj
