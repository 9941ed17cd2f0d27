#pragma once

#include "sync/sender.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/shell/page.h"

#include <QTimer>

class QVBoxLayout;

namespace indraj {

class Panel;
class SummaryRow;
class TextLabel;
class Tile;

/// Today: numbers of the shift, what needs the operator, today's enrolments. Navigates "find", "handover",
/// "new" for the default service, "new:<service>" for another, and "open:<enrolment id>" for drafts and
/// returned enrolments.
class HomePage : public Page {
    Q_OBJECT
public:
    HomePage(EnrolmentStore &store, EnrolmentDesk &desk, QWidget *parent = nullptr);
    PageChrome chrome() const override;
    void enter() override;
    void trigger(const QString &actionId) override;
    void setLine(const std::optional<LineStatus> &line); ///< for "waiting to send"
    void setShiftStart(const QDateTime &utc);
    void reload();

Q_SIGNALS:
    void loadFailed(const indraj::StoreError &error);

protected:
    void changeEvent(QEvent *event) override;

private:
    void take(const QList<EnrolmentSummary> &list);
    void refresh();
    int toDecide() const; ///< how many wait for the decision of who is signed in
    QString subtitle() const;
    void fill(QVBoxLayout *rows, const QList<EnrolmentSummary> &list, bool withButton);

    EnrolmentStore &m_store;
    EnrolmentDesk &m_desk;
    QList<EnrolmentSummary> m_list;
    QDateTime m_shiftStart;
    std::optional<LineStatus> m_line;
    int m_generation = 0;
    Tile *m_finished;
    Tile *m_toSend;
    Tile *m_drafts;
    Tile *m_toApprove;
    TextLabel *m_needsTitle;
    TextLabel *m_todayTitle;
    TextLabel *m_needsEmpty;
    TextLabel *m_todayEmpty;
    QVBoxLayout *m_needsRows;
    QVBoxLayout *m_todayRows;
};

} // namespace indraj
