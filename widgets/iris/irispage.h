#pragma once

#include "capture/iriscapture.h"
#include "enrollment/formspec.h"
#include "enrollment/identifiers.h"
#include "widgets/shell/page.h"

#include <QHash>
#include <QSet>

namespace indraj {

class ActionButton;
class Banner;
class EnrolmentDesk;
class EyePanel;
class ReasonPicker;
class TextLabel;
struct EyePanelView;
enum class EyeSide;

/// Step "iris", of stations with an iris camera: both eyes side by side, the applicant's right one on the
/// left as the camera sees them. What is good is saved at once; when the tries are used up the best is saved
/// too, and the operator tries again or accepts it with a reason. An eye that cannot be given is an answer
/// like a picture. The step may be left open: the in-charge is told. Arrow keys choose the eye that the keys
/// act on. Actions: "back", "pause", "force" (F4, capture now), "again" (Space), "keep" (F9, accept with a
/// reason), "next" (primary when both eyes are answered).
class IrisPage : public Page {
    Q_OBJECT
public:
    IrisPage(EyeCapture &capture, EnrolmentDesk &desk, QWidget *parent = nullptr);

    PageChrome chrome() const override;
    void enter() override;
    void leave() override;
    void suspend() override;
    void resume() override;
    void trigger(const QString &actionId) override;

    EyePosition current() const { return m_current; }
    EyePanel *panel(EyePosition eye) const { return eye == EyePosition::Right ? m_right : m_left; }
    BilingualText instruction() const; ///< what is said to the citizen now
    QString notice() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildFoot();
    void placeSides();
    void connectCapture();
    void connectDesk();
    void retranslate();
    void refresh();
    void refreshEye(EyePosition eye);
    void describeExcepted(EyePosition eye, EyePanelView &view) const;
    void describeTries(EyePosition eye, EyePanelView &view) const;
    void describeSide(EyePosition eye, EyeSide side, const QString &why, EyePanelView &view) const;
    void describeSaved(EyePosition eye, EyePanelView &view) const;
    QSet<EyePosition> answered() const;
    void begin();
    void select(EyePosition eye);
    void saveBest(EyePosition eye);
    void tried(const IrisTry &attempt);
    void finished();
    void failed(const DeviceError &error);
    void askWhyNot();
    void askForVeto();
    void reasonChosen(const QString &code, const QString &note);
    void markException(const QString &code, const QString &note);
    void undoException();
    void again();
    void goToOpenEye();
    bool isDone(EyePosition eye) const; ///< saved and decided, or excepted; also when not committed yet
    bool canAccept(EyePosition eye) const;
    std::optional<IrisEyeTry> best(EyePosition eye) const;

    EyeCapture &m_capture;
    EnrolmentDesk &m_desk;
    Banner *m_notice;
    EyePanel *m_right;
    EyePanel *m_left;
    TextLabel *m_wordsUrdu;
    TextLabel *m_wordsEnglish;
    ActionButton *m_cannot;
    ActionButton *m_undo;
    ReasonPicker *m_reasons;
    EyePosition m_current = EyePosition::Right;
    EnrolmentId m_enrolment; ///< whose tries the capture holds
    struct Given {
        QDateTime at; ///< of the capture
        bool accepted = false; ///< with a person's reason
        bool operator==(const Given &) const = default;
    };
    QHash<EyePosition, Given> m_saved; ///< what was handed to the desk
    QHash<EyePosition, QImage> m_live;
    QSet<EyePosition> m_told; ///< what the capture does not ask for
    QSet<EyePosition> m_again; ///< taken anew although there is a picture of an earlier sitting
    std::optional<IrisTry> m_last; ///< the try that was judged last
    bool m_askingVeto = false; ///< what the open list of reasons is for
    bool m_shown = false;
};

} // namespace indraj
