#include "widgets/theme/focusring.h"

#include "widgets/theme/tokens.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QEvent>
#include <QPainter>

namespace indraj {

namespace {
constexpr int ringWidth = 3;
constexpr int ringGap = 2;
constexpr int reach = ringWidth + ringGap;
constexpr int controlRadius = 6;
} // namespace

class FocusRing::Sheet : public QWidget {
public:
    explicit Sheet(QWidget *window)
        : QWidget(window)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setAttribute(Qt::WA_NoSystemBackground);
        setFocusPolicy(Qt::NoFocus);
        setObjectName(QStringLiteral("focusRing"));
    }
    QRect ring; ///< in own coordinates
    QRect clip; ///< the part a scrolling page shows
    bool onChrome = false;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setClipRect(clip);
        const Tokens &tokens = tokensOf(this);
        painter.setPen(QPen(onChrome ? tokens.chromeFocus : tokens.focus, ringWidth));
        const qreal inset = ringWidth / 2.0;
        painter.drawRoundedRect(QRectF(ring).adjusted(inset, inset, -inset, -inset),
                                controlRadius + reach - inset, controlRadius + reach - inset);
    }
};

FocusRing::FocusRing(QApplication *app)
    : QObject(app)
{
    connect(app, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { follow(now); });
}

void FocusRing::follow(QWidget *focused)
{
    for (const QPointer<QWidget> &widget : std::as_const(m_watched))
        if (widget)
            widget->removeEventFilter(this);
    m_watched.clear();
    m_focused = focused;
    // A page takes keys for itself; it is no control, and a ring round the whole centre would say nothing.
    if (focused && (focused->property("noFocusRing").toBool() || focused->inherits("indraj::Page")))
        m_focused = nullptr;
    for (QWidget *widget = m_focused; widget;
         widget = widget->isWindow() ? nullptr : widget->parentWidget()) {
        widget->installEventFilter(this);
        m_watched.append(widget);
    }
    place();
}

bool FocusRing::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::Show:
    case QEvent::Hide:
    case QEvent::LayoutRequest:
    case QEvent::ZOrderChange:
        QMetaObject::invokeMethod(this, &FocusRing::place, Qt::QueuedConnection);
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void FocusRing::place()
{
    if (!m_focused || !m_focused->isVisible() || m_focused->isWindow()) {
        if (m_sheet)
            m_sheet->hide();
        return;
    }
    QWidget *window = m_focused->window();
    if (!m_sheet || m_sheet->parentWidget() != window) {
        delete m_sheet;
        m_sheet = new Sheet(window);
    }
    auto *sheet = static_cast<Sheet *>(m_sheet.data());
    const QRect around
        = QRect(m_focused->mapTo(window, QPoint()), m_focused->size()).adjusted(-reach, -reach, reach, reach);
    QRect shown = window->rect();
    for (QWidget *up = m_focused->parentWidget(); up && !up->isWindow(); up = up->parentWidget())
        if (auto *area = qobject_cast<QAbstractScrollArea *>(up))
            shown &= QRect(area->viewport()->mapTo(window, QPoint()), area->viewport()->size());
    sheet->setGeometry(around);
    sheet->ring = sheet->rect();
    sheet->clip = shown.translated(-around.topLeft());
    bool onChrome = false;
    for (QWidget *up = m_focused; up; up = up->parentWidget())
        onChrome = onChrome || up->property("chrome").toBool();
    sheet->onChrome = onChrome;
    sheet->show();
    sheet->raise();
    sheet->update();
}

} // namespace indraj
