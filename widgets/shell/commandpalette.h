#pragma once

#include <QFrame>
#include <QPointer>

#include <functional>

class QLineEdit;
class QListView;
class QStandardItemModel;

namespace indraj {

class TextLabel;

/// Something that can be done now.
struct Command {
    QString text; ///< in the language of the interface
    QString other{}; ///< in the other one; looked for as well
    QString key{}; ///< as on the keycap; may be empty
    QString icon{}; ///< of resources/icons; may be empty
    std::function<void()> run{};
};

/// Whether every word of `typed` begins a word of the command, in either language or as its key.
bool fitsCommand(const Command &command, const QString &typed);

/// Ctrl+K: all that can be done on this page and where one can go, found by words of either language. Arrow
/// keys choose, Enter does it, Esc or a click elsewhere closes. Laid over its parent, which it does not
/// block.
class CommandPalette : public QFrame {
    Q_OBJECT
public:
    explicit CommandPalette(QWidget *parent);
    void open(const QList<Command> &commands);
    void dismiss(); ///< the focus goes back to where it was
    QStringList shown() const; ///< texts, in order

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void search();
    void step(int by);
    void run();
    void place();
    void retranslate();
    bool takesKey(int key, Qt::KeyboardModifiers modifiers);
    QList<Command> m_commands;
    QLineEdit *m_words;
    QListView *m_list;
    QStandardItemModel *m_model;
    TextLabel *m_title;
    TextLabel *m_empty;
    QPointer<QWidget> m_before;
};

} // namespace indraj
