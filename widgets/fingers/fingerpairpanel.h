#pragma once

#include "capture/finger/likefingers.h"

#include <QFrame>

namespace indraj {

class ActionButton;
class PictureBox;
class TextLabel;

/// Two fingers that look like one, side by side, laid over its parent: a warning, and what the operator wants
/// to do about it. Non-modal; 1 and 2 take one of them again, 3 and Esc say that they are different fingers.
class FingerPairPanel : public QFrame {
    Q_OBJECT
public:
    explicit FingerPairPanel(QWidget *parent);
    void open(const LikePair &pair);
    const LikePair &pair() const { return m_pair; }

Q_SIGNALS:
    void takeAgain(indraj::FingerPosition finger);
    void different();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void answer(int choice);

    LikePair m_pair;
    TextLabel *m_title;
    TextLabel *m_words;
    PictureBox *m_newer;
    PictureBox *m_older;
    TextLabel *m_newerName;
    TextLabel *m_olderName;
    QList<ActionButton *> m_buttons;
};

} // namespace indraj
