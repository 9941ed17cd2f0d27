#pragma once

#include "widgets/readiness/readinesslines.h"

#include <QFrame>

class QLabel;

namespace indraj {

class StatusChip;
class TextLabel;

/// A readiness line as a tile: only what needs watching has a coloured border.
class ReadinessTile : public QFrame {
    Q_OBJECT
public:
    explicit ReadinessTile(QWidget *parent = nullptr);
    void setLine(const ReadinessLine &line);
    const ReadinessLine &line() const { return m_line; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    ReadinessLine m_line;
    QLabel *m_icon;
    TextLabel *m_title;
    StatusChip *m_chip;
    TextLabel *m_value;
    TextLabel *m_advice;
};

} // namespace indraj
