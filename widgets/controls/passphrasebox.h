#pragma once

#include "storage/secret.h"

#include <QWidget>

class QLineEdit;

namespace indraj {

class ActionButton;
class TextLabel;

/// A box for a pass phrase: label, keyboard language, hidden letters and an eye. What was typed leaves it
/// only as SecretBytes. objectName of the line is "field." + name.
class PassphraseBox : public QWidget {
    Q_OBJECT
public:
    explicit PassphraseBox(const QString &name, QWidget *parent = nullptr);
    void setLabel(const QString &text);
    QLineEdit *line() const { return m_line; }
    bool isBlank() const;
    /// Empties the box, also what could be undone.
    SecretBytes take();
    void clear();
    /// "The keyboard writes Urdu letters now.", "All capital letters: ..."; empty when nothing is odd.
    QString warning() const;

Q_SIGNALS:
    void edited(); ///< by the user
    void entered(); ///< Enter
    void keyboardChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    TextLabel *m_label;
    TextLabel *m_keyboard;
    QLineEdit *m_line;
    ActionButton *m_eye;
};

} // namespace indraj
