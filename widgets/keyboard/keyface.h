#pragma once

#include <QAbstractButton>

namespace indraj {

/// One key of the keyboard on the screen. It never takes the focus.
class KeyFace : public QAbstractButton {
    Q_OBJECT
public:
    explicit KeyFace(QWidget *parent);
    /// `corner`: the key of the desk keyboard that writes the same; may be empty.
    void setFace(const QString &text, const QString &corner);
    void setIconName(const QString &icon);
    void setHeld(bool held); ///< Shift that waits for its letter
    void setWord(bool word); ///< a word like "Hide" and not a letter
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {44, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QFont faceFont() const;
    QString m_corner;
    QString m_icon;
    bool m_held = false;
    bool m_word = false;
};

} // namespace indraj
