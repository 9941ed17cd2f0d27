#pragma once

#include "storage/peoplestore.h"
#include "widgets/controls/savepath.h"

#include <QDateTime>
#include <QWidget>

class QLineEdit;

namespace indraj {

class ActionButton;
class MessageLine;
class TextLabel;

/// Hands three recovery shares to three holders, one after the other: hand the seat over, show, type a part
/// back, next. What was shown is forgotten and cannot be shown again.
class SharesView : public QWidget {
    Q_OBJECT
public:
    explicit SharesView(QWidget *parent = nullptr);
    ~SharesView() override;
    void start(const RecoveryShares &shares, const QString &station);
    void forget(); ///< wipes what is left
    bool isUnderWay() const { return m_number > 0; }
    int number() const { return m_number; } ///< of the present holder, 1-3
    bool isShown() const { return m_shown; }
    QString nextWords() const; ///< of the primary action
    void goOn(); ///< the primary action: show, check what was typed back, next holder
    int askedGroup() const { return m_askedGroup; } ///< from 1
    void setAskSavePath(AskSavePath ask) { m_askPath = std::move(ask); }
    QString message() const;

Q_SIGNALS:
    void changed();
    void finished(); ///< three holders have their share

protected:
    void changeEvent(QEvent *event) override;

private:
    void checkTyped();
    void print();
    void refresh();
    QStringList groups() const;

    AskSavePath m_askPath = saveDialog();
    QStringList m_shares;
    QString m_recoveryId;
    QString m_station;
    QDateTime m_madeAt;
    int m_number = 0;
    int m_askedGroup = 0;
    bool m_shown = false;
    TextLabel *m_title;
    TextLabel *m_lead;
    QWidget *m_code;
    TextLabel *m_share;
    TextLabel *m_idLine;
    ActionButton *m_print;
    TextLabel *m_typeLabel;
    QLineEdit *m_typed;
    MessageLine *m_message;
};

} // namespace indraj
