#pragma once

#include "widgets/controls/message.h"
#include "widgets/shell/page.h"

#include <QFrame>
#include <QTimer>

class QLabel;

namespace indraj {

class ActionButton;
class TextLabel;

/// Stays at the top of the centre until what it says is solved.
class Banner : public QFrame {
    Q_OBJECT
public:
    explicit Banner(QWidget *parent = nullptr);
    void show(MessageKind kind, const QString &text, const std::optional<ActionSpec> &action);
    using QFrame::show;
    QString text() const;
Q_SIGNALS:
    void triggered(const QString &actionId);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    MessageKind m_kind = MessageKind::Info;
    QLabel *m_glyph;
    TextLabel *m_text;
    ActionButton *m_button;
    QString m_actionId;
};

/// "Done", for four seconds, bottom start of the centre.
class Toast : public QFrame {
    Q_OBJECT
public:
    explicit Toast(QWidget *parent);
    void showText(const QString &text);
    QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool event(QEvent *event) override;

private:
    void place();
    TextLabel *m_text;
    QTimer m_stays;
};

} // namespace indraj
