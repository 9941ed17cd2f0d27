#pragma once

#include "storage/retentionstore.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/desk/personnames.h"
#include "widgets/shell/page.h"

namespace indraj {

class Banner;
class ChoiceBox;
class DataTable;
class OldDraftsModel;
class TextLabel;

/// Enrolments that were never sent and are past the policy's age: finished after all, or deleted by two
/// people. One asks with a reason; a supervisor who is somebody else deletes, after a look at what goes and
/// what stays. Navigates "open:<enrolment id>". Actions: "back", "open", "propose", "withdraw", "delete"
/// (shows what goes), "confirm" (does it), "keep".
class OldDraftsPage : public Page {
    Q_OBJECT
public:
    OldDraftsPage(RetentionStore &store, EnrolmentDesk &desk, QWidget *parent = nullptr);
    ~OldDraftsPage() override;
    void setPersonNames(const PersonName &names);
    PageChrome chrome() const override;
    void enter() override;
    void leave() override; ///< forgets the names
    void trigger(const QString &actionId) override;
    QWidget *sidePanel() override { return m_side; }
    OldDraftsModel *model() const { return m_model; }

Q_SIGNALS:
    void done(const QString &words); ///< for a toast

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildSide();
    void reload();
    void take(const QList<OldDraft> &drafts);
    void settle(const Answer<Done> &answer, const QString &words);
    void refresh();
    void refreshSide();
    void retranslate();
    const OldDraft *chosen() const;
    bool mayDelete(const OldDraft &one) const;
    QString sideWords(const OldDraft &one) const;

    RetentionStore &m_store;
    EnrolmentDesk &m_desk;
    OldDraftsModel *m_model;
    PersonName m_personName = [](const QString &id) { return id; };
    EnrolmentId m_kept; ///< chosen before the list was read anew
    int m_generation = 0;
    bool m_busy = false;
    bool m_looking = false; ///< at what a deletion takes, before it is done
    Banner *m_notice;
    TextLabel *m_lead;
    TextLabel *m_empty;
    DataTable *m_table;
    QWidget *m_side;
    TextLabel *m_sideToken;
    TextLabel *m_sideEnglish;
    TextLabel *m_sideUrdu;
    TextLabel *m_sideWords;
    TextLabel *m_reasonTitle;
    ChoiceBox *m_reason;
};

} // namespace indraj
