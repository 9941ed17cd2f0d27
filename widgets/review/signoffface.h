#pragma once

#include "capture/facecapture.h"
#include "capture/likenesscheck.h"
#include "widgets/controls/panel.h"

namespace indraj {

class EnrolmentDesk;
class LikenessScale;
class PictureBox;
class TextLabel;

/// Who sits here now, beside the portrait: the camera looks by itself when the page is opened, the picture is
/// compared and saved with what came out; of a renewal with the photo on the earlier card too. It warns and
/// never stops anybody. Without camera, model or cohort it says so and the operator looks himself.
class SignOffFace : public Panel {
    Q_OBJECT
public:
    explicit SignOffFace(EnrolmentDesk &desk, QWidget *parent = nullptr);

    /// Both must outlive the widget. Without this call faces are not compared here, and nothing says so.
    void offerComparison(FaceCapture &capture, LikenessCheck &check);
    bool isOffered() const { return m_check && m_check->offer() == LikenessCheck::Offer::Offered; }

    void begin(); ///< the page is shown: looks, unless it has been compared already
    void end(); ///< the page is left: camera off
    void suspend(); ///< the window is locked
    void resume();
    void again(); ///< another picture
    bool mayRepeat() const; ///< whether again() would do anything
    QString words() const; ///< what is said now

    /// The picture of the earlier card, for the page to lay out beside this panel; hidden where there is
    /// none.
    PictureBox *card() const { return m_card; }

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class Stage { Resting, Looking, Comparing, NoCamera, Failed };
    void connectCapture();
    void look();
    void setStage(Stage stage);
    void taken(const FaceCandidate &candidate);
    void compared(const QList<FaceComparison> &comparisons);
    void buildCard();
    void refresh();
    void refreshCard();
    void sayResult(const FaceComparison &comparison);
    bool isDraft() const;
    /// What came out against the sample that is there now; nullptr: it was not compared.
    const FaceComparison *result(const SampleInfo *reference) const;
    bool isCompared() const; ///< with everything there is

    EnrolmentDesk &m_desk;
    FaceCapture *m_capture = nullptr;
    LikenessCheck *m_check = nullptr;
    PictureBox *m_photo;
    PictureBox *m_now;
    TextLabel *m_photoName;
    TextLabel *m_nowName;
    TextLabel *m_heading;
    TextLabel *m_state;
    LikenessScale *m_scale;
    TextLabel *m_advice;
    PictureBox *m_card;
    QWidget *m_cardWords;
    TextLabel *m_cardState;
    TextLabel *m_cardAdvice;
    Stage m_stage = Stage::Resting;
    bool m_shown = false;
    bool m_wanted = false; ///< to look as soon as portrait and offer are known
    FaceCandidate m_candidate; ///< while it is compared
    FaceGuidance m_guidance = FaceGuidance::NoFace;
};

} // namespace indraj
