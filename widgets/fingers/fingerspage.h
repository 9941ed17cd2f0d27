#pragma once

#include "capture/finger/likefingers.h"
#include "capture/fingercapture.h"
#include "capture/handcapture.h"
#include "capture/photocapture.h"
#include "enrollment/formspec.h"
#include "widgets/desk/personnames.h"
#include "widgets/fingers/fingerwatch.h"
#include "widgets/fingers/slapguide.h"
#include "widgets/shell/page.h"

#include <QSet>
#include <QTimer>

#include <optional>

class QHBoxLayout;

namespace indraj {

class EnrolmentDesk;
class FingerPairPanel;
class FingerPanel;
class HandDiagram;
class HandsPhotoPanel;
class ActionButton;
class MarkLegend;
class Banner;
class ReasonPicker;
class TextLabel;
class TryCard;

/// Step "fingers": ten single fingers, one after the other. A good finger is saved and the next one asked for
/// by itself; when the tries are used up the best is kept, and the operator tries again or accepts it with a
/// reason, which the in-charge sees. Every finger is compared with the others of this applicant; two that
/// look like one are shown side by side, and the operator decides; so is one that the vault has seen before.
/// With an exception the photograph of both hands is asked for before one goes on. With a slap scanner whole
/// hands are asked for instead, in the policy's sequence, and the operator may go over to single fingers and
/// back at any moment. Actions: "photo", "back", "pause", "keep", "again" (Space), "force" (capture the hand
/// that lies there now), "singles", "hands" (F7), "next" (primary when all ten are done), "undo".
class FingersPage : public Page {
    Q_OBJECT
public:
    FingersPage(FingerCapture &capture, EnrolmentDesk &desk, QWidget *parent = nullptr);

    PageChrome chrome() const override;
    void enter() override;
    void leave() override;
    void suspend() override;
    void resume() override;
    void trigger(const QString &actionId) override;

    /// Where the photograph of both hands comes from; must outlive the page. Without it none is asked for.
    void setPhotoCapture(PhotoCapture &capture);
    /// A slap scanner; must outlive the page. Without it single fingers are taken.
    void setHandCapture(HandCapture &capture);
    bool takesHands() const { return m_slap && m_slap->isOn(); }
    /// What this vault has seen before; without it fingers are compared with each other only.
    void setTemplateStore(TemplateStore &store) { m_watch.setStore(&store); }
    void setPersonNames(PersonName names) { m_personName = std::move(names); }
    HandsPhotoPanel *handsPhoto() const { return m_handsPhoto; } ///< null without a camera

    /// Order of capture; default right thumb to little, then left thumb to little.
    void setSequence(const QList<FingerPosition> &sequence) { m_sequence = sequence; }
    /// The pause between a good finger and the next, in milliseconds.
    void setPause(int milliseconds) { m_advance.setInterval(milliseconds); }

    FingerPosition current() const { return m_current; }
    HandDiagram *hands() const { return m_hands; }
    FingerPanel *panel() const { return m_panel; }
    QString notice() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    enum class Stage { Asking, Good, UsedUp, Exception, AllDone };

    QWidget *buildHands();
    void connectAll();
    void retranslate();
    void select(FingerPosition finger);
    void goOn();
    void refresh();
    void refreshStrip();
    void refreshPlate();
    void refreshException();
    void scannerChanged(ScannerState state);
    void singleFailed(const DeviceError &error);
    void fingerFinished(FingerPosition finger, bool good);
    void saveBest(FingerPosition finger);
    void ask(); ///< for the current finger, or for its hand
    void stopAsking();
    void openScanner();
    void closeScanner();
    ScannerState scannerState() const;
    QList<FingerPosition> order() const;
    std::optional<ChosenFinger> chosen(FingerPosition finger) const; ///< of all tries that are kept here
    void slapFinished(SlapPlacement placement, bool good);
    void slapTried(SlapPlacement placement, const SlapTry &attempt);
    void slapFailed(const DeviceError &error);
    void goOverTo(bool singles);
    void arrangeForHands();
    void tellSlapGuide();
    void refreshSlapStrip();
    void refreshSlapPlate();
    BilingualText slapWords() const;
    bool isAskedFor(FingerPosition finger) const;
    QString presentWords() const;
    QString scannerMissingWords() const;
    void addSlapActions(PageChrome &chrome) const;
    void askWhyNot();
    void askForVeto();
    void reasonChosen(const QString &code, const QString &note);
    void markException(const QString &code, const QString &note);
    void undoException();
    void veto(const QString &code);
    void lookAtSaved();
    void showPair(const LikePair &pair);
    void showSeen(const SeenFinger &seen);
    void pairAnswered();
    void takeAgain(FingerPosition finger);
    bool needsPhoto() const;
    void openPhoto();
    bool done(FingerPosition finger) const;
    bool isLowScore(FingerPosition finger) const;
    FingerPosition nextOpen() const;
    int bestScore(FingerPosition finger) const;
    int doneCount() const;

    FingerCapture &m_capture;
    EnrolmentDesk &m_desk;
    SlapGuide *m_slap = nullptr;
    QHBoxLayout *m_row = nullptr; ///< hands and plate
    QList<FingerPosition> m_sequence;
    HandDiagram *m_hands;
    MarkLegend *m_legend;
    TextLabel *m_exceptionWords;
    ActionButton *m_cannot;
    ActionButton *m_undo;
    ActionButton *m_takePhoto;
    FingerPanel *m_panel;
    Banner *m_notice;
    QList<TryCard *> m_cards;
    ReasonPicker *m_reasons;
    FingerPairPanel *m_pair;
    HandsPhotoPanel *m_handsPhoto = nullptr;
    LikeFingers m_like;
    FingerWatch m_watch;
    PersonName m_personName = [](const QString &id) { return id; };
    QList<LikePair> m_pairsToShow; ///< found while another was on the screen
    QList<SeenFinger> m_seenToShow; ///< likewise
    QTimer m_advance;
    FingerPosition m_current = FingerPosition::RightThumb;
    Stage m_stage = Stage::Asking;
    bool m_askingVeto = false; ///< what the open list of reasons is for
    std::optional<FingerTry> m_seen; ///< the touch that is being judged, by the cheap measures
    QImage m_singleLive; ///< of a slap scanner that takes a single finger; its stream may rest meanwhile
    EnrolmentId m_enrolment; ///< whose tries the capture holds
    QSet<FingerPosition>
        m_given; ///< finished and handed to the desk, perhaps not committed yet: not asked for again
    QSet<FingerPosition> m_vetoed; ///< accepted by the operator, perhaps not committed yet
    bool m_photoGiven = false; ///< handed to the desk, perhaps not committed yet
    bool m_scannerStayedAway = false; ///< a capture ended because it went with its helper and is not back
    bool m_shown = false;
};

} // namespace indraj
