#include "widgets/controls/messageline.h"

#include "widgets/controls/textlabel.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/textstyle.h"

#include <QEvent>
#include <QHBoxLayout>

namespace indraj {

MessageLine::MessageLine(QWidget *parent)
    : QWidget(parent)
    , m_glyph(new QLabel(this))
    , m_text(new TextLabel(TextStyle::Small, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 2, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_glyph, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    m_text->setObjectName(QStringLiteral("message"));
    setVisible(false);
}

void MessageLine::setMessage(MessageKind kind, const QString &text)
{
    m_kind = kind;
    m_text->setText(text);
    keepBesideGlyph();
    m_text->setTone(messageTone(kind));
    m_text->setBold(kind == MessageKind::Error || kind == MessageKind::Warn);
    setAccessibleName(text);
    refreshGlyph();
    setVisible(!text.isEmpty());
}

QString MessageLine::text() const { return m_text->text(); }

void MessageLine::setWordWrap(bool wrap) { m_text->setWordWrap(wrap); }

void MessageLine::refreshGlyph()
{
    const QString name = messageIcon(m_kind);
    const int side = scaledRoom(16);
    m_glyph->setFixedSize(side, uiLineHeight(TextStyle::Small));
    m_glyph->setVisible(!name.isEmpty());
    if (!name.isEmpty())
        m_glyph->setPixmap(
            iconPixmap(name, messageColour(tokensOf(this), m_kind), side, devicePixelRatioF()));
}

/// Below a field of the other script the line runs against the interface, and so do its words.
void MessageLine::keepBesideGlyph() { m_text->setTrailing(isRightToLeft() != urduInterface()); }

void MessageLine::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LayoutDirectionChange || event->type() == QEvent::LanguageChange)
        keepBesideGlyph();
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LanguageChange)
        refreshGlyph();
    QWidget::changeEvent(event);
}

} // namespace indraj
