#pragma once

#include "capture/finger/earlierfingers.h"
#include "capture/finger/likefingers.h"

#include <QFrame>

#include <optional>

namespace indraj {

class ActionButton;
class PictureBox;
class TextLabel;

/// Two fingers that look like one, side by side, laid over its parent: a warning, and what the operator wants
/// to do about it. Non-modal. Two of this applicant: 1 and 2 take one of them again, 3 and Esc say that they
/// are different fingers. One that was seen before: 1 takes it again, 2 and Esc go on.
class FingerPairPanel : public QFrame {
    Q_OBJECT
public:
    explicit FingerPairPanel(QWidget *parent);
    void open(const LikePair &pair);
    /// `who` is the name of the person the seen finger has: who captured it, or whose it is.
    void open(const SeenFinger &seen, const QImage &newer, const QString &who);
    void setOlderPicture(const QImage &picture); ///< comes later than the warning
    const LikePair &pair() const { return m_pair; }
    const std::optional<SeenFinger> &seen() const { return m_seen; } ///< what is, or was last, shown

Q_SIGNALS:
    void takeAgain(indraj::FingerPosition finger);
    void different();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void answer(int choice);
    void lay();
    void sayPair();
    void saySeen();

    LikePair m_pair;
    std::optional<SeenFinger> m_seen; ///< none: two of this applicant
    QString m_who;
    TextLabel *m_title;
    TextLabel *m_words;
    PictureBox *m_newer;
    PictureBox *m_older;
    TextLabel *m_newerName;
    TextLabel *m_olderName;
    QList<ActionButton *> m_buttons;
};

} // namespace indraj
