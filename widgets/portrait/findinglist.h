#pragma once

#include "capture/face/rules/portraitreport.h"
#include "widgets/controls/message.h"

#include <QWidget>

namespace indraj {

/// The judgement of one still in words (BSI TR-03121 v6.0, UI-FI-OP): what refuses first, then what warns,
/// each with what to do about it; below, every measure with its value and the accepted range. Its height
/// follows from its width: put it into a scroll area.
class FindingList : public QWidget {
    Q_OBJECT
public:
    explicit FindingList(QWidget *parent = nullptr);
    void setReport(const PortraitReport &report, const QString &title);
    void clear();
    /// The sentences that are shown, worst first; empty when all rules are met.
    QStringList advice() const;
    /// Where what there is to know of a picture ends, px from the top: advice and what is confirmed. Below
    /// stand the figures.
    int wordsEnd() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Row {
        MessageKind kind = MessageKind::Neutral;
        QString words;
        QString figures; ///< at the end side, in the lower part
        bool heading = false;
        bool small = false;
        int top = 0;
        int height = 0;
    };
    void rebuild();
    void layOut();
    int endRoom(const Row &row) const;
    QFont fontOf(const Row &row) const;
    void paintRow(QPainter &painter, const Row &row) const;

    PortraitReport m_report;
    QString m_title;
    QList<Row> m_rows;
    qsizetype m_figuresFrom = 0;
};

} // namespace indraj
