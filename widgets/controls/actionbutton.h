#pragma once

#include "widgets/shell/page.h"

#include <QPushButton>

namespace indraj {

/// The one push button of the program: icon, words and its key. Height 44; a compact one is drawn 36 high and
/// takes clicks over 44.
/// `Quiet` has no frame. objectName is "action." + id; the accessible name is the text.
class ActionButton : public QPushButton {
    Q_OBJECT
public:
    enum class Look { Normal, Primary, Danger, Quiet };
    ActionButton(const QString &id, const QString &text, QWidget *parent = nullptr, Look look = Look::Normal);
    explicit ActionButton(const ActionSpec &spec, QWidget *parent = nullptr);

    void setSpec(const ActionSpec &spec);
    void setLabel(const QString &text);
    void setLook(Look look);
    void setKeyHint(const QString &key);
    QString keyHint() const { return m_key; }
    void setKeyShown(bool shown); ///< off: where there is no room for the keycap
    void setIconName(const QString &name);
    QString iconName() const { return m_iconName; }
    QString englishLabel() const { return m_english; } ///< as last shown in English; empty: never was
    void setCompact(bool compact);
    void setMirroredIcon(bool mirror); ///< arrows of back and next turn in Urdu
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Colours {
        QColor fill, line, ink;
    };
    Colours colours() const;
    QFont labelFont() const;
    QRect face() const; ///< what is painted
    QString m_key;
    QString m_iconName;
    QString m_english;
    Look m_look = Look::Normal;
    bool m_compact = false;
    bool m_keyShown = true;
    bool m_mirroredIcon = false;
};

} // namespace indraj
