#pragma once

#include "capture/fingercapture.h"
#include "widgets/shell/page.h"

#include <QSet>
#include <QTimer>

namespace indraj {

class EnrolmentDesk;
class FingerPanel;
class HandDiagram;
class ActionButton;
class MarkLegend;
class Banner;
class ReasonPicker;
class TextLabel;
class TryCard;

/// Step "fingers": ten single fingers, one after the other. A good finger is saved and the next one asked for
/// by itself; when the tries are used up the best is kept and the operator goes on or tries again.
/// Actions: "back", "pause", "keep", "again" (Space), "next" (primary when all ten are done), "undo".
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
    void fingerFinished(FingerPosition finger, bool good);
    void saveBest(FingerPosition finger);
    void markException(const QString &code, const QString &note);
    void undoException();
    bool done(FingerPosition finger) const;
    FingerPosition nextOpen() const;
    int bestScore(FingerPosition finger) const;
    int doneCount() const;

    FingerCapture &m_capture;
    EnrolmentDesk &m_desk;
    QList<FingerPosition> m_sequence;
    HandDiagram *m_hands;
    MarkLegend *m_legend;
    TextLabel *m_exceptionWords;
    ActionButton *m_cannot;
    ActionButton *m_undo;
    FingerPanel *m_panel;
    Banner *m_notice;
    QList<TryCard *> m_cards;
    ReasonPicker *m_reasons;
    QTimer m_advance;
    FingerPosition m_current = FingerPosition::RightThumb;
    Stage m_stage = Stage::Asking;
    EnrolmentId m_enrolment; ///< whose tries the capture holds
    QSet<FingerPosition>
        m_given; ///< finished and handed to the desk, perhaps not committed yet: not asked for again
    bool m_shown = false;
};

} // namespace indraj
