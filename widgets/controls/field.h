#pragma once

#include "enrollment/formspec.h"
#include "widgets/controls/foldrow.h"
#include "widgets/controls/message.h"

#include <QLineEdit>
#include <QWidget>

namespace indraj {

class ChoiceBox;
class MessageLine;
class SegmentedChoice;
class TextLabel;

/// One box with its label above and its message below. What it holds is judged elsewhere: it reports what was
/// typed and shows what it is told. objectName of the control inside is "field." + key.
class Field : public QWidget {
    Q_OBJECT
public:
    Field(const FieldSpec &spec, QWidget *parent = nullptr);
    const FieldSpec &spec() const { return m_spec; }

    /// Shows a stored value (dates as dd/MM/yyyy, CNIC with dashes) without emitting.
    void setValue(const QString &stored);
    /// As typed; a code for choices.
    QString typed() const;
    void setMessage(MessageKind kind, const QString &text);
    QString message() const;
    void clearMessage();
    /// Options of Province, District and Tehsil; Choice takes them from the spec.
    void setOptions(const QList<ChoiceOption> &options);
    void setFieldEnabled(bool enabled);
    bool hasInputFocus() const;
    void focusInput();
    QWidget *input() const;

Q_SIGNALS:
    void edited(); ///< by the user
    void left(); ///< the focus has gone, or Enter
    void nextRequested(bool backwards); ///< Enter, Shift+Enter; nobody listens: the focus moves as with Tab
    void
    undoRequested(bool again); ///< Ctrl+Z where the box itself has nothing to take back; again: Ctrl+Shift+Z

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildInput();
    void buildLine();
    void retranslate();
    void groupDigits();
    bool isUrdu() const;
    bool isNumeric() const;

    FieldSpec m_spec;
    QList<ChoiceOption> m_options;
    TextLabel *m_label;
    TextLabel *m_hint;
    QLineEdit *m_line = nullptr;
    SegmentedChoice *m_segments = nullptr;
    ChoiceBox *m_box = nullptr;
    MessageLine *m_message;
};

/// English in the left box and Urdu in the right one, in both directions of the interface. One below the
/// other with large text, the language of the interface first.
class FieldPair : public FoldRow {
    Q_OBJECT
public:
    FieldPair(Field *english, Field *urdu, QWidget *parent = nullptr);
    Field *english() const { return m_english; }
    Field *urdu() const { return m_urdu; }

protected:
    void fold(bool folded) override;

private:
    Field *m_english;
    Field *m_urdu;
};

} // namespace indraj
