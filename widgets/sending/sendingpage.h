#pragma once

#include "sync/sender.h"
#include "widgets/controls/timelineview.h"
#include "widgets/desk/personnames.h"
#include "widgets/sending/decisionwords.h"
#include "widgets/shell/page.h"

#include <QTimer>

class QTableView;

namespace indraj {

class ActionButton;
class Banner;
class CarryRow;
class DiskRow;
class TextLabel;
class Tile;
class UploadModel;

/// The steps of a packet with their times, for the timeline.
QList<TimelineView::Entry> uploadTimeline(const UploadRecord &record, const PersonName &personName);

/// Tries, times, bytes and central's request id of a packet: what the help desk asks for. Empty where nothing
/// was tried.
QString uploadDetails(const UploadRecord &record);

/// Where everything is that was approved here, why it is still here, and what central says of it. Actions:
/// "retry" (F5), "pause" (Ctrl+Shift+P), "correct" (F7; navigates "correct:<packet id>"), "needed".
class SendingPage : public Page {
    Q_OBJECT
public:
    explicit SendingPage(Sender &sender, QWidget *parent = nullptr);
    void setPersonNames(PersonName names) { m_personName = std::move(names); }
    ~SendingPage() override;

    PageChrome chrome() const override;
    void enter() override;
    void leave() override;
    void trigger(const QString &actionId) override;
    QWidget *sidePanel() override { return m_side; }

    void setTexts(const DecisionTexts &texts);
    UploadModel *model() const { return m_model; }
    DiskRow *disk() const { return m_disk; }
    CarryRow *carry() const { return m_carry; }
    QString whyText() const;
    QString toDoText() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildSide();
    void reload();
    void choose(int row);
    void refreshTiles();
    void refreshSide();
    bool mayCorrect() const;
    QString noticeText(int toSend) const;

    Sender &m_sender;
    PersonName m_personName = [](const QString &id) { return id; };
    Banner *m_notice;
    Tile *m_toSend;
    Tile *m_received;
    Tile *m_erased;
    Tile *m_needs;
    QTableView *m_table;
    TextLabel *m_empty;
    UploadModel *m_model;
    QWidget *m_side;
    QWidget *m_chosen = nullptr; ///< all of the side, gone while nothing is chosen
    TextLabel *m_token;
    TextLabel *m_whyTitle;
    TextLabel *m_why;
    TextLabel *m_toDo;
    TextLabel *m_details;
    TimelineView *m_timeline;
    ActionButton *m_retry;
    DiskRow *m_disk;
    CarryRow *m_carry;
    DecisionTexts m_texts;
    QTimer m_clock; ///< "4 min" and "tries again" move on
    PacketId m_selected;
    bool m_correctable = false; ///< the chosen one, when the bottom bar was made
};

} // namespace indraj
