#pragma once

#include "widgets/theme/textstyle.h"

#include <QLabel>

#include <optional>

namespace indraj {

/// Sets a dynamic property the style sheet selects by, and polishes the widget again.
void setStyleProperty(QWidget *widget, const char *name, const QVariant &value);

/// Which script a label is written in: that of the interface, or always one.
enum class Script { Interface, English, Urdu, Nastaliq };

/// A label with a text style. Font, minimum height and direction follow script and language of the interface.
class TextLabel : public QLabel {
    Q_OBJECT
public:
    explicit TextLabel(TextStyle style, QWidget *parent = nullptr, Script script = Script::Interface);
    TextLabel(TextStyle style, const QString &text, QWidget *parent = nullptr);
    /// "", "muted", "accent", "ok", "warn", "error", "info", "chrome", "chromeMuted"
    void setTone(const QString &tone);
    void setBold(bool bold);
    /// At the end of its line instead of the start. QLabel would take the side from the first letter of the
    /// text, so that a number in an Urdu page would jump to the wrong side.
    void setTrailing(bool trailing);
    void setNastaliqSize(int pixels); ///< for Script::Nastaliq; at least 14

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    void paintUrduLines(QPainter &painter) const;
    void refreshColour(); // by palette: a style sheet rule would take the font of the parent along
    TextStyle m_style;
    Script m_script;
    std::optional<bool> m_bold;
    bool m_trailing = false;
    int m_nastaliqSize = 23;
};

} // namespace indraj
