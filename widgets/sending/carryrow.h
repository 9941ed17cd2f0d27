#pragma once

#include "sync/sender.h"
#include "widgets/sending/diskrow.h"

#include <QWidget>

namespace indraj {

class ActionButton;
class TextLabel;

/// Sends on the disk of another station, whose line is worse: choose it, see what is on it, begin, stop. The
/// one button that is offered next has the focus, so that Enter goes on. A disk that was not finished goes on
/// by itself, and the row says so; while it is not there, it says that.
class CarryRow : public QWidget {
    Q_OBJECT
public:
    explicit CarryRow(Sender &sender, QWidget *parent = nullptr);
    void setAskFolder(AskFolder ask) { m_ask = std::move(ask); }
    void choose();
    void begin();
    void stop();
    QString result() const;
    void retranslate();

private:
    enum class Step { Idle, Looking, Seen, Sending, Awaiting };
    void setStep(Step step);
    void say(const QString &words, const QString &tone = QStringLiteral("muted"));
    void showSeen(const CarryPreview &preview);
    void showProgress(const CarryProgress &now);
    void showAwaited(const QString &station);
    void sayAwaited();
    void showEnd(const CarryReport &report);
    QString wordsFor(const CarryPreview &preview) const;
    QString wordsFor(CarryFault fault) const;

    Sender &m_sender;
    ActionButton *m_choose;
    ActionButton *m_begin;
    ActionButton *m_stop;
    TextLabel *m_result;
    AskFolder m_ask;
    Step m_step = Step::Idle;
    QString m_folder;
    QString m_awaited; ///< station whose disk is awaited
};

} // namespace indraj
