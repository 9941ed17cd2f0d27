#pragma once

#include "storage/auditstore.h"
#include "storage/peoplestore.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/shell/page.h"

class QStackedWidget;
class QVBoxLayout;

namespace indraj {

class ActionButton;
class Banner;
class ChangeForm;
class DataTable;
class Panel;
class PeopleModel;
class SecondPerson;
class SharesView;
class StatusChip;
class TextLabel;

/// The people of the station, for the in-charge: asks for changes, which a second person confirms at once or
/// later, and makes the recovery shares. No pass phrase is ever shown, and none stays in a box that is left.
/// Actions by stage: "add", "recovery"; "ask", "cancel"; "confirm", "withdraw", "later"; "make"; "show".
class PeoplePage : public Page {
    Q_OBJECT
public:
    enum class Stage { People, Form, Confirm, Recovery, Shares };
    PeoplePage(PeopleStore &store, AuditStore &audit, EnrolmentDesk &desk, const QString &stationId,
               QWidget *parent = nullptr);
    ~PeoplePage() override;
    PageChrome chrome() const override;
    void enter() override;
    void leave() override; ///< forgets what was typed and what is left of shares
    void trigger(const QString &actionId) override;
    QWidget *sidePanel() override { return m_side; }

    Stage stage() const { return m_stage; }
    PeopleModel *model() const { return m_model; }
    SecondPerson *secondPerson() const { return m_second; }
    SharesView *shares() const { return m_shares; }
    const QList<PersonProposal> &proposals() const { return m_proposals; }
    QString notice() const;

Q_SIGNALS:
    void done(const QString &words); ///< for a toast

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildPeople();
    void buildSteps();
    void buildSide();
    void reload();
    void loadLastChange(const QString &id);
    void showStage(Stage stage);
    void begin(PersonChange change);
    void ask();
    void openProposal(const PersonProposal &proposal);
    void confirm();
    void withdraw(const PersonProposal &proposal);
    void startRecovery();
    void makeShares();
    void refresh();
    void fillProposals();
    void refreshSide();
    void refreshPreview();
    void retranslate();
    void sayError(const StoreError &error);
    PageChrome peopleChrome() const;
    PageChrome stepChrome() const;
    Actor chosen() const;

    PeopleStore &m_store;
    AuditStore &m_audit;
    EnrolmentDesk &m_desk;
    QString m_stationId;
    PeopleModel *m_model;
    QList<PersonProposal> m_proposals;
    std::optional<PersonProposal> m_proposal; ///< being confirmed
    bool m_hasRecovery = false;
    bool m_busy = false;
    int m_generation = 0;
    Stage m_stage = Stage::People;

    Banner *m_notice;
    QStackedWidget *m_stack;
    QWidget *m_peopleView;
    DataTable *m_table;
    Panel *m_waiting;
    TextLabel *m_waitingTitle;
    TextLabel *m_waitingEmpty;
    QVBoxLayout *m_waitingRows;
    Panel *m_formPanel;
    ChangeForm *m_form;
    Panel *m_secondPanel;
    TextLabel *m_recoveryLead;
    SecondPerson *m_second;
    Panel *m_sharesPanel;
    SharesView *m_shares;
    QWidget *m_side;
    TextLabel *m_sideTitle;
    TextLabel *m_sideUrdu;
    TextLabel *m_sideRole;
    StatusChip *m_sideState;
    TextLabel *m_sideHint;
    QList<std::pair<PersonChange, ActionButton *>> m_sideButtons;
    QList<TextLabel *> m_preview;
};

/// One change that waits, with the buttons for it.
class ProposalRow : public QWidget {
    Q_OBJECT
public:
    ProposalRow(const PersonProposal &proposal, QWidget *parent);
Q_SIGNALS:
    void confirmRequested();
    void withdrawRequested();
};

} // namespace indraj
