#pragma once

#include "sync/sender.h"

#include <QAbstractButton>

#include <optional>

namespace indraj {

/// A button on the dark top bar. `Segment` ones form the language switch.
class ChromeButton : public QAbstractButton {
    Q_OBJECT
public:
    enum class Shape { Plain, FirstSegment, LastSegment };
    ChromeButton(Shape shape, QWidget *parent);
    void setIconName(const QString &name);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    Shape m_shape;
    QString m_iconName;
};

/// The striped violet plate that marks training mode.
class TrainingPlate : public QWidget {
    Q_OBJECT
public:
    explicit TrainingPlate(QWidget *parent);
    void setText(const QString &text);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
};

/// "Online, 3 to send" or the amber "Offline since 09:12, 14 safe here".
class LinePlate : public QWidget {
    Q_OBJECT
public:
    explicit LinePlate(QWidget *parent);
    void setLine(const std::optional<LineStatus> &line);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    std::optional<LineStatus> m_line;
    QString m_state;
    QString m_count;
};

} // namespace indraj
