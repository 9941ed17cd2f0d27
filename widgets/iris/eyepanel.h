#pragma once

#include "enrollment/eyes.h"
#include "widgets/controls/message.h"
#include "widgets/controls/panel.h"

#include <QImage>

namespace indraj {

class TextLabel;

/// What stands in the panel of one eye.
struct EyePanelView {
    QString title; ///< "Right eye"
    QImage picture; ///< live, of the best try, or saved; null: an empty field
    bool live = false; ///< the camera is looking now
    QString score; ///< large; empty: none yet
    QString judgement; ///< what it means, or what to do
    QString tries; ///< "Tries: 2 of 3 (48, 62)"
    QString side; ///< whether it looks like the eye that it is said to be
    bool sideDoubted = false;
    QString badge; ///< upon the picture: "Simulated"; empty: none
    MessageKind tone = MessageKind::Neutral;
    bool selected = false; ///< the keys act on this eye
};

/// One eye of the iris step: picture, score, words. A click selects it.
class EyePanel : public Panel {
    Q_OBJECT
public:
    explicit EyePanel(EyePosition eye, QWidget *parent = nullptr);
    EyePosition eye() const { return m_eye; }
    void setView(const EyePanelView &view);
    const EyePanelView &view() const { return m_view; }

Q_SIGNALS:
    void clicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    EyePosition m_eye;
    EyePanelView m_view;
    TextLabel *m_title;
    QWidget *m_picture;
    TextLabel *m_score;
    TextLabel *m_judgement;
    TextLabel *m_tries;
    TextLabel *m_side;
};

} // namespace indraj
