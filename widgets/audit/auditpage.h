#pragma once

#include "storage/auditstore.h"
#include "storage/stationaccess.h"
#include "widgets/controls/savepath.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/shell/page.h"

#include <QTimer>

class QLineEdit;

namespace indraj {

class AuditModel;
class Banner;
class ChoiceBox;
class DataTable;
class Field;
class Panel;
class TextLabel;

/// The audit chain for the in-charge and inspectors: who did what and when, whether the chain holds, and a
/// signed copy to take away. Actions: "back", "check" (F5), "export", "details" (primary).
class AuditPage : public Page {
    Q_OBJECT
public:
    AuditPage(AuditStore &store, StationAccess &access, EnrolmentDesk &desk, QWidget *parent = nullptr);
    ~AuditPage() override;
    PageChrome chrome() const override;
    void enter() override;
    void trigger(const QString &actionId) override;
    QWidget *sidePanel() override { return m_side; }
    void setAskSavePath(AskSavePath ask) { m_askPath = std::move(ask); }
    AuditModel *model() const { return m_model; }
    QString chainText() const;

Q_SIGNALS:
    void exported(); ///< done; nothing else is said about where

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildFilter();
    void buildSide();
    void buildTable();
    void fillChoices();
    void applyFilter();
    void check();
    void askExport();
    void exportTo(const QString &path);
    void refresh();
    void refreshSide();
    void retranslate();
    QString actorLabel(const QString &actor) const;
    QString filterWords() const;
    QDate dayIn(Field *field, bool *right) const;

    AuditStore &m_store;
    StationAccess &m_access;
    EnrolmentDesk &m_desk;
    AskSavePath m_askPath = saveDialog();
    AuditModel *m_model;
    std::optional<AuditReport> m_report;
    QStringList m_events, m_actors;
    bool m_checking = false;
    bool m_exporting = false;
    QTimer m_typing;
    Banner *m_chain;
    Panel *m_filter;
    Field *m_from;
    Field *m_to;
    TextLabel *m_actorTitle;
    ChoiceBox *m_actor;
    TextLabel *m_eventTitle;
    ChoiceBox *m_event;
    TextLabel *m_subjectTitle;
    QLineEdit *m_subject;
    TextLabel *m_empty;
    DataTable *m_table;
    QWidget *m_side;
    TextLabel *m_sideTitle;
    QList<TextLabel *> m_sideNames;
    QList<TextLabel *> m_sideValues;
};

} // namespace indraj
