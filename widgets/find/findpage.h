#pragma once

#include "widgets/desk/enrolmentdesk.h"
#include "widgets/desk/personnames.h"
#include "widgets/shell/page.h"

#include <QTimer>

class QCheckBox;
class QLineEdit;

namespace indraj {

class Banner;
class DataTable;
class Field;
class FindModel;
class Panel;
class StatusChip;
class TextLabel;

/// Finds an enrolment of this station by token, name in either script, card number or day. Navigates
/// "open:<enrolment id>", "approval" or "sending", as the state asks. Actions: "back", "clear", "open".
class FindPage : public Page {
    Q_OBJECT
public:
    FindPage(EnrolmentStore &store, EnrolmentDesk &desk, QWidget *parent = nullptr);
    ~FindPage() override;
    void setPersonNames(const PersonName &names);
    PageChrome chrome() const override;
    void enter() override;
    void leave() override; ///< forgets what was found: names do not stay in a hidden page
    void trigger(const QString &actionId) override;
    QWidget *sidePanel() override { return m_side; }
    FindModel *model() const { return m_model; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildFilter();
    void buildSide();
    void search();
    void refresh();
    void refreshSide();
    void retranslate();
    void openRow();
    QString targetOf(const EnrolmentSummary &one) const;
    QDate dayIn(Field *field, bool *right) const;

    EnrolmentDesk &m_desk;
    FindModel *m_model;
    QTimer m_typing;
    Panel *m_filter;
    TextLabel *m_textLabel;
    QLineEdit *m_text;
    Field *m_from;
    Field *m_to;
    QCheckBox *m_similar;
    Banner *m_notice;
    TextLabel *m_count;
    TextLabel *m_empty;
    DataTable *m_table;
    PersonName m_personName = [](const QString &id) { return id; };
    QWidget *m_side;
    TextLabel *m_sideToken;
    TextLabel *m_sideEnglish;
    TextLabel *m_sideUrdu;
    StatusChip *m_sideState;
    QList<TextLabel *> m_sideNames;
    QList<TextLabel *> m_sideValues;
    TextLabel *m_sideHint;
};

} // namespace indraj
