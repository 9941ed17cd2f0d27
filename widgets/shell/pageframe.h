#pragma once

#include "widgets/shell/page.h"
#include "widgets/shell/plate.h"

class QHBoxLayout;

namespace indraj {

class ActionButton;
class KeyCap;
class TextLabel;

/// 44 px, or 60 where the title is written in Nastaliq; more with larger text.
int pageHeaderHeight();

/// Title, one line of what to do, and one tool.
class PageHeader : public QWidget {
    Q_OBJECT
public:
    explicit PageHeader(QWidget *parent = nullptr);
    void setChrome(const PageChrome &chrome);

Q_SIGNALS:
    void triggered(const QString &actionId);

private:
    TextLabel *m_title;
    TextLabel *m_titleUrdu;
    TextLabel *m_subtitle;
    ActionButton *m_tool;
    QString m_toolId;
};

/// Back at the start, key hints in the middle, secondary actions and the one primary at the end.
class BottomBar : public Plate {
    Q_OBJECT
public:
    explicit BottomBar(QWidget *parent = nullptr);
    void setChrome(const PageChrome &chrome);

Q_SIGNALS:
    void triggered(const QString &actionId);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
    QList<ActionButton *> placeActions(QHBoxLayout *row, QList<ActionButton *> buttons,
                                       const QList<ActionSpec> &specs);
    void placeHints(const QList<KeyHint> &hints);
    QHBoxLayout *m_startRow;
    QHBoxLayout *m_hintRow;
    QHBoxLayout *m_endRow;
    QList<ActionButton *> m_start;
    QList<ActionButton *> m_end;
    QList<QWidget *> m_hints;
};

} // namespace indraj
