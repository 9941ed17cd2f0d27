#pragma once

#include "capture/facecapture.h"
#include "widgets/portrait/triedpictures.h"
#include "widgets/shell/page.h"

#include <optional>

namespace indraj {

class EnrolmentDesk;
class Banner;
class CameraModes;
class CameraTune;
class CropPanel;
class PortraitPanel;
class PortraitQuestions;
class PreviewWidget;
class TryCard;
class VoiceCoach;

/// Step "photo": the camera judges each frame and takes the best of a good run by itself, when the still
/// meets the rules; after a while without one it shows the best so far. The operator may choose another of
/// the best three, change its crop by hand, take the present picture with a reason, take it again, and decide
/// against the judgement either way, with a reason (BSI TR-03121 v6.0, ACQ-FI-SV-4 and UI-FI-OP). Actions:
/// "back", "take" (Space), "pause", "retake", "crop" (F4), "use" (primary).
class PortraitPage : public Page {
    Q_OBJECT
public:
    PortraitPage(FaceCapture &capture, EnrolmentDesk &desk, QWidget *parent = nullptr);

    /// Offers the controls of the camera beside the live picture. `tune` must outlive the page or be its
    /// child.
    void offerTuning(CameraTune &tune);
    /// Offers its formats among them. As `tune`; after offerTuning().
    void offerModes(CameraModes &modes);

    /// Says the instructions aloud too, where the operator switches it on. As `tune`.
    void offerVoice(VoiceCoach &coach);

    PageChrome chrome() const override;
    void enter() override;
    void leave() override;
    void suspend() override;
    void resume() override;
    void trigger(const QString &actionId) override;

    PreviewWidget *preview() const { return m_preview; }
    PortraitPanel *panel() const { return m_panel; }
    QString notice() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void connectCapture();
    void connectCamera();
    void connectDesk();
    void connectQuestions();
    void connectCrop();
    bool mayCrop() const;
    void openCrop();
    void cropApplied(const FaceCandidate &before, const FaceCandidate &by);
    void retranslate();
    void refreshCandidates();
    void refreshSide();
    void refreshVoice();
    void refreshBadges();
    struct TryView cardOf(int index) const;
    QString judgementWords(const FaceCandidate &candidate, bool met) const;
    void choose(int index);
    void prefer(const FaceCandidate &candidate);
    void askManual();
    void decideSelf();
    void decided(const FaceCandidate &candidate, Veto veto, const QString &reasonCode, const QString &note);
    void use();
    void save(const FaceCandidate &candidate, Veto veto, const QString &reasonCode, const QString &note);
    bool takenByHand(const FaceCandidate &candidate) const;
    void cameraStarted();
    void cameraFailed(const DeviceError &error);
    bool alreadyTaken() const;

    FaceCapture &m_capture;
    EnrolmentDesk &m_desk;
    PreviewWidget *m_preview;
    PortraitPanel *m_panel;
    Banner *m_notice;
    QList<TryCard *> m_cards;
    PortraitQuestions *m_questions;
    CropPanel *m_crop;
    class TunePanel *m_tune = nullptr;
    VoiceCoach *m_coach = nullptr;
    TriedPictures m_tried;
    QList<FaceCandidate> m_candidates;
    std::optional<FaceCandidate> m_accepted;
    bool m_manual = false;
    QString m_manualReason;
    QString m_manualNote;
    int m_chosen = -1; ///< index in m_candidates; -1: none
    std::optional<CameraFormat> m_mode; ///< that the camera starts in; nothing: it names none
    bool m_cameraHere = false;
    bool m_cameraWaits = false; ///< off since the window was locked, because a picture is chosen
    bool m_saving = false; ///< our own save is under way: the page moves on when the desk has it
};

} // namespace indraj
