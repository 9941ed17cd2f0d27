#include "widgets/controls/actionbutton.h"

#include "widgets/controls/keycap.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/textstyle.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>
#include <QStyle>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int gap = 8;
constexpr int buttonTarget = 44;
constexpr int compactFace = 36;

int glyphSize() { return scaledRoom(20); }

ActionButton::Look lookOf(ActionSpec::Kind kind)
{
    switch (kind) {
    case ActionSpec::Kind::Normal:
        return ActionButton::Look::Normal;
    case ActionSpec::Kind::Primary:
        return ActionButton::Look::Primary;
    case ActionSpec::Kind::Danger:
        return ActionButton::Look::Danger;
    }
    Q_UNREACHABLE();
}

int padding(ActionButton::Look look, bool compact)
{
    if (look == ActionButton::Look::Quiet)
        return 8;
    if (compact)
        return 12;
    return look == ActionButton::Look::Primary ? 20 : 16;
}

} // namespace

ActionButton::ActionButton(const QString &id, const QString &text, QWidget *parent, Look look)
    : QPushButton(parent)
    , m_look(look)
{
    setObjectName(u"action."_s + id);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAutoDefault(false);
    setAttribute(Qt::WA_Hover);
    setLabel(text);
}

ActionButton::ActionButton(const ActionSpec &spec, QWidget *parent)
    : ActionButton(spec.id, spec.text, parent)
{
    setSpec(spec);
}

void ActionButton::setSpec(const ActionSpec &spec)
{
    setObjectName(u"action."_s + spec.id);
    m_look = lookOf(spec.kind);
    m_iconName = spec.icon;
    m_mirroredIcon = spec.icon == "back"_L1 || spec.icon == "forward"_L1;
    m_key = keyText(spec.key);
    if (m_key.isEmpty() && spec.kind == ActionSpec::Kind::Primary)
        m_key = u"Ctrl+Enter"_s;
    if (spec.icon == "back"_L1)
        m_key.clear(); // the arrow says it; the key stays bound
    setEnabled(spec.enabled);
    setLabel(spec.text);
}

void ActionButton::setLabel(const QString &text)
{
    setText(text);
    if (!urduInterface())
        m_english = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void ActionButton::setLook(Look look)
{
    m_look = look;
    updateGeometry();
    update();
}

void ActionButton::setKeyHint(const QString &key)
{
    m_key = key;
    updateGeometry();
    update();
}

void ActionButton::setKeyShown(bool shown)
{
    if (m_keyShown == shown)
        return;
    m_keyShown = shown;
    updateGeometry();
    update();
}

void ActionButton::setIconName(const QString &name)
{
    m_iconName = name;
    updateGeometry();
    update();
}

void ActionButton::setCompact(bool compact)
{
    m_compact = compact;
    updateGeometry();
    update();
}

void ActionButton::setMirroredIcon(bool mirror)
{
    m_mirroredIcon = mirror;
    update();
}

QFont ActionButton::labelFont() const
{
    QFont made = uiFont(TextStyle::Body);
    made.setBold(true);
    if (m_compact)
        made.setPixelSize(made.pixelSize() - 1);
    return made;
}

QSize ActionButton::sizeHint() const
{
    int width = 2 * padding(m_look, m_compact) + 2 + QFontMetrics(labelFont()).horizontalAdvance(text());
    if (!m_iconName.isEmpty())
        width += glyphSize() + (text().isEmpty() ? 0 : gap);
    if (m_keyShown && !m_key.isEmpty())
        width += keycapWidth(m_key) + gap;
    return {qMax(width, buttonTarget), scaledRoom(buttonTarget)};
}

QRect ActionButton::face() const
{
    const int tall = m_compact ? qMin(height(), scaledRoom(compactFace)) : height();
    return {0, (height() - tall) / 2, width(), tall};
}

ActionButton::Colours ActionButton::colours() const
{
    const Tokens &tokens = tokensOf(this);
    const bool hover = underMouse() && isEnabled();
    if (!isEnabled())
        return {tokens.sunken, tokens.border, tokens.textMuted};
    switch (m_look) {
    case Look::Primary: {
        const QColor fill = isDown() ? tokens.accentPressed : hover ? tokens.accentHover : tokens.accent;
        return {fill, fill, tokens.onAccent};
    }
    case Look::Danger:
        return {hover || isDown() ? tokens.errorSoft : tokens.surface, tokens.error, tokens.error};
    case Look::Quiet:
        return {hover || isDown() ? tokens.accentSoft : QColor(Qt::transparent), Qt::transparent,
                tokens.accent};
    case Look::Normal:
        return {isDown()    ? tokens.accentSoft
                    : hover ? tokens.sunken
                            : tokens.surface,
                tokens.controlBorder, tokens.text};
    }
    Q_UNREACHABLE();
}

void ActionButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Colours ink = colours();
    painter.setPen(ink.line);
    painter.setBrush(ink.fill);
    painter.drawRoundedRect(QRectF(face()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);

    const QFont font = labelFont();
    const int textWidth = QFontMetrics(font).horizontalAdvance(text());
    const int capWidth = m_key.isEmpty() || !m_keyShown ? 0 : keycapWidth(m_key);
    const int iconWidth = m_iconName.isEmpty() ? 0 : glyphSize();
    int content = textWidth + (iconWidth && textWidth ? iconWidth + gap : iconWidth)
        + (capWidth ? capWidth + gap : 0);
    int x = (width() - content) / 2;
    const auto place = [&](int wide) {
        const QRect logical(x, 0, wide, height());
        x += wide + gap;
        return QStyle::visualRect(layoutDirection(), rect(), logical);
    };
    if (iconWidth)
        paintIcon(painter, place(iconWidth), m_iconName, ink.ink,
                  m_mirroredIcon && layoutDirection() == Qt::RightToLeft);
    if (textWidth) {
        painter.setFont(font);
        painter.setPen(ink.ink);
        painter.drawText(place(textWidth).adjusted(-2, 0, 2, 0), Qt::AlignCenter | Qt::TextDontClip, text());
    }
    if (capWidth) {
        const QColor line = m_look == Look::Normal && isEnabled() ? tokensOf(this).controlBorder : ink.ink;
        paintKeycap(painter, place(capWidth), m_key, line, ink.ink);
    }
}

void ActionButton::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange) {
        updateGeometry();
        update();
    }
    QPushButton::changeEvent(event);
}

} // namespace indraj
