#include "widgets/iris/eyepanel.h"

#include "widgets/controls/textlabel.h"
#include "widgets/review/parts.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The picture of an eye; while the camera looks, with a frame of the colour of a live picture.
class EyePicture : public QWidget {
public:
    void show(const EyePanelView &view)
    {
        m_picture = view.picture;
        m_live = view.live;
        m_badge = view.badge;
        update();
    }
    QSize sizeHint() const override { return {360, 270}; }
    QSize minimumSizeHint() const override { return {160, 120}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QSize shown(4, 3);
        shown.scale(size(), Qt::KeepAspectRatio);
        QRect box({}, shown);
        box.moveCenter(rect().center());
        paintPicture(painter, box, m_picture, tokensOf(this));
        if (m_live) {
            painter.setPen(QPen(tokensOf(this).accent, 3));
            painter.drawRoundedRect(QRectF(box).adjusted(2, 2, -2, -2), 6, 6);
        }
        if (!m_badge.isEmpty())
            paintBadge(painter, box.topLeft());
    }

private:
    void paintBadge(QPainter &painter, QPoint corner) const
    {
        QFont font = fontFor(this, TextStyle::Small);
        font.setBold(true);
        const int wide = QFontMetrics(font).horizontalAdvance(m_badge) + 20;
        const QRect plate(corner + QPoint(12, 12), QSize(wide, 26));
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokensOf(this).overlayPlate);
        painter.drawRoundedRect(plate, 4, 4);
        painter.setFont(font);
        painter.setPen(tokensOf(this).overlayText);
        painter.drawText(plate, Qt::AlignCenter, m_badge);
    }

    QImage m_picture;
    QString m_badge;
    bool m_live = false;
};

} // namespace

EyePanel::EyePanel(EyePosition eye, QWidget *parent)
    : Panel(parent)
    , m_eye(eye)
    , m_title(new TextLabel(TextStyle::Heading))
    , m_picture(new EyePicture)
    , m_score(new TextLabel(TextStyle::Title))
    , m_judgement(new TextLabel(TextStyle::Body))
    , m_tries(new TextLabel(TextStyle::Small))
    , m_side(new TextLabel(TextStyle::Small))
{
    setObjectName(eye == EyePosition::Right ? u"iris.right"_s : u"iris.left"_s);
    body()->setContentsMargins(16, 10, 16, 10);
    body()->setSpacing(6);
    auto *row = new QHBoxLayout;
    row->addWidget(m_title);
    row->addStretch(1);
    row->addWidget(m_score);
    body()->addLayout(row);
    m_picture->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    body()->addWidget(m_picture, 1);
    m_judgement->setWordWrap(true);
    constexpr int twoLines = 48;
    m_judgement->setMinimumHeight(twoLines);
    m_judgement->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    m_tries->setTone(u"muted"_s);
    body()->addWidget(m_judgement);
    body()->addWidget(m_tries);
    m_side->setWordWrap(true);
    constexpr int twoSmallLines = 36; // a wrapping label alone is squeezed to one
    m_side->setMinimumHeight(twoSmallLines);
    m_side->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    body()->addWidget(m_side);
}

void EyePanel::setView(const EyePanelView &view)
{
    m_view = view;
    m_title->setText(view.title);
    static_cast<EyePicture *>(m_picture)->show(view);
    m_picture->setAccessibleName(view.title);
    m_score->setText(view.score);
    m_score->setTone(messageTone(view.tone));
    m_judgement->setText(view.judgement);
    m_judgement->setTone(view.tone == MessageKind::Neutral ? QString() : messageTone(view.tone));
    m_tries->setText(view.tries);
    m_side->setText(view.side);
    m_side->setTone(view.sideDoubted ? u"warn"_s : u"muted"_s);
    QStringList told{view.judgement};
    if (view.sideDoubted)
        told << view.side;
    setAccessibleName(view.title + u": "_s + told.join(u' '));
    setAccessibleDescription(view.badge);
    update();
}

void EyePanel::paintEvent(QPaintEvent *event)
{
    Panel::paintEvent(event);
    if (!m_view.selected)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokensOf(this).accent, 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
}

void EyePanel::mouseReleaseEvent(QMouseEvent *event)
{
    Panel::mouseReleaseEvent(event);
    Q_EMIT clicked();
}

} // namespace indraj
