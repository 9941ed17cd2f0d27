#pragma once

#include "widgets/desk/enrolmentdesk.h"
#include "widgets/shell/page.h"

namespace indraj {

class FormView;

/// The application form. Navigates "back", "pause" and, when nothing is left to fix, "next".
class DetailsPage : public Page {
    Q_OBJECT
public:
    explicit DetailsPage(EnrolmentDesk &desk, QWidget *parent = nullptr);
    PageChrome chrome() const override;
    void enter() override;
    void leave() override;
    void trigger(const QString &actionId) override;
    FormView *form() const { return m_form; }

private:
    EnrolmentDesk &m_desk;
    FormView *m_form;
    int m_problems = -1;
};

} // namespace indraj
