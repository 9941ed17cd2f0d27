#pragma once

#include "widgets/desk/enrolmentdesk.h"
#include "widgets/shell/page.h"

namespace indraj {

class FormView;
class RegistryAsker;

/// The application form. Navigates "back", "pause" and, when nothing is left to fix, "next".
class DetailsPage : public Page {
    Q_OBJECT
public:
    explicit DetailsPage(EnrolmentDesk &desk, QWidget *parent = nullptr);
    /// Lets the operator ask the site's registry about the person at the counter: F9, and a bar above the
    /// form. It must outlive the page. Without it the page knows of no registry.
    void offerRegistry(RegistryAsker &asker);

    PageChrome chrome() const override;
    void enter() override;
    void leave() override;
    void trigger(const QString &actionId) override;
    FormView *form() const { return m_form; }

private:
    ActionSpec registryAction() const;
    void askOrCancel();
    void renewInstead();

    EnrolmentDesk &m_desk;
    FormView *m_form;
    RegistryAsker *m_registry = nullptr;
    bool m_asking = false, m_mayAsk = false; ///< as the window was told
    int m_problems = -1;
};

} // namespace indraj
