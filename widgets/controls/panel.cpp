#include "widgets/controls/panel.h"

#include "widgets/controls/textlabel.h"

#include <QPainter>
#include <QVBoxLayout>
#include <QVariant>

namespace indraj {

QFrame *hairline(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setProperty("line", true);
    line->setFixedHeight(1);
    return line;
}

Panel::Panel(QWidget *parent)
    : QFrame(parent)
    , m_body(new QVBoxLayout(this))
{
    setProperty("panel", true);
    m_body->setContentsMargins(16, 12, 16, 12);
    m_body->setSpacing(8);
}

SectionHeading::SectionHeading(const QString &text, QWidget *parent)
    : QWidget(parent)
    , m_text(new TextLabel(TextStyle::Body, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(m_text);
    column->addWidget(hairline(this));
    m_text->setBold(true);
    setText(text);
}

void SectionHeading::setText(const QString &text)
{
    m_text->setText(text);
    setAccessibleName(text);
}

Tile::Tile(QWidget *parent)
    : QFrame(parent)
    , m_value(new TextLabel(TextStyle::Title, this, Script::English))
    , m_caption(new TextLabel(TextStyle::Small, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 8, 14, 8);
    column->setSpacing(0);
    column->addWidget(m_value);
    column->addWidget(m_caption);
    m_caption->setTone(QStringLiteral("muted"));
}

void Tile::setTile(const QString &value, const QString &caption, MessageKind kind)
{
    m_kind = kind;
    m_value->setText(value);
    m_value->setAlignment(Qt::AlignAbsolute | Qt::AlignVCenter
                          | (urduInterface() ? Qt::AlignRight : Qt::AlignLeft));
    m_caption->setText(caption);
    setAccessibleName(value + u' ' + caption);
    update();
}

QString Tile::value() const { return m_value->text(); }

void Tile::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = tokensOf(this);
    const bool watched = m_kind != MessageKind::Neutral;
    painter.setPen(QPen(watched ? messageColour(tokens, m_kind) : tokens.border, watched ? 2 : 1));
    painter.setBrush(tokens.surface);
    const qreal inset = watched ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), 8, 8);
}

} // namespace indraj
