#pragma once

#include "capture/facecapture.h"
#include "widgets/portrait/cropview.h"
#include "widgets/shell/page.h"

#include <QFrame>

#include <optional>

namespace indraj {

class ActionButton;
class MessageLine;
class TextLabel;

/// Crop and rotation of a portrait by hand (BSI TR-03121 v6.0, ACQ-FI-SV-4), laid over the whole page: the
/// frame over the whole picture, what comes of it, and whether the rules hold for that, judged anew after
/// each change. Arrows move the frame, + and - make the head larger and smaller, [ and ] turn it; arrows and
/// brackets with Shift in larger steps. Ctrl and an arrow turn and scale too, for keyboards without these
/// signs. Home goes back to the automatic crop, Ctrl+Z one step. Esc closes it without a change.
class CropPanel : public QFrame {
    Q_OBJECT
public:
    CropPanel(FaceCapture &capture, QWidget *page);

    bool isOpen() const { return !isHidden(); }
    void open(const FaceCandidate &candidate); ///< that can be cut by hand; with its present crop
    void close(); ///< says nothing
    PageChrome chrome(PageChrome page) const; ///< of the page, while it is open
    void trigger(const QString &actionId);
    CropAdjustment adjustment() const { return m_now; }
    /// The judgement in words; empty while it is being judged.
    QString statement() const;
    QString sizeStatement() const;

Q_SIGNALS:
    void applied(const indraj::FaceCandidate &before, const indraj::FaceCandidate &by);
    void closed(); ///< without a change

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOut();
    void guideByRules();
    void fit();
    void makeButtons();
    bool steer(const QKeyEvent &event);
    bool steerByArrow(const QKeyEvent &event);
    void step(const CropAdjustment &wanted, bool isNew = true);
    void turn(double byDegrees);
    void enlarge(double parts); ///< the head, by hundredths
    void move(double across, double down); ///< in steps
    void undo();
    void change(const CropAdjustment &wanted);
    void judge();
    void judged(const std::optional<FaceCandidate> &answer, const CropAdjustment &of, int round);
    void apply();
    void refresh();
    void sayVerdict();
    QString namesOf(bool PortraitFinding::*flag) const;
    void retranslate();
    void cancel();

    static constexpr double degreesAStep = 0.5;
    static constexpr double largeStep = 5; ///< steps, with Shift

    FaceCapture &m_capture;
    FaceCandidate m_before; ///< what was open()ed
    FaceCandidate m_automatic;
    CropScene m_scene;
    CropAdjustment m_now;
    QList<CropAdjustment> m_earlier;
    std::optional<FaceCandidate> m_judged; ///< for m_now
    bool m_failed = false; ///< it could not be judged
    bool m_judging = false;
    bool m_applying = false; ///< as soon as it has been judged
    int m_round = 0; ///< of open(): answers from before do not count
    CropView *m_view;
    CropResult *m_result;
    QWidget *m_side = nullptr;
    TextLabel *m_title;
    TextLabel *m_values;
    MessageLine *m_size;
    MessageLine *m_verdict;
    QList<ActionButton *> m_buttons;
};

} // namespace indraj
