#pragma once

#include <QWidget>

namespace indraj {

/// What the marks on the finger tips mean.
class MarkLegend : public QWidget {
    Q_OBJECT
public:
    explicit MarkLegend(QWidget *parent = nullptr);
    QSize sizeHint() const override { return {500, 30}; }
    QSize minimumSizeHint() const override { return {300, 30}; }

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace indraj
