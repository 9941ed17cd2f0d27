#pragma once

#include "sync/sender.h"

#include <QWidget>

#include <functional>

namespace indraj {

class ActionButton;
class TextLabel;

/// Asks for a folder, without a nested event loop; `chosen` is not called when the person cancels.
using AskFolder = std::function<void(QWidget *parent, const QString &title,
                                     std::function<void(const QString &path)> chosen)>;

/// The program's own dialog, which begins where the system mounts disks.
AskFolder askFolderDialog();

/// The way to central without a line: copy the queue to a disk, take central's receipts from it. What is
/// copied is sealed; a lost disk tells nothing.
class DiskRow : public QWidget {
    Q_OBJECT
public:
    explicit DiskRow(Sender &sender, QWidget *parent = nullptr);
    void setAskFolder(AskFolder ask) { m_ask = std::move(ask); }
    void copy();
    void take();
    QString result() const;
    void retranslate();

private:
    void begin(const QString &words);
    void showProgress(int done, int all);
    void show(const MediaReport &report);
    QString wordsFor(const MediaReport &report) const;

    Sender &m_sender;
    ActionButton *m_copy;
    ActionButton *m_take;
    TextLabel *m_result;
    AskFolder m_ask;
};

} // namespace indraj
