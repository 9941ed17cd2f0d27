#pragma once

#include "widgets/controls/message.h"
#include "widgets/details/askbar.h"

namespace indraj {

class EnrolmentDesk;
class RegistryAsker;

/// Above the form, where the site lets its counters ask: one line that says whether the registry was asked
/// about this person and what its answer means for the application.
class RegistryBar : public AskBar {
    Q_OBJECT
public:
    RegistryBar(RegistryAsker &asker, EnrolmentDesk &desk, QWidget *parent = nullptr);

private:
    struct Line {
        MessageKind kind = MessageKind::Neutral;
        QString text;
        bool renewal = false; ///< a renewal is offered
    };
    void refresh() override;
    Line line() const;
    Line answerLine() const;
    QString quietWords() const;
    QString personWords() const;
    bool hasAnswer() const;

    RegistryAsker &m_asker;
    EnrolmentDesk &m_desk;
};

/// This station renews cards.
bool renewalExists(const EnrolmentDesk &desk);

} // namespace indraj
