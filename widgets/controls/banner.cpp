#include "widgets/controls/banner.h"

#include "widgets/controls/actionbutton.h"
#include "widgets/controls/textlabel.h"
#include "widgets/theme/icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int bannerBar = 5;
constexpr int toastStays = 4000;
} // namespace

Banner::Banner(QWidget *parent)
    : QFrame(parent)
    , m_glyph(new QLabel(this))
    , m_text(new TextLabel(TextStyle::Body, this))
    , m_button(new ActionButton(u"banner"_s, {}, this))
{
    setObjectName(u"banner"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(18, 9, 14, 9);
    row->setSpacing(12);
    row->addWidget(m_glyph);
    row->addWidget(m_text, 1);
    row->addWidget(m_button);
    m_text->setWordWrap(true);
    m_button->setCompact(true);
    connect(m_button, &QAbstractButton::clicked, this, [this] { Q_EMIT triggered(m_actionId); });
    hide();
}

void Banner::show(MessageKind kind, const QString &text, const std::optional<ActionSpec> &action)
{
    m_kind = kind;
    m_text->setText(text);
    setAccessibleName(text);
    m_button->setVisible(action.has_value());
    if (action) {
        m_actionId = action->id;
        m_button->setSpec(*action);
    }
    m_glyph->setPixmap(iconPixmap(messageIcon(kind), messageColour(tokensOf(this), kind), scaledRoom(20),
                                  devicePixelRatioF()));
    show();
    update();
}

QString Banner::text() const { return m_text->text(); }

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = tokensOf(this);
    painter.setPen(messageColour(tokens, m_kind));
    painter.setBrush(messageSoftColour(tokens, m_kind));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    const QRect bar = QStyle::visualRect(layoutDirection(), rect(), QRect(0, 0, bannerBar, height()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(messageColour(tokens, m_kind));
    painter.drawRoundedRect(bar, 2, 2);
}

void Banner::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && !messageIcon(m_kind).isEmpty())
        m_glyph->setPixmap(
            iconPixmap(messageIcon(m_kind), messageColour(tokensOf(this), m_kind), 20, devicePixelRatioF()));
    QFrame::changeEvent(event);
}

Toast::Toast(QWidget *parent)
    : QFrame(parent)
    , m_text(new TextLabel(TextStyle::Body, this))
{
    setObjectName(u"toast"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 10, 16, 10);
    row->addWidget(m_text);
    m_text->setTone(u"chrome"_s);
    m_stays.setSingleShot(true);
    m_stays.setInterval(toastStays);
    connect(&m_stays, &QTimer::timeout, this, &QWidget::hide);
    parent->installEventFilter(this);
    hide();
}

void Toast::showText(const QString &text)
{
    m_text->setText(text);
    setAccessibleName(text);
    adjustSize();
    place();
    show();
    raise();
    m_stays.start();
}

QString Toast::text() const { return m_text->text(); }

void Toast::place()
{
    const QRect area = parentWidget()->rect().adjusted(24, 0, -24, -16);
    const QRect logical(area.left(), area.bottom() - height(), width(), height());
    setGeometry(QStyle::visualRect(layoutDirection(), area, logical));
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    return QFrame::eventFilter(watched, event);
}

bool Toast::event(QEvent *event)
{
    // Said in the language that was left, and nobody can say it again.
    if (event->type() == QEvent::LanguageChange)
        hide();
    const bool handled = QFrame::event(event);
    if (event->type() == QEvent::LayoutRequest) { // its text has grown
        adjustSize();
        place();
    }
    return handled;
}

void Toast::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = tokensOf(this);
    painter.setPen(tokens.chromeLine);
    painter.setBrush(tokens.chrome);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace indraj
