#pragma once

#include "enrollment/likeness.h"

#include <QWidget>

#include <optional>

namespace indraj {

/// Where a comparison lies between "agrees" and "differs", with the grey zone between: a line of three named
/// parts and a mark. Empty without a comparison.
class LikenessScale : public QWidget {
    Q_OBJECT
public:
    explicit LikenessScale(QWidget *parent = nullptr);
    void setComparison(const std::optional<FaceComparison> &comparison);

    QSize sizeHint() const override { return {300, 46}; }
    QSize minimumSizeHint() const override { return {220, 46}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void describe();
    double shareOf(double value) const; ///< 0 to 1 along the line
    std::optional<FaceComparison> m_comparison;
};

} // namespace indraj
