#pragma once

#include <QStackedWidget>

class QScrollArea;

namespace indraj {

/// The pages of the window. It needs what the page that is shown needs, not what the largest of all needs.
class PageStack : public QStackedWidget {
    Q_OBJECT
public:
    explicit PageStack(QWidget *parent);
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return false; } ///< its minimum says it

protected:
    void resizeEvent(QResizeEvent *event) override;
};

/// Makes `scroll` a room for `content` without frame, focus or colour of its own.
void makeRoom(QScrollArea *scroll, QWidget *content);

} // namespace indraj
