#pragma once

#include "widgets/desk/enrolmentdesk.h"
#include "widgets/shell/page.h"

namespace indraj {

class FormView;
class MatchAsker;
class RegistryAsker;

/// The application form. Navigates "back", "pause" and, when nothing is left to fix, "next".
class DetailsPage : public Page {
    Q_OBJECT
public:
    explicit DetailsPage(EnrolmentDesk &desk, QWidget *parent = nullptr);
    /// Lets the operator ask the site's registry about the person at the counter: F9, and a bar above the
    /// form. It must outlive the page. Without it the page knows of no registry.
    void offerRegistry(RegistryAsker &asker);
    /// The same for questions with pictures: Shift+F9, and a bar of its own.
    void offerMatch(MatchAsker &asker);

    PageChrome chrome() const override;
    void enter() override;
    void leave() override;
    void trigger(const QString &actionId) override;
    FormView *form() const { return m_form; }

private:
    /// Of an asker, as the window was told.
    struct Asks {
        bool asking = false;
        bool mayAsk = false;
        friend bool operator==(const Asks &, const Asks &) = default;
    };
    template <class Asker> void watch(const Asker &asker, Asks *told);
    QList<ActionSpec> registryActions() const;
    void renewInstead();

    EnrolmentDesk &m_desk;
    FormView *m_form;
    RegistryAsker *m_registry = nullptr;
    MatchAsker *m_match = nullptr;
    Asks m_registryAsks, m_matchAsks;
    int m_problems = -1;
};

} // namespace indraj
