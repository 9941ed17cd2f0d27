#pragma once

#include "widgets/controls/panel.h"

#include <QTimer>

namespace indraj {

class ActionButton;
class EnrolmentDesk;
class MessageLine;
class RegistryAsker;

/// Above the form, where the site lets its counters ask: one line that says whether the registry was asked
/// about this person and what its answer means for the application. Only shows; what the buttons want is
/// emitted.
class RegistryBar : public Panel {
    Q_OBJECT
public:
    RegistryBar(RegistryAsker &asker, EnrolmentDesk &desk, QWidget *parent = nullptr);
    QString words() const;

Q_SIGNALS:
    void askRequested(); ///< or the question under way to be cancelled
    void renewalRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Line {
        MessageKind kind = MessageKind::Neutral;
        QString text;
        bool renewal = false; ///< a renewal is offered
    };
    void refresh();
    Line line() const;
    Line answerLine() const;
    QString quietWords() const;
    QString personWords() const;
    bool hasAnswer() const;
    bool renewalExists() const; ///< this station renews cards

    RegistryAsker &m_asker;
    EnrolmentDesk &m_desk;
    MessageLine *m_line;
    TextLabel *m_person;
    ActionButton *m_renewal;
    ActionButton *m_ask;
    QTimer m_second; ///< while asking
};

} // namespace indraj
