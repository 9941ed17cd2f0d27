#pragma once

#include "sync/sender.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/shell/page.h"

class QVBoxLayout;

namespace indraj {

class Banner;
class Panel;
class TextLabel;
class Tile;

/// What a shift leaves behind, before it ends. Drops nothing: while something typed is not in the store yet,
/// the shift cannot end. Actions: "stay" (back), "handOver" (primary).
class HandOverPage : public Page {
    Q_OBJECT
public:
    HandOverPage(EnrolmentStore &store, EnrolmentDesk &desk, QWidget *parent = nullptr);
    PageChrome chrome() const override;
    void enter() override;
    void trigger(const QString &actionId) override;
    void setShiftStart(const QDateTime &utc);
    void setLine(const std::optional<LineStatus> &line);
    QString notice() const;

Q_SIGNALS:
    void handOverRequested(); ///< everything is in the store: the shift may end

protected:
    void changeEvent(QEvent *event) override;

private:
    void handOver();
    void refresh();
    void fillRows(const QList<EnrolmentSummary> &open);
    bool isMine(const EnrolmentSummary &one) const;

    EnrolmentStore &m_store;
    EnrolmentDesk &m_desk;
    QList<EnrolmentSummary> m_list;
    QDateTime m_shiftStart;
    std::optional<LineStatus> m_line;
    int m_generation = 0;
    bool m_leaving = false; ///< asked for; waits for the last commit
    Banner *m_notice;
    Tile *m_done;
    Tile *m_drafts;
    Tile *m_returned;
    Tile *m_toSend;
    Panel *m_panel;
    TextLabel *m_openTitle;
    TextLabel *m_openEmpty;
    QVBoxLayout *m_rows;
    TextLabel *m_promise;
};

} // namespace indraj
