#pragma once

#include <QFrame>
#include <QList>

class QLineEdit;
class QVBoxLayout;

namespace indraj {

class ActionButton;
class TextLabel;

/// A coded list with digits, non-modal, laid over its parent. "other" asks for a sentence. Esc closes it.
class ReasonPicker : public QFrame {
    Q_OBJECT
public:
    struct Reason {
        QString code;
        QString text;
    };
    explicit ReasonPicker(QWidget *parent);
    void setTitle(const QString &title);
    void setReasons(const QList<Reason> &reasons);
    /// Shows it in the middle of the parent and takes the keys.
    void open();

Q_SIGNALS:
    void chosen(const QString &code, const QString &note); ///< note only for "other", never empty then
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void pick(int index);
    void centre();
    void finishNote();
    void retranslate();
    QList<Reason> m_reasons;
    TextLabel *m_title;
    QVBoxLayout *m_list;
    QList<ActionButton *> m_buttons;
    QLineEdit *m_note;
    TextLabel *m_noteLabel;
    ActionButton *m_noteDone;
    ActionButton *m_cancel;
};

} // namespace indraj
