#pragma once

#include "widgets/controls/message.h"

#include <QWidget>

namespace indraj {

/// Glyph, word and colour in a rounded frame 26 px high.
class StatusChip : public QWidget {
    Q_OBJECT
public:
    explicit StatusChip(QWidget *parent = nullptr);
    /// `icon` replaces the glyph of the kind ("pause", "clock").
    void setState(MessageKind kind, const QString &text, const QString &icon = {});
    QString text() const { return m_text; }
    MessageKind kind() const { return m_kind; }
    QSize sizeHint() const override;

    /// For delegates: the same chip painted at the start of `box`.
    static int widthFor(MessageKind kind, const QString &text, const QString &icon = {});
    static void paint(QPainter &painter, const QRect &box, const Tokens &tokens,
                      Qt::LayoutDirection direction, MessageKind kind, const QString &text,
                      const QString &icon = {});

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    MessageKind m_kind = MessageKind::Neutral;
    QString m_text;
    QString m_icon;
};

} // namespace indraj
