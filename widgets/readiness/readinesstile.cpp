#include "widgets/readiness/readinesstile.h"

#include "widgets/controls/statuschip.h"
#include "widgets/controls/textlabel.h"
#include "widgets/theme/icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int glyph = 18;
}

ReadinessTile::ReadinessTile(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_title(new TextLabel(TextStyle::Small, this))
    , m_chip(new StatusChip(this))
    , m_value(new TextLabel(TextStyle::Heading, this))
    , m_advice(new TextLabel(TextStyle::Small, this))
{
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_icon);
    head->addWidget(m_title, 1);
    head->addWidget(m_chip);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 8, 14, 8);
    column->setSpacing(3);
    column->addLayout(head);
    column->addWidget(m_value);
    column->addWidget(m_advice);
    column->addStretch(1);
    m_title->setBold(true);
    m_value->setBold(true);
    m_advice->setTone(u"muted"_s);
    m_advice->setWordWrap(true);
    m_advice->setAlignment(Qt::AlignTop);
}

void ReadinessTile::setLine(const ReadinessLine &line)
{
    m_line = line;
    m_icon->setPixmap(iconPixmap(line.icon, tokensOf(this).textMuted, glyph, devicePixelRatioF()));
    m_title->setText(line.title);
    m_chip->setState(line.kind, readinessWord(line.kind));
    m_value->setText(line.value);
    m_advice->setText(line.advice);
    const bool watch = line.kind == MessageKind::Warn || line.kind == MessageKind::Error;
    m_advice->setTone(watch ? QString() : u"muted"_s);
    setAccessibleName(
        QStringList{line.title, readinessWord(line.kind), line.value, line.advice}.join(u", "_s));
    update();
}

void ReadinessTile::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = tokensOf(this);
    const bool watch = m_line.kind == MessageKind::Warn || m_line.kind == MessageKind::Error;
    painter.setPen(QPen(watch ? messageColour(tokens, m_line.kind) : tokens.border, watch ? 2 : 1));
    painter.setBrush(tokens.surface);
    const qreal inset = watch ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), 8, 8);
}

void ReadinessTile::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && !m_line.icon.isEmpty())
        m_icon->setPixmap(iconPixmap(m_line.icon, tokensOf(this).textMuted, glyph, devicePixelRatioF()));
    QFrame::changeEvent(event);
}

} // namespace indraj
