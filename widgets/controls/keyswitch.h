#pragma once

#include <QAbstractButton>

class QLineEdit;

namespace indraj {

/// The small keyboard at the end of a field that takes Urdu. In the field in hand it also says what the keys
/// write now, on a keycap. A click asks for the keyboard on the screen; what becomes of it is decided in
/// widgets/keyboard.
class KeySwitch : public QAbstractButton {
    Q_OBJECT
public:
    enum class Offer {
        Urdu, ///< the field takes Urdu only
        Either, ///< a note or a search: both scripts
    };
    KeySwitch(QLineEdit *line, Offer offer);
    static KeySwitch *of(const QWidget *line); ///< null: the field does not take Urdu
    Offer offer() const { return m_offer; }
    enum class Writing { NotInHand, Latin, Urdu };
    void setWriting(Writing writing);
    Writing writing() const { return m_writing; }
    QSize sizeHint() const override;

Q_SIGNALS:
    void asked(); ///< for the keyboard on the screen; the field has the focus by then

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    void retranslate();
    QString cap() const;
    QLineEdit *m_line;
    Offer m_offer;
    Writing m_writing = Writing::NotInHand;
};

} // namespace indraj
