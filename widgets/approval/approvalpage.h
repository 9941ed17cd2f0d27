#pragma once

#include "capture/finger/likefingers.h"
#include "storage/enrolmentstore.h"
#include "storage/fingerfigures.h"
#include "widgets/desk/personnames.h"
#include "widgets/fingers/fingerwatch.h"
#include "widgets/review/fieldtext.h"
#include "widgets/shell/page.h"

class QListView;

namespace indraj {

class ApprovalQueue;
class Banner;
class ConcernList;
class ConcernRoom;
class EnrolmentDesk;
class HandDiagram;
class IrisPair;
class LikenessCheck;
class PictureBox;
class ReasonPicker;
class ReviewList;
class TextLabel;

/// The in-charge decides about what others captured. Queue at the start side; the chosen enrolment is opened
/// on the desk. Approve works only after every concern was opened, and never on one's own work. The fingers
/// are compared with each other and with those seen before here again, whatever the operator saw. Actions:
/// "reject" (Ctrl+J), "return" (Ctrl+R), "approve" (primary).
class ApprovalPage : public Page {
    Q_OBJECT
public:
    ApprovalPage(EnrolmentStore &store, EnrolmentDesk &desk, QWidget *parent = nullptr);

    /// Where the operators' exception rates come from; null: none are shown. Must outlive the page.
    void setFigures(FingerFigureStore *figures) { m_figureStore = figures; }

    /// Whether this station compares faces: an enrolment without a picture at sign-off is then to be looked
    /// at. Must outlive the page.
    void setLikenessCheck(const LikenessCheck *check) { m_likeness = check; }

    /// What this vault has seen before; without it fingers are compared with each other only.
    void setTemplateStore(TemplateStore &store) { m_watch.setStore(&store); }

    void setPersonNames(PersonName names) { m_personName = std::move(names); }

    PageChrome chrome() const override;
    void enter() override;
    void leave() override;
    void trigger(const QString &actionId) override;

    ConcernList *concerns() const { return m_concerns; }
    ApprovalQueue *queue() const { return m_queue; }
    QString notice() const;
    bool ownWork() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildQueue();
    QWidget *buildDecision();
    QWidget *buildRecord();
    QWidget *buildSignature();
    QWidget *buildFingers();
    void connectDesk();
    void retranslate();
    void reload();
    void listed(const QList<EnrolmentSummary> &summaries);
    void openRow(int row);
    void refresh();
    void showEyes(const Enrolment &enrolment);
    void refreshPictures(const Enrolment &enrolment);
    void showFaces(const Enrolment &enrolment);
    QList<Concern> allConcerns() const;
    void showConcern(int index);
    void lookAtFingers();
    void sayRegistry(Concern::Kind kind);
    void showSeen(const Concern &concern);
    void describeSeen();
    void loadFigures();
    QString figureWords(bool *unusual) const;
    void ask(Act act);
    void decide(Act act, const QString &reasonCode, const QString &note);
    bool mayDecide() const;
    bool mayApprove() const;

    EnrolmentStore &m_store;
    EnrolmentDesk &m_desk;
    ApprovalQueue *m_queue;
    QListView *m_list;
    TextLabel *m_empty;
    QWidget *m_decision = nullptr;
    Banner *m_notice;
    TextLabel *m_name;
    TextLabel *m_nameUrdu;
    TextLabel *m_captured;
    TextLabel *m_rates; ///< how often this operator's fingers are missing
    TextLabel *m_why;
    ConcernList *m_concerns;
    ConcernRoom *m_concernRoom;
    PictureBox *m_photo;
    PictureBox *m_card; ///< the card that is renewed
    PictureBox *m_signature;
    TextLabel *m_signatureWords;
    ReviewList *m_lines;
    HandDiagram *m_hands;
    IrisPair *m_irises;
    TextLabel *m_fingerTitle;
    PictureBox *m_finger;
    PictureBox *m_likeFinger; ///< the one it looks like; hidden otherwise
    TextLabel *m_fingerWords;
    PictureBox *m_exceptionPhoto; ///< beside the marked hands while an exception is looked at
    ReasonPicker *m_reasons;
    Act m_asking = Act::Return;
    FingerPosition m_shownFinger = FingerPosition::RightThumb;
    bool m_shownEyes = false; ///< while a concern about an iris is open
    bool m_shownFaces = false; ///< while a concern about the face at sign-off is open
    bool m_shownCard = false; ///< while one about the earlier card is open; together with the faces
    std::optional<FingerPosition> m_shownOther; ///< while a concern about two fingers is open
    std::optional<Concern> m_shownSeen; ///< while a concern about a finger seen before is open
    QImage m_seenPicture; ///< of that one; null until loaded
    bool m_registrySaid = false; ///< the notice says what the registry said
    LikeFingers m_like;
    FingerWatch m_watch;
    FingerFigureStore *m_figureStore = nullptr;
    const LikenessCheck *m_likeness = nullptr;
    PersonName m_personName = [](const QString &id) { return id; };
    QList<FingerFigures> m_figures;
    EnrolmentId m_open;
    bool m_shown = false;
    bool m_busy = false;
};

} // namespace indraj
