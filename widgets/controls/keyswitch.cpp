#include "widgets/controls/keyswitch.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/textstyle.h"

#include <QEvent>
#include <QFontMetrics>
#include <QLineEdit>
#include <QPainter>
#include <QStyle>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int switchEdge = 12;
constexpr int switchGap = 6;

int switchIcon() { return scaledRoom(20); }

int switchCapHeight() { return scaledText(22); }

QFont switchFont(bool urdu)
{
    QFont font = urdu ? naskhFont(TextStyle::Hint) : latinFont(TextStyle::Hint);
    font.setBold(true);
    return font;
}

} // namespace

KeySwitch::KeySwitch(QLineEdit *line, Offer offer)
    : QAbstractButton(line)
    , m_line(line)
    , m_offer(offer)
{
    setObjectName(u"keySwitch"_s);
    setFocusPolicy(Qt::NoFocus); // the field keeps the focus
    setCursor(Qt::ArrowCursor);
    line->installEventFilter(this);
    connect(this, &QAbstractButton::clicked, this, [this] {
        m_line->setFocus(Qt::MouseFocusReason);
        Q_EMIT asked();
    });
    retranslate();
    place();
}

KeySwitch *KeySwitch::of(const QWidget *line)
{
    return line ? line->findChild<KeySwitch *>(QString(), Qt::FindDirectChildrenOnly) : nullptr;
}

void KeySwitch::setWriting(Writing writing)
{
    if (m_writing == writing)
        return;
    m_writing = writing;
    retranslate();
    place();
    update();
}

QString KeySwitch::cap() const
{
    switch (m_writing) {
    case Writing::NotInHand:
        return {};
    case Writing::Latin:
        return u"ABC"_s;
    case Writing::Urdu:
        return u"اردو"_s;
    }
    Q_UNREACHABLE();
}

QSize KeySwitch::sizeHint() const
{
    int width = switchIcon() + 2 * switchEdge;
    if (!cap().isEmpty())
        width
            += switchGap + 12 + QFontMetrics(switchFont(m_writing == Writing::Urdu)).horizontalAdvance(cap());
    return {width, scaledRoom(44)};
}

void KeySwitch::place()
{
    const int wide = sizeHint().width();
    const QRect inside(0, 0, m_line->width(), m_line->height());
    setGeometry(QStyle::visualRect(m_line->layoutDirection(), inside,
                                   QRect(inside.width() - wide, 0, wide, inside.height())));
    const bool atLeft = m_line->layoutDirection() == Qt::RightToLeft;
    const int margin = wide - switchEdge; // the field has its own edge
    m_line->setTextMargins(atLeft ? margin : 0, 0, atLeft ? 0 : margin, 0);
}

bool KeySwitch::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_line
        && (event->type() == QEvent::Resize || event->type() == QEvent::LayoutDirectionChange))
        place();
    return QAbstractButton::eventFilter(watched, event);
}

void KeySwitch::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = underMouse() ? tokens.accent : tokens.textMuted;
    const auto place = [this](int from, int wide, int tall) {
        const QRect logical(from, (height() - tall) / 2, wide, tall);
        return QStyle::visualRect(m_line->layoutDirection(), rect(), logical);
    };
    const int icon = switchIcon();
    paintIcon(painter, place(width() - switchEdge - icon, icon, icon), u"keyboard"_s, ink);
    if (cap().isEmpty())
        return;
    const bool urdu = m_writing == Writing::Urdu;
    const QRect box = place(switchEdge, width() - 2 * switchEdge - icon - switchGap, switchCapHeight());
    painter.setPen(urdu ? tokens.accent : tokens.controlBorder);
    painter.setBrush(urdu ? tokens.accent : QColor(Qt::transparent));
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setPen(urdu ? tokens.onAccent : tokens.text);
    painter.setFont(switchFont(urdu));
    painter.drawText(box, int(Qt::AlignCenter | Qt::TextDontClip), cap());
}

void KeySwitch::retranslate()
{
    const QString name = m_writing == Writing::NotInHand ? tr("Urdu keyboard")
        : m_writing == Writing::Urdu                     ? tr("Urdu keyboard, keys write Urdu")
                                                         : tr("Urdu keyboard, keys write English");
    setAccessibleName(name);
    setToolTip(name + u" (Ctrl+Space)"_s);
}

void KeySwitch::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        place();
    }
    QAbstractButton::changeEvent(event);
}

} // namespace indraj
