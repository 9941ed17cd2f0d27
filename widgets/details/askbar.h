#pragma once

#include "widgets/controls/message.h"
#include "widgets/controls/panel.h"

#include <QTimer>

namespace indraj {

class ActionButton;
class MessageLine;
class TextLabel;

/// One line above the form about one question to the registry: what came of it, a line below for what is told
/// of somebody, and the buttons. Only shows; what the buttons want is emitted. GUI thread.
class AskBar : public Panel {
    Q_OBJECT
public:
    QString words() const;

Q_SIGNALS:
    void askRequested(); ///< or the question under way to be cancelled
    void renewalRequested();

protected:
    /// What is shown; texts in the language of the interface.
    struct Shown {
        MessageKind kind = MessageKind::Neutral;
        QString text{};
        QString person{}; ///< empty: no line
        QString ask{}; ///< the button's label
        bool mayAsk = false; ///< or cancel
        bool asking = false; ///< refresh() is called every second
        bool renewal = false; ///< a renewal is offered
    };
    /// `name` of the bar, its buttons and its lines; `key` that asks.
    AskBar(const QString &name, const QString &key, QWidget *parent);
    void show(const Shown &shown);
    virtual void refresh() = 0;
    void changeEvent(QEvent *event) override;

private:
    void layOut();

    MessageLine *m_line;
    TextLabel *m_person;
    ActionButton *m_renewal;
    ActionButton *m_ask;
    QTimer m_second;
};

} // namespace indraj
