#pragma once

#include "widgets/details/askbar.h"

namespace indraj {

class EnrolmentDesk;
class MatchAsker;

/// Above the form, where the site lets its counters ask with pictures: whether the registry has compared
/// them, and what its answer means for the application. Only shows; what the buttons want is emitted.
class MatchBar : public AskBar {
    Q_OBJECT
public:
    MatchBar(MatchAsker &asker, EnrolmentDesk &desk, QWidget *parent = nullptr);

private:
    void refresh() override;
    Shown line() const;
    Shown answerLine() const;
    QString quietWords() const;
    QString candidateWords() const;
    bool hasAnswer() const;

    MatchAsker &m_asker;
    EnrolmentDesk &m_desk;
};

} // namespace indraj
