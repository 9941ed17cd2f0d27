#pragma once

#include "widgets/theme/tokens.h"

#include <QWidget>

namespace indraj {

/// A region of the window: one flat colour and a line on the given logical edges (start and end turn in
/// Urdu).
class Plate : public QWidget {
    Q_OBJECT
public:
    enum Edge { NoEdge = 0, StartEdge = 1, EndEdge = 2, TopEdge = 4, BottomEdge = 8 };
    Plate(QColor Tokens::*fill, QColor Tokens::*line, int edges, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QColor Tokens::*m_fill;
    QColor Tokens::*m_line;
    int m_edges;
};

} // namespace indraj
