#pragma once

#include "widgets/keyboard/urdulayout.h"
#include "widgets/shell/plate.h"

class QGridLayout;

namespace indraj {

class KeyFace;

/// The keyboard on the screen: the letters in the places of the desk keyboard, digits beside them. It stands
/// below the page and takes its room from it, so that it covers no field. Like every keyboard it is not
/// mirrored. It writes nothing itself.
class KeyboardPanel : public Plate {
    Q_OBJECT
public:
    explicit KeyboardPanel(QWidget *parent = nullptr);
    void setUrdu(bool urdu); ///< what its letters are; off: Latin
    bool isUrdu() const { return m_urdu; }
    void setShift(bool shift); ///< until the next letter, or while Shift is held on the desk keyboard
    bool hasShift() const { return m_shift; }
    void setCanWriteUrdu(bool can); ///< whether the field in hand takes Urdu at all

Q_SIGNALS:
    void typed(const QString &text);
    void keyPressed(int key); ///< Qt::Key_Backspace or Qt::Key_Return
    void scriptAsked(); ///< the key that changes between Urdu and English
    void hideAsked();

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildLetters(QGridLayout *grid);
    void buildBottomRow(QGridLayout *grid);
    void buildDigits(QGridLayout *grid);
    KeyFace *addKey(const QString &name);
    void refresh();
    bool m_urdu = true;
    bool m_shift = false;
    QList<KeyFace *> m_letters; ///< in the order of urduKeyRows()
    KeyFace *m_shiftKey = nullptr;
    KeyFace *m_script = nullptr;
    KeyFace *m_space = nullptr;
    KeyFace *m_hide = nullptr;
    KeyFace *m_backspace = nullptr;
    KeyFace *m_enter = nullptr;
};

} // namespace indraj
